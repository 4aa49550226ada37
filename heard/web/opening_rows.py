"""Openings as flat values: what a list and a page print, with no query behind it."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heard.opportunities.models import Interest, Match, Opening, OpeningStep, Raising
from heard.opportunities.reading import Seen
from heard.people.models import Person
from heard.web.objective_rows import until_words
from heard.web.rows import day


@dataclass(frozen=True)
class OpeningRow:
    """One opening in a list."""

    id: str
    title: str
    why: str
    learning: str
    time_needed: str
    until: str
    tags: list[str]
    poster: str
    mine: bool
    state: str
    state_word: str
    going_on: bool
    audience: str
    posted: str
    url: str
    you_said: str
    interest: "InterestRow | None"
    aside: bool
    waiting: str


@dataclass(frozen=True)
class InterestRow:
    """Somebody who would like it, with one line; and what they were answered."""

    id: str
    name: str
    called: str
    initials: str
    line: str
    when: str
    answer: str
    answer_word: str
    reason: str
    answered: str
    waiting: bool
    url: str


@dataclass(frozen=True)
class MatchRow:
    """Somebody who told us they want this, in their own words."""

    id: str
    name: str
    called: str
    initials: str
    words: str
    because: str
    raised: str
    page_url: str
    url: str


def opening_row(seen: Seen, reader: Person) -> OpeningRow:
    """With what this reader said of it, and told us before it came up."""
    opening = seen.opening
    return OpeningRow(
        id=str(opening.id),
        title=opening.title,
        why=opening.why,
        learning=opening.learning,
        time_needed=opening.time_needed,
        until=until_words(opening.until) if opening.until else "",
        tags=opening.tag_list,
        poster=opening.posted_by.name,
        mine=opening.posted_by_id == reader.id,
        state=opening.state,
        state_word=opening.get_state_display(),
        going_on=opening.is_going_on,
        audience=audience_words(opening, reader),
        posted=day(opening.created_at),
        url=reverse("opening", args=[opening.id]),
        you_said=seen.match.offer.text if seen.match and not seen.interest else "",
        interest=interest_row(seen.interest) if seen.interest else None,
        aside=seen.aside is not None,
        waiting=_waiting_words(seen.unanswered),
    )


def audience_words(opening: Opening, reader: Person) -> str:
    """Who may see it, as its poster or a reader would say it."""
    if opening.audience == Opening.Audience.EVERYONE:
        return _("Everyone here")
    if opening.posted_by_id == reader.id:
        return _("Your people, and theirs")
    return _("The people of %(name)s, and theirs") % {"name": opening.posted_by.called}


def interest_row(interest: Interest) -> InterestRow:
    person = interest.person
    return InterestRow(
        id=str(interest.id),
        name=person.name,
        called=person.called,
        initials=person.initials,
        line=interest.line,
        when=day(interest.shown_at),
        answer=interest.answer,
        answer_word=interest.get_answer_display() if interest.answer else "",
        reason=interest.reason,
        answered=day(interest.answered_at) if interest.answered_at else "",
        waiting=not interest.answer and person.left_on is None,
        url=reverse("interest-answer", args=[interest.opening_id, interest.id]),
    )


def match_row(match: Match, raising: Raising | None, reader: Person) -> MatchRow:
    """The words as they were written, why they came up, and whether they were raised."""
    return MatchRow(
        id=str(match.id),
        name=match.person.name,
        called=match.person.called,
        initials=match.person.initials,
        words=match.offer.text,
        because=match.get_because_of_display(),
        raised=raised_words(raising, match.person, reader) if raising else "",
        page_url=_page_of(raising, reader) if raising else "",
        url=reverse("match-raising", args=[match.opening_id, match.id]),
    )


def raised_words(raising: Raising, person: Person, reader: Person) -> str:
    """Where it was raised, instead of the button."""
    if raising.is_gone:
        return ""
    if raising.pair is None:
        name = raising.asked.called if raising.asked else ""
        return _("%(manager)s was asked to raise it with %(name)s") % {
            "manager": name,
            "name": person.called,
        }
    if raising.pair.holds(reader):
        return _("On your page with %(name)s") % {"name": person.called}
    return _("On the page of %(name)s and %(manager)s") % {
        "name": person.called,
        "manager": raising.pair.other(person).called,
    }


def step_words(step: OpeningStep) -> str:
    """What became of it, in one line."""
    if step.did == OpeningStep.Did.PASSED_ON and step.to is not None:
        return _("%(name)s has left; it is with %(to)s now") % {
            "name": step.by.called,
            "to": step.to.called,
        }
    words = {
        OpeningStep.Did.TALKING: _("%(name)s: talking"),
        OpeningStep.Did.FILLED: _("%(name)s: filled"),
        OpeningStep.Did.WITHDRAWN: _("%(name)s: withdrawn"),
        OpeningStep.Did.OPEN: _("%(name)s: open again"),
    }
    return words[OpeningStep.Did(step.did)] % {"name": step.by.called}


def told_words(matches: int) -> str:
    """How many told us."""
    return ngettext(
        "One person told us they'd like this.",
        "%(count)s people told us they'd like this.",
        matches,
    ) % {"count": matches}


def _page_of(raising: Raising, reader: Person) -> str:
    if raising.pair is None or not raising.pair.holds(reader):
        return ""
    return reverse("pair", args=[raising.pair.address])


def _waiting_words(count: int) -> str:
    if not count:
        return ""
    return ngettext("%(count)s waits for an answer", "%(count)s wait for an answer", count) % {
        "count": count
    }


def find_match(rows: list[MatchRow], match_id: UUID) -> MatchRow:
    return next(row for row in rows if row.id == str(match_id))
