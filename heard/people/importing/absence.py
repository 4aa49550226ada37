"""Those a complete file does not name: perhaps they have left. It is proposed, never assumed."""

from collections.abc import Sequence

from heard.people.importing.addresses import email_key, number_key
from heard.people.importing.faults import Fault
from heard.people.importing.listing import Listing
from heard.people.importing.matching import ExistingPerson, Matching
from heard.people.importing.naming import name_key
from heard.people.importing.plans import Outcome, PlannedPerson
from heard.people.importing.problems import Problem


def propose_leaving(
    listing: Listing, matching: Matching, existing: Sequence[ExistingPerson]
) -> list[PlannedPerson]:
    """Everyone here whom no row may mean; a row that is held back still speaks for its person.

    Where a row could not be read at all it might have been anybody's, and the plan says so.
    """
    named = {one.id for one in matching.existing.values()}
    held_back = [person for person in listing.people if person.row in listing.held_back]
    keys = {
        key
        for person in held_back
        for key in (
            person.email,
            number_key(person.employee_number or ""),
            name_key(person.name or ""),
        )
        if key
    }
    absent = [
        PlannedPerson(Outcome.LEAVING, one.name, existing_id=one.id, proposed=True)
        for one in existing
        if one.active and not one.administrates and one.id not in named and not keys & _keys(one)
    ]
    read = {person.row for person in listing.people}
    unread = listing.held_back - read
    anonymous = any(not person.email and not person.employee_number for person in held_back)
    if absent and (unread or anonymous):
        listing.add(Problem(Fault.ABSENCE_UNSURE))
    return absent


def _keys(one: ExistingPerson) -> set[str]:
    number = number_key(one.employee_number)
    return {email_key(one.email), name_key(one.name)} | ({number} if number else set())
