"""Loads the demo: both organisations, their people, and a year of conversations.

Rows are built as the verbs would have left them, only dated in the past. Shared words are sealed
under the pair's key, private ones by acting as their author: the loader has no key of its own.
"""

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from heard.ops.demo.reading import otherwise, tidewater
from heard.ops.demo.script import DemoPerson, Script
from heard.ops.demo.telling import tell
from heard.people.models import Organisation, Person, ReportingLine, Role, User
from heard.people.tenancy import in_organisation

PASSWORD = "heard-demo"  # noqa: S105 - the demo's, said on its sign-in page


@dataclass(frozen=True)
class Loaded:
    """How much was loaded, for one line of output."""

    organisations: int
    people: int
    pairs: int


def is_loaded() -> bool:
    """Whether the demo's organisations are there already."""
    return Organisation.objects.filter(name=tidewater().organisation).exists()


def unload() -> None:
    """Take the demo's organisations out, with everything in them."""
    for organisation in Organisation.objects.filter(
        name__in=[tidewater().organisation, otherwise().organisation]
    ):
        erase_organisation(organisation)


def erase_organisation(organisation: Organisation) -> None:
    """Every row of the organisation, table by table; children before parents."""
    from heard.people.walls import tenant_models

    with in_organisation(organisation.id), transaction.atomic():
        remaining = tenant_models()
        while remaining:
            referred = {
                field.related_model
                for model in remaining
                for field in model._meta.local_fields
                if field.related_model not in (None, model)
            }
            free = [model for model in remaining if model not in referred]
            for model in free:
                model._base_manager.filter(organisation_id=organisation.id).delete()
            remaining = [model for model in remaining if model in referred]
        User.objects.filter(organisation=organisation).delete()
    organisation.delete()


@transaction.atomic
def load() -> Loaded:
    """Both organisations; deterministic but for the date it is told from."""
    people = pairs = 0
    for script in (tidewater(), otherwise()):
        people += len(script.people)
        pairs += len(script.stories)
        _load(script)
    return Loaded(2, people, pairs)


def _load(script: Script) -> None:
    organisation = Organisation.objects.create(
        name=script.organisation, timezone=script.timezone, set_up_at=timezone.now()
    )
    today = timezone.localdate()
    with in_organisation(organisation.id):
        people = _people(script, organisation, today)
        _lines(script, people, today)
    for story in script.stories:
        tell(story, people, today)


def _people(script: Script, organisation: Organisation, today: dt.date) -> dict[str, Person]:
    """Everybody, with one password among them: hashing it once is what makes this quick."""
    password = make_password(PASSWORD)
    users = [
        User(
            organisation=organisation,
            email=one.email,
            password=password,
            is_active=one.left is None and one.paused is None,
        )
        for one in script.people
    ]
    User.objects.bulk_create(users)
    people = [
        Person(
            organisation=organisation,
            user=user,
            email=one.email,
            name=one.name,
            called=one.name.split()[0],
            title=one.title,
            team=one.team,
            timezone="" if one.timezone == script.timezone else one.timezone,
            started_on=_ago(today, one.started),
            paused_on=_ago(today, one.paused),
            left_on=_ago(today, one.left),
        )
        for one, user in zip(script.people, users, strict=True)
    ]
    Person.objects.bulk_create(people)
    by_key = dict(zip((one.key for one in script.people), people, strict=True))
    Role.objects.bulk_create(
        Role(organisation=organisation, person=by_key[one.key], kind=kind)
        for one in script.people
        for kind in one.roles
    )
    return by_key


def _lines(script: Script, people: dict[str, Person], today: dt.date) -> None:
    """Today's lines, and those that ended, as the stories tell them."""
    lines = [
        ReportingLine(
            organisation_id=people[one.key].organisation_id,
            person=people[one.key],
            manager=people[one.manager],
            since=_since(one, today),
            until=_ago(today, one.left),
        )
        for one in script.people
        if one.manager is not None
    ]
    current = {(line.person_id, line.manager_id) for line in lines}
    for story in script.stories:
        employee, manager = people[story.employee], people[story.manager]
        if story.kind == "manager" and (employee.id, manager.id) not in current:
            lines.append(
                ReportingLine(
                    organisation_id=employee.organisation_id,
                    person=employee,
                    manager=manager,
                    since=today - dt.timedelta(days=story.since),
                    until=today - dt.timedelta(days=story.until or 0),
                )
            )
    ReportingLine.objects.bulk_create(lines)


def _since(one: DemoPerson, today: dt.date) -> dt.date:
    days = one.started if one.managed_since is None else one.managed_since
    return today - dt.timedelta(days=days)


def _ago(today: dt.date, days: int | None) -> dt.date | None:
    return None if days is None else today - dt.timedelta(days=days)
