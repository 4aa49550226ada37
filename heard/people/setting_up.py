"""Setting up: a link from the server's log, seven answers, and then an organisation, all at once.

Until it is opened for use nothing but the answers exists, so whatever is asked can be answered
again. The link works until then and never after; there is no account before it.
"""

import uuid
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.lib import tokens
from heard.lib.refusals import Refusal
from heard.people.granting import grant
from heard.people.importing.bringing_in import bring_in
from heard.people.importing.decoding import decoded
from heard.people.importing.faults import Fault
from heard.people.importing.mapping import Mapping
from heard.people.importing.matching import ExistingPerson
from heard.people.importing.planning import plan
from heard.people.importing.plans import ImportPlan, Outcome
from heard.people.importing.present import people_here
from heard.people.importing.problems import FileRefused
from heard.people.importing.reading import read
from heard.people.importing.recognising import recognise
from heard.people.importing.splitting import SEPARATORS, records
from heard.people.importing.tables import Table
from heard.people.models import Organisation, Person, Role, SetUp, User
from heard.people.reporting import LoopInLines, report_to
from heard.people.tenancy import in_organisation

STEPS = ("you", "organisation", "signing-in", "mail", "people", "privacy", "check")
# What a list without headings holds, in this order.
HEADINGS = ("Name", "Email", "Manager")

Answers = dict[str, Any]


def is_set_up() -> bool:
    """Whether anybody uses this installation yet."""
    return Organisation.objects.filter(set_up_at__isnull=False).exists()


@transaction.atomic
def issue_link() -> str | None:
    """A fresh secret for the answers so far, the one before it dies; none once it is set up."""
    if is_set_up():
        return None
    secret = tokens.new_secret()
    set_up = (
        SetUp.objects.filter(finished_at__isnull=True).order_by("created_at").first() or SetUp()
    )
    set_up.digest = tokens.digest(secret)
    set_up.save()
    return secret


def by_link(secret: str) -> SetUp | None:
    """The answers this link leads to; none for any other word, and none once it is finished."""
    return SetUp.objects.filter(digest=tokens.digest(secret), finished_at__isnull=True).first()


def under_way(set_up_id: UUID) -> SetUp | None:
    """The answers of somebody who came by the link, while it is not finished."""
    return SetUp.objects.filter(id=set_up_id, finished_at__isnull=True).first()


@transaction.atomic
def answer(set_up: SetUp, step: str, answers: Answers) -> SetUp:
    """Keep what was answered to one question; the others stay as they are."""
    set_up = SetUp.objects.select_for_update().get(id=set_up.id)
    set_up.answers = {**set_up.answers, step: answers}
    set_up.save(update_fields=["answers"])
    return set_up


def first_unanswered(set_up: SetUp) -> str:
    """Where to go on."""
    return next((step for step in STEPS if step not in set_up.answers), STEPS[-1])


def read_people(content: bytes | str) -> Table:
    """A list of people; one without headings is read as name, address, and whom they talk with."""
    try:
        table = read(content)
    except FileRefused as refused:
        if refused.problem.fault is not Fault.NO_HEADINGS:
            raise
        table = read(_with_headings(decoded(content)[0]))
    return table.only(heading for heading in recognise(table).mapping.columns.values() if heading)


def _with_headings(written: str) -> str:
    written = written.lstrip()
    named, found = records(written)
    separator = next(sign for sign, name in SEPARATORS.items() if name == named)
    if len(found[0][1]) > len(HEADINGS):
        raise FileRefused(Fault.NO_HEADINGS)
    return separator.join(HEADINGS) + "\n" + written


def people_planned(set_up: SetUp, table: Table) -> ImportPlan:
    """What this list would make, beside whoever sets up."""
    you = set_up.answers["you"]
    oneself = ExistingPerson(
        id=set_up.id, email=you["email"], name=you["name"], has_joined=True, administrates=True
    )
    return plan(table, _mapping(table), [oneself, *_here_already()], today=timezone.localdate())


def _begun() -> Organisation | None:
    """The one a list was brought into by command before anybody set up."""
    return Organisation.objects.filter(set_up_at__isnull=True).order_by("created_at", "id").first()


def _here_already() -> list[ExistingPerson]:
    begun = _begun()
    if begun is None:
        return []
    with in_organisation(begun.id):
        return people_here()


def _mapping(table: Table) -> Mapping:
    return recognise(table).mapping


def table_of(set_up: SetUp) -> Table | None:
    """The list that was brought, if one was."""
    kept = set_up.answers.get("people", {}).get("table")
    return Table.from_json(kept) if kept else None


def newcomers(one: ImportPlan) -> int:
    """How many people a list brings."""
    return len(one.of(Outcome.NEW))


@transaction.atomic
def open_for_use(set_up: SetUp) -> Person:
    """The organisation, whoever set it up as its administrator, and everybody they named."""
    set_up = SetUp.objects.select_for_update().get(id=set_up.id)
    if set_up.finished_at is not None or any(step not in set_up.answers for step in STEPS[:-1]):
        raise Refusal(_("Something is still to be answered."), "step")
    organisation = _organisation(set_up.answers)
    with in_organisation(organisation.id):
        oneself = _administrator(organisation, set_up.answers["you"])
        grant(oneself, Role.Kind.ADMINISTRATOR, by=None)
        _bring_in(set_up, oneself)
    set_up.answers = {}
    set_up.finished_at = timezone.now()
    # No word has this digest.
    set_up.digest = uuid.uuid4().hex
    set_up.save()
    return oneself


def _organisation(answers: Answers) -> Organisation:
    place, chosen = answers["organisation"], answers["privacy"]
    organisation = _begun() or Organisation()
    organisation.name = place["name"]
    organisation.language = place["language"]
    organisation.timezone = place["timezone"]
    organisation.week_starts_on = place["week_starts_on"]
    organisation.default_rhythm = chosen["default_rhythm"]
    organisation.default_minutes = chosen["default_minutes"]
    organisation.mail_carries_notes = chosen["mail_carries_notes"]
    organisation.set_up_at = timezone.now()
    organisation.save()
    return organisation


def _administrator(organisation: Organisation, you: Answers) -> Person:
    user = User(email=you["email"], organisation=organisation, password=you["password"])
    user.save()
    person = Person.with_address(you["email"]) or Person(email=you["email"])
    person.name, person.user, person.left_on = you["name"], user, None
    person.save()
    return Person.objects.select_related("organisation", "user").get(id=person.id)


def _bring_in(set_up: SetUp, oneself: Person) -> None:
    table = table_of(set_up)
    if table is not None:
        made = plan(table, _mapping(table), people_here(), today=oneself.today())
        bring_in(made, by=oneself)
        return
    asked = set_up.answers["people"]
    other = Person.with_address(asked["other_email"]) or Person(email=asked["other_email"])
    other.name = asked["other_name"]
    other.save()
    other = Person.objects.select_related("organisation").get(id=other.id)
    employee, manager = (other, oneself) if asked["talks_with"] == "me" else (oneself, other)
    try:
        report_to(employee, manager)
    except LoopInLines as loop:
        raise Refusal(_("That would be a loop: %(loop)s") % {"loop": loop}, "talks_with") from loop
