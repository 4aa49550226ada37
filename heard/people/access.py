"""Who may see and change what about people.

| What | Who sees it | Who changes it |
|---|---|---|
| the directory: name, title, team, address | everyone in it | people team, administrators |
| one's own name and settings | name: everyone; settings: oneself | oneself |
| reporting lines | everyone in it | people team, administrators |
| roles | everyone in it | administrators |
| people import | people team, administrators | the same |
| access tokens | the person they act as | the same |
| sign-ins and sessions | the person | the person; leaving ends them |

No role opens a pair's page: configuring is not reading.
"""

from heard.people.models import Person


def can_keep_directory(person: Person) -> bool:
    """May add, change, invite and import people."""
    return person.is_administrator or person.is_people_team


def can_grant_roles(person: Person) -> bool:
    """May say who administers and who is people team."""
    return person.is_administrator


def can_configure(person: Person) -> bool:
    """May change the organisation's own settings."""
    return person.is_administrator
