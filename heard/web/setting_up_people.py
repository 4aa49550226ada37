"""Who is here, asked while setting up: a list that is looked at and mended, or one other person."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from heard.conversations.first_conversation import date_first_conversation
from heard.conversations.models import Pair
from heard.lib import text
from heard.lib.refusals import Refusal
from heard.people.importing.faults import Fault
from heard.people.importing.plans import Field, Outcome
from heard.people.importing.problems import FileRefused
from heard.people.importing.tables import Table
from heard.people.models import Person, SetUp
from heard.people.setting_up import newcomers, people_planned, read_people, table_of
from heard.web.forms.setting_up import PeopleForm
from heard.web.previews import MENDED_AT_ONCE, cells_written, rows_taken_out, rows_to_mend

SHOWN = 50


@dataclass
class Visit:
    """What came of a visit to the question: answers to keep, or a page to show."""

    answers: dict[str, Any] | None = None
    look_again: bool = False
    context: dict[str, Any] = field(default_factory=dict)
    status: int = 200


def asked(request: HttpRequest, found: SetUp) -> Visit:
    """A list that was brought is shown until it is agreed to or another is asked for."""
    table = table_of(found)
    if request.method != "POST":
        if table is None or "again" in request.GET:
            return Visit(context={"form": empty_form(found)})
        return Visit(context=preview(found, table))
    wanted = request.POST.get("do", "")
    if table is not None and wanted == "mend":
        return Visit(answers=mended(request, table), look_again=True)
    if table is not None and wanted == "agree":
        return agreed(found, table)
    return brought(request, found)


def empty_form(found: SetUp) -> PeopleForm:
    before = found.answers.get("people", {})
    initial = {name: value for name, value in before.items() if name != "table"}
    return PeopleForm(
        initial={"how": "two", "talks_with": "me", **initial},
        own_email=found.answers["you"]["email"],
    )


def brought(request: HttpRequest, found: SetUp) -> Visit:
    """What was filled in, judged; a list is read and shown before it is agreed to."""
    form = PeopleForm(request.POST, request.FILES, own_email=found.answers["you"]["email"])
    if not form.is_valid():
        return Visit(context={"form": form}, status=422)
    told = form.cleaned_data
    if told["how"] == "two":
        names = ("how", "other_name", "other_email", "talks_with")
        return Visit(answers={name: told[name] for name in names})
    try:
        table = _read(told)
        if not newcomers(people_planned(found, table)) and not table.rows:
            raise FileRefused(Fault.EMPTY)
    except Refusal as refusal:
        form.add_error("file" if told["file"] else "text", refusal.message)
        return Visit(context={"form": form}, status=422)
    return Visit(answers={"how": "list", "table": table.as_json()}, look_again=True)


def _read(told: dict[str, Any]) -> Table:
    file = told["file"]
    if file is not None and file.size > settings.IMPORT_MAX_BYTES:
        raise FileRefused(Fault.TOO_LARGE)
    return read_people(file.read() if file is not None else str(told["text"]))


def mended(request: HttpRequest, table: Table) -> dict[str, Any]:
    """Cells written anew, rows taken out."""
    cells = {
        place: " ".join(text.cleaned(value).split())
        for place, value in cells_written(request.POST, table).items()
    }
    again = table.corrected(cells).without(rows_taken_out(request.POST))
    return {"how": "list", "table": again.as_json()}


def agreed(found: SetUp, table: Table) -> Visit:
    """Good rows go ahead; a list without any does not."""
    if newcomers(people_planned(found, table)):
        return Visit(answers={"how": "list", "table": table.as_json(), "agreed": True})
    context = preview(found, table)
    context["nobody"] = _("Nobody on this list can come in yet. Mend a row, or bring another list.")
    return Visit(context=context, status=422)


def preview(found: SetUp, table: Table) -> dict[str, Any]:
    """Who comes in and with whom they talk; which rows are to be mended."""
    one = people_planned(found, table)
    coming = one.of(Outcome.NEW)
    rows = rows_to_mend(one, table)
    return {
        "coming": [
            {"name": who.name, "talks_with": str(who.after(Field.MANAGER) or "")}
            for who in coming[:SHOWN]
        ],
        "coming_count": len(coming),
        "rows": rows[:MENDED_AT_ONCE],
        "rows_count": len(rows),
        "left_out": table.left_out,
    }


def first_page(person: Person) -> str:
    """The page with the one other person where there is just one; home otherwise."""
    date_first_conversation(person)
    pairs = list(Pair.objects.visible_to(person).live().select_related("employee", "manager")[:2])
    return reverse("pair", args=[pairs[0].address]) if len(pairs) == 1 else reverse("home")
