"""Who may see and change openings, and what people told us for them.

| What | Who sees it | Who changes it |
|---|---|---|
| an opening, its steps | everyone; or whose it is, their people, and theirs | whose it is |
| a match, with the wish's words | its person; the poster; the manager it is shown to | nobody |
| a wish offered for matching | whose it is; whose opening met it | whose it is, at *Work I want* |
| interest, its line, its answer | whose it is; the poster | its person; the poster answers |
| that it was raised | who raised it or was asked; then the two of the page | the same |
| *not now* | its person alone | its person |

Openings are posted by whoever has people, and by the people team. A match is read by nobody else,
people team and administrators included: who wishes for what is no list.
`visible_to` on each QuerySet is the first wall; these predicates are the second.
"""

from heard.opportunities.models import Interest, Match, Opening
from heard.people.models import Person, ReportingLine


def can_post(person: Person) -> bool:
    """May post an opening: whoever has people, and the people team."""
    leads = ReportingLine.objects.current().filter(manager=person).exists()
    return leads or person.is_people_team


def can_change(person: Person, opening: Opening) -> bool:
    """May change it, say what became of it, see its matches and answer: whose it is."""
    return person.id == opening.posted_by_id


def can_show_interest(person: Person, opening: Opening) -> bool:
    """May say that they would like it: anybody who sees it but whose it is."""
    return opening.is_going_on and person.id != opening.posted_by_id


def can_answer(person: Person, interest: Interest) -> bool:
    """May say what came of somebody's interest: whose opening it is."""
    return person.id == interest.opening.posted_by_id


def readers_of(opening: Opening) -> set[Person]:
    """Who can see it: the same rule as `visible_to`, asked the other way round."""
    people = Person.objects.visible_to(opening.posted_by).select_related("organisation")
    return {
        person
        for person in people
        if Opening.objects.visible_to(person).filter(id=opening.id).exists()
    }


def readers_of_match(match: Match) -> set[Person]:
    """Who can see it, asked the other way round."""
    people = Person.objects.visible_to(match.person).select_related("organisation")
    return {
        person for person in people if Match.objects.visible_to(person).filter(id=match.id).exists()
    }
