"""Who is here, and a plan applied to them without a database."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import NAMESPACE_DNS, UUID, uuid5

from heard.people.importing.mapping import Mapping
from heard.people.importing.matching import ExistingPerson
from heard.people.importing.planning import plan
from heard.people.importing.plans import Change, Field, ImportPlan, Outcome, Reference
from heard.people.importing.reading import read
from heard.people.importing.recognising import recognise

TODAY = dt.date(2024, 6, 3)


def somebody(name: str, **more: Any) -> ExistingPerson:
    """Priya Shah, priya@example.com, under an id that stays the same."""
    email = f"{name.split()[0].lower()}@example.com"
    return replace(ExistingPerson(id=id_of(name), email=email, name=name), **more)


def id_of(name: str) -> UUID:
    return uuid5(NAMESPACE_DNS, name)


SOL = somebody("Sol Adeyemi", employee_number="1", title="Head of design", team="Design")
MARIO = somebody("Mario Rossi", employee_number="2", title="Lead", team="Design", manager_id=SOL.id)
PRIYA = somebody(
    "Priya Shah", employee_number="3", title="Designer", team="Design", manager_id=MARIO.id
)
PIA = somebody("Pia Lindqvist", employee_number="4", title="Designer", manager_id=MARIO.id)
LENA = somebody("Lena Brandt", employee_number="5", title="Developer", active=False)
EVERYBODY = (SOL, MARIO, PRIYA, PIA, LENA)


def planned(
    content: str | bytes, existing: Sequence[ExistingPerson] = (), **more: Any
) -> ImportPlan:
    """The plan for a file, its columns recognised."""
    table = read(content)
    mapping: Mapping = recognise(table, more.pop("mapping", None)).mapping
    return plan(table, mapping, existing, **{"today": TODAY, **more})


def by_name(one: ImportPlan) -> dict[str, Outcome]:
    return {person.name: person.outcome for person in one.people}


def managers(one: ImportPlan) -> dict[str, str]:
    """Who gets which manager by this plan."""
    return {
        person.name: str(person.after(Field.MANAGER) or "")
        for person in one.people
        if person.changes_field(Field.MANAGER)
    }


def applied(one: ImportPlan, existing: Sequence[ExistingPerson]) -> list[ExistingPerson]:
    """What would be there afterwards; proposals are not agreed to."""
    people = {person.id: person for person in existing}
    new_ids = {
        person.row: uuid5(NAMESPACE_DNS, f"row {person.row}")
        for person in one.people
        if person.outcome is Outcome.NEW
    }
    for person in one.people:
        if person.proposed or person.outcome in (Outcome.UNCHANGED, Outcome.NOT_BROUGHT_IN):
            continue
        if person.outcome is Outcome.NEW:
            id_ = new_ids[person.row]
            people[id_] = ExistingPerson(id=id_, email="", name="")
        else:
            assert person.existing_id is not None
            id_ = person.existing_id
        leaving = person.outcome is Outcome.LEAVING
        people[id_] = replace(people[id_], active=not leaving, **_values(person.changes, new_ids))
        if leaving:
            people = {
                key: replace(one, manager_id=None) if id_ in (key, one.manager_id) else one
                for key, one in people.items()
            }
    return list(people.values())


def _values(changes: Sequence[Change], new_ids: dict[int | None, UUID]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for change in changes:
        if change.field is Field.MANAGER:
            after = change.after
            assert after is None or isinstance(after, Reference)
            values["manager_id"] = after and (after.id or new_ids[after.row])
        elif change.field is not Field.CALLED:
            values[str(change.field)] = change.after
    return values
