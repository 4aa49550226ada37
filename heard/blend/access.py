"""Who may see and change what a person says of themselves.

| What | Who sees it | Who changes it |
|---|---|---|
| elements and their changes, a closing, wishes, statements | their person | their person |

Nobody else, whatever their role: `visible_to` on each QuerySet is the first wall, the person's own
key the second. What they show to somebody is a copy on the page of the two
(`heard/conversations/telling.py`), and its rule is that page's.
"""

from heard.people.models import Person
from heard.privacy.own import Own


def can_change(person: Person, row: Own) -> bool:
    """May change it: whose it is."""
    return row.person_id == person.id


def readers_of(row: Own) -> set[Person]:
    """Who can see this row: the same rule as `visible_to`, asked the other way round."""
    return {row.person}
