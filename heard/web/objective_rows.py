"""Objectives as flat values: what a template prints, with no query behind it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heard.blend.models import Wish
from heard.conversations.models import Arrangement, Rhythm
from heard.conversations.planning import recurrence_of
from heard.lib.recurrence import describe
from heard.lib.text import rendered
from heard.objectives.living import Says
from heard.objectives.models import Choice, Objective, ObjectiveUpdate, Reason, Revision
from heard.objectives.models.objective_update import About, Is
from heard.objectives.updating import LETTERS
from heard.people.models import Person
from heard.web.rows import day

WORD_OF = {letter: word for word, letter in LETTERS.items()}
# The line the list draws: on course above, stuck below.
STEP, HEIGHT = 10, {"o": 4, "w": 12, "s": 20}


@dataclass(frozen=True)
class Spark:
    """The last words of confidence as a line of three steps, and the same in words."""

    points: str
    last_x: int
    last_y: int
    width: int
    words: str


@dataclass(frozen=True)
class ObjectiveRow:
    """One line of the list."""

    id: str
    sentence: str
    why: str
    owner: str
    mine: bool
    until: str
    state: str
    state_word: str
    confidence: str
    confidence_word: str
    spark: Spark | None
    touched: str
    stale: bool
    active: bool
    audience: str
    audience_icon: str
    audience_class: str
    url: str


@dataclass(frozen=True)
class Line:
    """One field of what it said and says."""

    label: str
    was: str
    becomes: str
    changed: bool


@dataclass(frozen=True)
class RevisionRow:
    """One change, with its reason and who has agreed."""

    id: str
    number: int
    what: str
    reason: str
    note: SafeString
    by: str
    when: str
    standing: str
    awaits_me: bool
    proposed: bool
    taken_back: bool
    lines: list[Line]
    url: str


@dataclass(frozen=True)
class UpdateRow:
    """One word and its line."""

    about: str
    word: str
    line: SafeString
    by: str
    when: str


def objective_row(objective: Objective, reader: Person) -> ObjectiveRow:
    """One line, as this reader may see and change it."""
    mine = objective.owner_id == reader.id
    audience, icon, look = audience_of(objective, reader)
    return ObjectiveRow(
        id=str(objective.id),
        sentence=objective.sentence,
        why=objective.why,
        owner=objective.owner.called,
        mine=mine,
        until=until_words(objective.until),
        state=objective.state,
        state_word=str(Objective.State(objective.state).label),
        confidence=objective.confidence,
        confidence_word=confidence_word(objective.confidence),
        spark=spark_of(objective.course),
        touched=_("last touched %(day)s") % {"day": day(objective.touched_at)},
        stale=objective.is_stale,
        active=objective.is_active,
        audience=audience,
        audience_icon=icon,
        audience_class=look,
        url=reverse("objective", args=[objective.id]),
    )


def spark_of(course: str) -> Spark | None:
    """A line of steps, the newest at the end; one word alone is no line yet."""
    if len(course) < 2:
        return None
    places = [(6 + STEP * number, HEIGHT[letter]) for number, letter in enumerate(course)]
    drawn = [places[0]]
    for (_x, before), (x, y) in pairwise(places):
        drawn += [(x, before), (x, y)]
    words = ", ".join(confidence_word(WORD_OF[letter]) for letter in course)
    return Spark(
        points=" ".join(f"{x},{y}" for x, y in drawn),
        last_x=places[-1][0],
        last_y=places[-1][1],
        width=12 + STEP * (len(course) - 1),
        words=_("Confidence, oldest first: %(words)s.") % {"words": words},
    )


def confidence_word(word: str) -> str:
    return str(Objective.Confidence(word).label) if word else ""


def until_words(until: dt.date | None) -> str:
    """Until when; a day that has passed is told like any other."""
    return _("until %(day)s") % {"day": day(until)} if until else _("no date")


def audience_of(objective: Objective, reader: Person) -> tuple[str, str, str]:
    """Who can read it, in words, with the chip's sign and colour."""
    if objective.state == Objective.State.DRAFT:
        return _("Only you"), "eye-closed", "chip-mine"
    if objective.visibility == Objective.Visibility.PAIR:
        if objective.owner_id == reader.id:
            return _("You and your manager"), "two-heads", "chip-pair"
        return _("You and %(name)s") % {"name": objective.owner.called}, "two-heads", "chip-pair"
    if objective.visibility == Objective.Visibility.TEAM:
        if objective.owner_id == reader.id:
            return _("Your team"), "people", "chip-team"
        return _("%(name)s's team") % {"name": objective.owner.called}, "people", "chip-team"
    return _("Everyone here"), "people", "chip-team"


def revision_row(revision: Revision, reader: Person) -> RevisionRow:
    """One change, as told in the history."""
    return RevisionRow(
        id=str(revision.id),
        number=revision.number,
        what=what_changed(revision),
        reason=str(Reason(revision.reason).label) if revision.reason else "",
        note=rendered(revision.note),
        by=revision.proposed_by.called,
        when=day(revision.created_at),
        standing=_standing(revision, reader),
        awaits_me=revision.awaits(reader),
        proposed=revision.is_proposed,
        taken_back=revision.taken_back_at is not None,
        lines=[line for line in lines_between(revision.said, revision.says) if line.changed],
        url=reverse("revision", args=[revision.id]),
    )


def what_changed(revision: Revision) -> str:
    """The choice as something that happened."""
    words = {
        Choice.KEEP: _("Still right"),
        Choice.EMPHASIS: _("Changed: emphasis"),
        Choice.TIMING: _("Changed: timing"),
        Choice.RETHINK: _("Thought again"),
        Choice.STOP: _("Stopped, on purpose"),
        Choice.EDIT: _("Put into other words"),
        Choice.ACHIEVE: _("Achieved"),
    }
    if revision.choice == Choice.EDIT and "zone" in revision.said:
        return _("Another rhythm")
    if revision.choice == Choice.EDIT and revision.said.get("state") == Arrangement.State.ASKED:
        return _("Agreed")
    return words[Choice(revision.choice)]


def lines_between(was: Says, becomes: Says) -> list[Line]:
    """What it said beside what it says, field by field; a rhythm in one line."""
    if "zone" in was:
        line = rhythm_words(was), rhythm_words(becomes)
        return [Line(_("Rhythm"), *line, changed=was != becomes)]
    return [
        Line(label, told(name, was.get(name)), told(name, becomes.get(name)),
             was.get(name) != becomes.get(name))
        for name, label in labels().items()
        if was.get(name) or becomes.get(name)
    ]  # fmt: skip


def labels() -> dict[str, str]:
    """Each field of a living agreement, as people call it."""
    return {
        "sentence": _("Sentence"),
        "text": _("Sentence"),
        "where_when": _("Where and when"),
        "review_on": _("Look again on"),
        "until": _("Until"),
        "became": _("Became"),
        "kept": _("What we keep from it"),
        "tell": _("Who should know"),
        "state": _("State"),
        "kind": _("Deliver or learn"),
        "direction": _("More of, or less of"),
        "because": _("Because"),
        "instead": _("Instead"),
        "tags": _("Tags"),
        "look_again_on": _("Look again on"),
        "why": _("Why it matters"),
        "measures": _("How we'd know"),
        "cost": _("At what cost"),
        "fixed": _("What is fixed"),
        "open_to_choice": _("What is open"),
        "plays_to": _("What it plays to"),
        "expected": _("Expected of me"),
    }


def told(name: str, value: Any) -> str:
    """One field's value in words."""
    if name in ("until", "review_on", "look_again_on"):
        return day(dt.date.fromisoformat(value)) if value else _("no date")
    if not value:
        return ""
    if name == "state":
        known = [*Arrangement.State, *Objective.State]
        return next(str(state.label) for state in known if state.value == value)
    if name == "direction":
        return str(Wish.Direction(value).label)
    if name == "tags":
        return ", ".join(value)
    if name == "kind":
        return str(Objective.Kind(value).label)
    if name == "measures":
        return "\n".join(measure_words(measure) for measure in value)
    return str(value)


def rhythm_words(says: Says) -> str:
    """A rhythm as people say it: how often, on which day, when, how long, where."""
    rhythm = Rhythm()
    rhythm.say(says)
    words = describe(recurrence_of(rhythm))
    if rhythm.kind != Rhythm.Kind.AS_NEEDED:
        minutes = ngettext("%(count)s minute", "%(count)s minutes", rhythm.minutes)
        words = f"{words}, {minutes % {'count': rhythm.minutes}}"
    return f"{words}, {rhythm.where}" if rhythm.where else words


def measure_words(measure: dict[str, Any]) -> str:
    """A measure in one line: what, from where, to where."""
    if measure["target"] is None:
        return str(measure["what"])
    numbers = {"what": measure["what"], "target": number(measure["target"])}
    if measure["start"] is None:
        return _("%(what)s: to %(target)s") % numbers
    return _("%(what)s: from %(start)s to %(target)s") % {
        **numbers,
        "start": number(measure["start"]),
    }


def number(value: float | None) -> str:
    """As somebody would write it: no needless noughts."""
    return "" if value is None else f"{value:g}" if abs(value) < 1e6 else f"{value:.0f}"


def update_row(said: ObjectiveUpdate) -> UpdateRow:
    """One update, as told in the history."""
    about = About(said.about)
    word = confidence_word(said.word) if about == About.CONFIDENCE else str(Is(said.word).label)
    return UpdateRow(
        about="" if about == About.CONFIDENCE else str(about.label),
        word=word,
        line=rendered(said.line),
        by=said.by.called,
        when=day(said.created_at),
    )


def signal_rows(updates: Iterable[ObjectiveUpdate]) -> list[dict[str, Any]]:
    """Time, budget and support: the word, the note, and how it has gone lately."""
    told_of: dict[str, list[ObjectiveUpdate]] = {about: [] for about in About.values}
    for said in updates:
        told_of[said.about].append(said)
    return [
        {
            "about": about.value,
            "label": str(about.label),
            "word": str(Is(said[0].word).label) if said else "",
            "value": said[0].word if said else "",
            "line": rendered(said[0].line) if said else "",
            "trend": _trend(said),
        }
        for about in (About.TIME, About.BUDGET, About.SUPPORT)
        for said in [told_of[about]]
    ]


def _trend(said: list[ObjectiveUpdate]) -> str:
    """The last three words, oldest first, where there is more than one."""
    words = [str(Is(one.word).label) for one in reversed(said[:3])]
    return " → ".join(words) if len(words) > 1 else ""


def _standing(revision: Revision, reader: Person) -> str:
    if revision.taken_back_at is not None:
        return _("taken back %(day)s") % {"day": day(revision.taken_back_at)}
    if revision.agreed_at is not None and revision.agreed_by is not None:
        if revision.agreed_by_id == reader.id:
            return _("you agreed")
        return _("%(name)s agreed") % {"name": revision.agreed_by.called}
    if revision.talked_about_at is not None:
        return _("to talk about, on the page")
    if revision.asked is None:
        return ""
    if revision.asked_id == reader.id:
        return _("waits for your yes")
    return _("waits for %(name)s's yes") % {"name": revision.asked.called}
