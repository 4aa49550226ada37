"""Previewing: a file is read, looked at, set right and then applied or given up.

What waits meanwhile is one row of a tenant's table: the cells that could be used, never the columns
that are left out, and for an hour at most.
"""

from collections.abc import Collection, Mapping

from django.db import transaction

from heard.lib import text
from heard.people.importing.addresses import checked_domain
from heard.people.importing.mapping import Mapping as ColumnsSaid
from heard.people.importing.planning import plan
from heard.people.importing.plans import ImportPlan
from heard.people.importing.present import people_here
from heard.people.importing.reading import read
from heard.people.importing.recognising import recognise
from heard.people.importing.remembering import remember, remembered
from heard.people.importing.tables import Table
from heard.people.models import ImportPreview, PeopleImport, Person

LONGEST_FILE_NAME = 120


@transaction.atomic
def begin(
    content: bytes | str,
    *,
    by: Person,
    file_name: str = "",
    email_domain: str = "",
    full_file: bool = False,
) -> ImportPreview:
    """Read the file and keep what is needed to show what it would change; nothing changes yet."""
    forget_outlived()
    table = read(content)
    known = remembered(table)
    domain = checked_domain(email_domain) or known.email_domain
    preview = ImportPreview(
        person=by,
        file_name=text.cleaned(file_name)[:LONGEST_FILE_NAME],
        table=table.as_json(),
        columns=recognise(table, known.mapping).mapping.as_json(),
        email_domain=domain,
        full_file=full_file,
    )
    preview.save()
    return preview


def plan_of(preview: ImportPreview, *, by: Person) -> ImportPlan:
    """What this preview would change, from the people as they are now."""
    return plan(
        table_of(preview),
        mapping_of(preview),
        people_here(),
        email_domain=preview.email_domain,
        today=by.today(),
        full_file=preview.full_file,
    )


def table_of(preview: ImportPreview) -> Table:
    return Table.from_json(preview.table)


def mapping_of(preview: ImportPreview) -> ColumnsSaid:
    return ColumnsSaid.from_json(preview.columns)


@transaction.atomic
def choose_columns(
    preview: ImportPreview,
    columns: ColumnsSaid,
    *,
    by: Person,
    email_domain: str = "",
    full_file: bool = False,
) -> ImportPreview:
    """Which column is what, said by somebody: used here, and remembered for the next such file."""
    fitted = columns.fitted(table_of(preview))
    preview.columns = fitted.as_json()
    preview.email_domain = checked_domain(email_domain) or ""
    preview.full_file = full_file
    preview.stopped = ""
    preview.save()
    remember(fitted, email_domain=preview.email_domain)
    return preview


@transaction.atomic
def mend(
    preview: ImportPreview,
    *,
    by: Person,
    cells: Mapping[tuple[int, str], str],
    without: Collection[int] = (),
) -> ImportPreview:
    """Cells written anew, by row number and heading, and rows taken out."""
    written = {place: " ".join(text.cleaned(value).split()) for place, value in cells.items()}
    preview.table = table_of(preview).corrected(written).without(without).as_json()
    preview.stopped = ""
    preview.save()
    return preview


def size_of(preview: ImportPreview) -> int:
    """How many rows there are to apply."""
    return len(preview.table["rows"])


def give_up(preview: ImportPreview, *, by: Person) -> None:
    """Nothing was changed, and nothing of the file stays."""
    preview.delete()


@transaction.atomic
def forget_outlived() -> None:
    """Of the organisation in force: previews whose hour is over, ways back whose day is."""
    ImportPreview.objects.all().outlived().delete()
    PeopleImport.objects.all().too_old_to_undo().filter(way_back__isnull=False).update(
        way_back=None
    )
