"""Recounting: what openings add to the story of a wish, in dated steps, for whose wish it is.

Read through the door throughout: an opening that they may not see has no part in their story.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from uuid import UUID

from heard.conversations.following import Matter, Step
from heard.opportunities.closing import CLOSED
from heard.opportunities.models import Interest, Match, Opening, OpeningStep, Raising
from heard.people.models import Person

MET, RAISED, INTERESTED = "opening_met", "opening_raised", "opening_interest"
ANSWERED = "opening_answer"


def recounted(matters: Iterable[Matter], person: Person) -> list[Matter]:
    """The same matters; a wish of theirs with what openings add, each step in its place."""
    told = stories_of(person)
    return [
        replace(matter, steps=sorted([*matter.steps, *added], key=lambda step: step.at))
        if matter.wish_id and (added := told.get(matter.wish_id))
        else matter
        for matter in matters
    ]


def stories_of(person: Person) -> dict[UUID, list[Step]]:
    """By wish: an opening met it, it was raised, they were interested, and what they were told.

    One query where nothing met them, four where something did, however much there is of it.
    """
    seen = Opening.objects.visible_to(person)
    matches = Match.objects.visible_to(person).filter(person=person, opening__in=seen)
    met = list(matches.select_related("opening__posted_by", "offer"))
    if not met:
        return {}
    wishes = {match.opening_id: match.offer.wish_id for match in met}
    stories: dict[UUID, list[Step]] = defaultdict(list)
    for match in met:
        opening = match.opening
        step = Step(match.created_at, MET, opening.posted_by, about=opening.title)
        stories[match.offer.wish_id].append(step)
    for opening_id, step in _since(list(wishes), person):
        stories[wishes[opening_id]].append(step)
    return {wish_id: sorted(steps, key=lambda step: step.at) for wish_id, steps in stories.items()}


def _since(openings: list[UUID], person: Person) -> Iterator[tuple[UUID, Step]]:
    """What happened with these, each with its opening."""
    raisings = Raising.objects.visible_to(person).filter(person=person, item__isnull=False)
    raisings = raisings.filter(opening__in=openings)
    for raising in raisings.select_related("opening", "item", "by", "asked"):
        if raising.item is not None:
            at, by = raising.item.created_at, raising.asked or raising.by
            yield raising.opening_id, Step(at, RAISED, by, about=raising.opening.title)
    interests = Interest.objects.visible_to(person).standing().filter(person=person)
    interests = interests.filter(opening__in=openings)
    for interest in interests.select_related("opening", "person", "answered_by"):
        for step in _interest(interest):
            yield interest.opening_id, step
    closed = OpeningStep.objects.visible_to(person).filter(did__in=CLOSED)
    for row in closed.filter(opening__in=openings).select_related("opening", "by"):
        kind = f"opening_{row.did}"
        yield (
            row.opening_id,
            Step(row.created_at, kind, row.by, words=row.reason, about=row.opening.title),
        )


def _interest(interest: Interest) -> Iterator[Step]:
    """That they would like it, and the answer with its reason."""
    title = interest.opening.title
    yield Step(interest.shown_at, INTERESTED, interest.person, words=interest.line, about=title)
    if interest.answered_at is not None:
        yield Step(
            interest.answered_at,
            ANSWERED,
            interest.answered_by,
            outcome=interest.answer,
            words=interest.reason,
            about=title,
        )
