"""Every fault in words: what is wrong, and how to mend it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from heard.people.importing.faults import Fault

SAVE_AS_CSV = _("Open it in a spreadsheet, save it as CSV, and bring that.")
NAME_BY_ADDRESS = _("Name the manager by e-mail or employee number.")

SENTENCES: dict[Fault, tuple[str | Promise, str | Promise]] = {
    Fault.EMPTY: (_("The file is empty."), _("Export it again, or paste the rows.")),
    Fault.ONLY_HEADINGS: (
        _("There are headings, but nobody under them."),
        _("Check that the export has rows, then try again."),
    ),
    Fault.TOO_LARGE: (
        _("The file is larger than 5 MB."),
        _("Leave out columns that aren't needed, or bring it in parts."),
    ),
    Fault.TOO_MANY_ROWS: (
        _("The file has more than %(most)s rows."),
        _("Bring it in parts; people already here are recognised."),
    ),
    Fault.TOO_MANY_COLUMNS: (
        _("The file has more than %(most)s columns."),
        _("Leave out columns that aren't needed."),
    ),
    Fault.SPREADSHEET: (_("This is a %(format)s file, not CSV."), SAVE_AS_CSV),
    Fault.NOT_TEXT: (_("This isn't a text file."), SAVE_AS_CSV),
    Fault.CELL_ENDLESS: (
        _("Row %(row)s has a value of more than 100,000 characters."),
        _("Often a quotation mark is opened there and never closed. Close it and try again."),
    ),
    Fault.QUOTE_OPEN: (
        _("Row %(row)s opens a quotation mark that is never closed."),
        _("Close it and try again; otherwise every row after it is lost."),
    ),
    Fault.NO_HEADINGS: (
        _("The first row looks like a person, not like headings."),
        _("Put a row above it that names the columns, such as E-mail, Name, Manager."),
    ),
    Fault.NO_IDENTITY: (
        _("No column was found that holds e-mail addresses or employee numbers."),
        _("Say which column holds the e-mail address."),
    ),
    Fault.COLUMN_UNKNOWN: (
        _("There is no column “%(column)s”."),
        _("The columns are: %(columns)s."),
    ),
    Fault.COLUMN_LEFT_OUT: (
        _("The column “%(column)s” is left out on purpose and can't be used."),
        _("Choose another column. If it holds something harmless, rename it in the file."),
    ),
    Fault.COLUMN_TWICE: (
        _("The column “%(column)s” is chosen for two things."),
        _("Choose it for one of them."),
    ),
    Fault.TARGET_UNKNOWN: (
        _("“%(target)s” is not something a column can be."),
        _("It can be: %(targets)s."),
    ),
    Fault.DOMAIN_INVALID: (
        _("“%(domain)s” is not a domain that e-mail addresses can have."),
        _("Write it as company.example."),
    ),
    Fault.ROWS_ABOVE_HEADINGS: (
        _("What stands above the headings was passed over."),
        _("Nothing to do."),
    ),
    Fault.HEADING_TWICE: (
        _("Two columns are called “%(heading)s”; the later one is shown as “%(renamed)s”."),
        _("Check that the right one is used."),
    ),
    Fault.NULLS_REMOVED: (
        _("The file held null characters; they were taken out."),
        _("Nothing to do."),
    ),
    Fault.ROW_SHORT: (
        _("This row has fewer values than there are headings (%(found)s of %(expected)s)."),
        _("What is missing was left as it is. Check that nothing slipped a column."),
    ),
    Fault.TIMEZONE_UNKNOWN: (
        _("“%(value)s” is not a time zone known here."),
        _("Use a name such as Europe/London. The row goes in without it."),
    ),
    Fault.ABSENCE_UNSURE: (
        _("Some rows couldn't be read, so somebody on them may be listed as leaving."),
        _("Mend those rows first, then bring the whole file again."),
    ),
    Fault.ADDRESS_THEIRS: (
        _("%(name)s signs in with %(before)s, so the address stays as it is."),
        _("They can change it to %(value)s themselves, in their settings."),
    ),
    Fault.ADMINISTRATOR_STAYS: (
        _("%(name)s is an administrator and can't be marked as leaving by a file."),
        _("Take the role back first, then bring the file again."),
    ),
    Fault.ROW_LONG: (
        _("This row has more values than there are headings (%(found)s for %(expected)s)."),
        _("Often a separator inside a value: put the value in quotation marks."),
    ),
    Fault.ROW_BROKEN: (
        _("This row runs over several lines and then stops short."),
        _("Often a quotation mark is not closed; rows under it may be lost. Close it."),
    ),
    Fault.EMAIL_MISSING: (_("No e-mail address."), _("Add one, or take the row out.")),
    Fault.EMAIL_NEEDS_DOMAIN: (
        _("%(value)s has no domain."),
        _("Give the domain for the whole file, or write the whole address."),
    ),
    Fault.EMAIL_INVALID: (
        _("“%(value)s” is not an e-mail address."),
        _("Write it as name@company.example."),
    ),
    Fault.EMAIL_TWICE: (
        _("%(value)s is on rows %(rows)s."),
        _("Keep one of them, or give each their own address."),
    ),
    Fault.NUMBER_TWICE: (
        _("Employee number %(value)s is on rows %(rows)s."),
        _("Keep one of them, or give each their own number."),
    ),
    Fault.PERSON_TWICE: (
        _("Rows %(rows)s are all %(name)s, who is here already."),
        _("Keep the row that is right."),
    ),
    Fault.IDENTITY_CONFLICT: (
        _("The employee number is %(by_number)s's, the address is %(by_email)s's."),
        _("Correct one of the two."),
    ),
    Fault.IDENTITY_UNSURE: (
        _("“%(value)s” belongs to %(name)s here, but the row names %(listed)s."),
        _("If it is the same person, change their name here first; if not, correct the row."),
    ),
    Fault.NAME_MISSING: (_("No name."), _("Add one, or take the row out.")),
    Fault.DATE_UNREADABLE: (
        _("“%(value)s” can't be read as a date; this file's dates are read %(order)s."),
        _("Write it as 2024-05-31."),
    ),
    Fault.TOO_LONG: (
        _("That is %(count)s characters; at most %(most)s fit here."),
        _("Shorten it."),
    ),
    Fault.LETTERS_LOST: (
        _("Some letters of “%(value)s” were lost when the file was saved."),
        _("Save the file again as UTF-8, or correct the row."),
    ),
    Fault.MANAGER_SELF: (
        _("%(name)s is named as their own manager."),
        _("Correct the manager, or leave it empty at the top."),
    ),
    Fault.MANAGER_NOT_FOUND: (
        _("The manager “%(value)s” is neither in this file nor here."),
        _("Add a row for them, or correct how they are named."),
    ),
    Fault.MANAGER_AMBIGUOUS: (
        _("“%(value)s” could be any of %(people)s."),
        NAME_BY_ADDRESS,
    ),
    Fault.MANAGER_CONTRADICTORY: (
        _("The manager columns name different people: %(people)s."),
        _("Correct the one that is wrong."),
    ),
    Fault.MANAGER_LEAVING: (
        _("The manager, %(name)s, has left or is leaving."),
        _("Name the manager who follows."),
    ),
    Fault.MANAGER_HELD_BACK: (
        _("The manager is on row %(manager_row)s, which can't go in yet."),
        _("Mend that row first."),
    ),
    Fault.LOOP: (
        _("The reporting line runs in a circle: %(people)s."),
        _("Correct the manager of one of them."),
    ),
}
