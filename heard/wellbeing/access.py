"""Who may see and change check-ins.

| What | Who sees it | Who changes it |
|---|---|---|
| check-ins, the day and the pauses | their person | their person |
| people and places to turn to | everybody in the organisation | the people team, administrators |

A shared check-in is a copy on the page of the two (`heard/conversations/telling.py`). No count, no
"answered or not", no date of one is anybody else's.
"""

from heard.people.access import can_keep_directory
from heard.people.models import Person
from heard.wellbeing.models import CheckIn


def can_keep_places(person: Person) -> bool:
    """May say where people can turn to."""
    return can_keep_directory(person)


def readers_of(row: CheckIn) -> set[Person]:
    """Who can see this row: the same rule as `visible_to`, asked the other way round."""
    return {row.person}
