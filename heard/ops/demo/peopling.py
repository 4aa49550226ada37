"""Who works in the demo's organisations: people with their sign-ins, roles and reporting lines."""

import datetime as dt

from django.contrib.auth.hashers import make_password

from heard.ops.demo.script import DemoPerson, Script
from heard.people.models import Organisation, Person, ReportingLine, Role, User

# The demo's one password, said on its sign-in page. Shorter than any that people may choose.
PASSWORD = "heard-demo"  # noqa: S105

# Heard came to the house this long ago; whoever was there already joined then.
HERE_FOR = dt.timedelta(days=400)


def tell_organisation(script: Script, now: dt.datetime) -> Organisation:
    """Set up long ago: nobody is asked to begin."""
    since = now - HERE_FOR
    return Organisation.objects.create(
        name=script.organisation, timezone=script.timezone, set_up_at=since, created_at=since
    )


def tell_people(script: Script, organisation: Organisation, now: dt.datetime) -> dict[str, Person]:
    """Everybody by key. One hash for all: making it is what would take the time."""
    password = make_password(PASSWORD)
    people: dict[str, Person] = {}
    for told in script.people:
        joined = max(now - HERE_FOR, now - dt.timedelta(days=told.started))
        user = User(
            organisation=organisation,
            email=told.email,
            password=password,
            is_active=told.left is None and told.paused is None,
            joined_at=joined,
        )
        people[told.key] = _person(told, script, user, joined, now.date())
    User.objects.bulk_create([person.user for person in people.values() if person.user])
    Person.objects.bulk_create(people.values())
    _grant_roles(script, people)
    return people


def _person(
    told: DemoPerson, script: Script, user: User, joined: dt.datetime, today: dt.date
) -> Person:
    return Person(
        organisation=user.organisation,
        user=user,
        email=told.email,
        name=told.name,
        called=told.name.split()[0],
        title=told.title,
        team=told.team,
        timezone="" if told.timezone == script.timezone else told.timezone,
        started_on=_ago(today, told.started),
        paused_on=_ago(today, told.paused),
        left_on=_ago(today, told.left),
        created_at=joined,
    )


def _grant_roles(script: Script, people: dict[str, Person]) -> None:
    Role.objects.bulk_create(
        Role(
            organisation_id=people[told.key].organisation_id,
            person=people[told.key],
            kind=kind,
            created_at=people[told.key].created_at,
        )
        for told in script.people
        for kind in told.roles
    )


def tell_lines(script: Script, people: dict[str, Person], today: dt.date) -> None:
    """Today's lines, those of whoever left, and the earlier ones that the stories tell of."""
    lines = [
        _line(people[told.key], people[told.manager], today, _since(told), told.left)
        for told in script.people
        if told.manager is not None
    ]
    known = {(line.person_id, line.manager_id) for line in lines}
    for story in script.stories:
        employee, manager = people[story.employee], people[story.manager]
        if story.kind == "manager" and (employee.id, manager.id) not in known:
            lines.append(_line(employee, manager, today, story.since, story.until))
    ReportingLine.objects.bulk_create(lines)


def _line(
    person: Person, manager: Person, today: dt.date, since: int, until: int | None
) -> ReportingLine:
    """Nobody reports to somebody who has not started yet."""
    begins = today - dt.timedelta(days=since)
    return ReportingLine(
        organisation_id=person.organisation_id,
        person=person,
        manager=manager,
        since=max(begins, manager.started_on or begins),
        until=_ago(today, until),
        created_at=max(person.created_at, manager.created_at),
    )


def _since(told: DemoPerson) -> int:
    return told.started if told.managed_since is None else told.managed_since


def _ago(today: dt.date, days: int | None) -> dt.date | None:
    return None if days is None else today - dt.timedelta(days=days)
