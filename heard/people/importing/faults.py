"""Each way in which a file, a row or a reporting line can be wrong, and how much that holds up."""

from enum import StrEnum


class Fault(StrEnum):
    """What can be wrong. `sentences` says it in words."""

    # The whole file: nothing can be read from it.
    EMPTY = "empty"
    ONLY_HEADINGS = "only_headings"
    TOO_LARGE = "too_large"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    SPREADSHEET = "spreadsheet"
    NOT_TEXT = "not_text"
    CELL_ENDLESS = "cell_endless"
    QUOTE_OPEN = "quote_open"
    NO_HEADINGS = "no_headings"
    NO_IDENTITY = "no_identity"
    COLUMN_UNKNOWN = "column_unknown"
    COLUMN_LEFT_OUT = "column_left_out"
    COLUMN_TWICE = "column_twice"
    TARGET_UNKNOWN = "target_unknown"
    DOMAIN_INVALID = "domain_invalid"

    # Worth knowing; nothing is held up by it.
    ROWS_ABOVE_HEADINGS = "rows_above_headings"
    HEADING_TWICE = "heading_twice"
    NULLS_REMOVED = "nulls_removed"
    ROW_SHORT = "row_short"
    TIMEZONE_UNKNOWN = "timezone_unknown"
    ABSENCE_UNSURE = "absence_unsure"
    ADDRESS_THEIRS = "address_theirs"
    ADMINISTRATOR_STAYS = "administrator_stays"

    # The row stays out until it is mended.
    ROW_LONG = "row_long"
    ROW_BROKEN = "row_broken"
    EMAIL_MISSING = "email_missing"
    EMAIL_NEEDS_DOMAIN = "email_needs_domain"
    EMAIL_INVALID = "email_invalid"
    EMAIL_TWICE = "email_twice"
    NUMBER_TWICE = "number_twice"
    PERSON_TWICE = "person_twice"
    IDENTITY_CONFLICT = "identity_conflict"
    IDENTITY_UNSURE = "identity_unsure"
    NAME_MISSING = "name_missing"
    DATE_UNREADABLE = "date_unreadable"
    TOO_LONG = "too_long"
    LETTERS_LOST = "letters_lost"

    # The row goes in; the reporting line stays as it is.
    MANAGER_SELF = "manager_self"
    MANAGER_NOT_FOUND = "manager_not_found"
    MANAGER_AMBIGUOUS = "manager_ambiguous"
    MANAGER_CONTRADICTORY = "manager_contradictory"
    MANAGER_LEAVING = "manager_leaving"
    MANAGER_HELD_BACK = "manager_held_back"
    LOOP = "loop"


ONLY_THE_LINE = frozenset(
    {
        Fault.MANAGER_SELF,
        Fault.MANAGER_NOT_FOUND,
        Fault.MANAGER_AMBIGUOUS,
        Fault.MANAGER_CONTRADICTORY,
        Fault.MANAGER_LEAVING,
        Fault.MANAGER_HELD_BACK,
        Fault.LOOP,
    }
)
ONLY_TO_KNOW = frozenset(
    {
        Fault.ROWS_ABOVE_HEADINGS,
        Fault.HEADING_TWICE,
        Fault.NULLS_REMOVED,
        Fault.ROW_SHORT,
        Fault.TIMEZONE_UNKNOWN,
        Fault.ABSENCE_UNSURE,
        Fault.ADDRESS_THEIRS,
        Fault.ADMINISTRATOR_STAYS,
    }
)
