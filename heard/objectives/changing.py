"""Changing: an objective is set out, begun, put into other words, shown, pivoted, achieved."""

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.activity.recording import record
from heard.lib.refusals import Refusal, at_most, within
from heard.lib.text import cleaned
from heard.objectives.cascading import take_answer
from heard.objectives.living import Says
from heard.objectives.models import Choice, Objective, Priority, Revision
from heard.objectives.pivoting import pivot, way_back_of
from heard.objectives.updating import STEPS_MOST, as_number, new_step
from heard.people.models import Person

SENTENCE_MOST = 280
MORE_MOST = 1000
MEASURES_MOST = 3
MEASURE_MOST = 200
NAMES_MOST = 10
NAME_MOST = 80

# From fewest readers to most.
WIDER: list[str] = list(Objective.Visibility.values)

# What may be written beside the sentence, each with room for a paragraph.
MORE = ("why", "cost", "fixed", "open_to_choice", "plays_to", "expected")
# What the two of a page agreed on: a change of it asks the other, however it is made.
CORE = frozenset({"sentence", "until", "kind", "expected"})


@transaction.atomic
def set_out(
    *, by: Person, words: Mapping[str, Any], draft: bool = False, scope: str = "personal"
) -> Objective:
    """A new objective of this person's, active at once unless they keep it as a draft."""
    objective = Objective(owner=by, scope=_one_of(scope, Objective.Scope.values, "scope"))
    objective.find_page()
    objective.lie_under(objective.owner_of_key())
    if "sentence" not in words:
        raise Refusal(_("Name it in a sentence first."), "sentence")
    _assign(objective, words)
    objective.steps = json.dumps(_steps(words.get("steps", [])))
    if not draft:
        objective.state = Objective.State.ACTIVE
        objective.lie_under(objective.owner_of_key())
    objective.save()
    record(
        "objective_set_out", by=by, page_id=_page(objective), subject_id=objective.id, private=draft
    )
    return objective


@transaction.atomic
def begin(objective: Objective, *, by: Person) -> Objective:
    """A draft is in force from now on, and read by whoever it is shown to."""
    objective.hold()
    if objective.state != Objective.State.DRAFT:
        return objective
    objective.find_page()
    objective.state = Objective.State.ACTIVE
    fields = objective.settle_key()
    objective.changed("state", "page_id", *fields)
    record("objective_set_out", by=by, page_id=objective.page_id, subject_id=objective.id)
    return objective


@transaction.atomic
def change(
    objective: Objective, *, by: Person, words: Mapping[str, Any], base: int | None = None
) -> Revision | None:
    """Other words, without a pivot; what it said is kept. A draft is simply written on."""
    objective.hold()
    if objective.state in (Objective.State.ACHIEVED, Objective.State.STOPPED):
        raise Refusal(_("This one is behind you. Its words stay as they were."), "state")
    if objective.state == Objective.State.DRAFT:
        _assign(objective, words)
        objective.save()
        objective.changed()
        return None
    changes, said = _changes(words), objective.says()
    changed = {name for name in changes if said[name] != changes[name]}
    revision = None
    if changed:
        asks = bool(changed & CORE)
        revision = pivot(
            objective, by=by, choice=Choice.EDIT, changes=changes, base=base, asks=asks
        )
    _align(objective, words)
    _read_measures(objective, words)
    objective.changed("aligned_to_priority", "aligned_to_objective", "measures")
    return revision


@transaction.atomic
def show_to(objective: Objective, visibility: str, *, by: Person) -> Objective:
    """Who reads it from now on. Narrower takes effect at once."""
    objective.hold()
    before = WIDER.index(objective.visibility)
    objective.visibility = _one_of(visibility, Objective.Visibility.values, "visibility")
    if objective.state != Objective.State.DRAFT and WIDER.index(objective.visibility) > before:
        objective.widened_at = timezone.now()
    fields = objective.settle_key()
    objective.changed("visibility", "widened_at", *fields)
    record(
        "objective_shown_to",
        by=by,
        page_id=_page(objective),
        subject_id=objective.id,
        private=objective.state == Objective.State.DRAFT,
    )
    return objective


@transaction.atomic
def pivot_objective(
    objective: Objective,
    *,
    by: Person,
    choice: str,
    reason: str = "",
    note: str = "",
    sentence: str = "",
    until: dt.date | None = None,
    kept: str = "",
    tell: str = "",
    base: int | None = None,
) -> tuple[Revision, UUID]:
    """Keep, emphasis, timing, rethink, stop. The way back comes with it."""
    objective.hold()
    if not objective.is_active:
        raise Refusal(_("Only what is under way can change."), "state")
    changes = becoming(choice, sentence=sentence, until=until, kept=kept, tell=tell)
    revision = pivot(
        objective, by=by, choice=choice, reason=reason, note=note, changes=changes, base=base
    )
    take_answer(objective, revision, by=by)
    return revision, way_back_of(revision, by=by)


def becoming(
    choice: str,
    *,
    sentence: str = "",
    until: dt.date | None = None,
    kept: str = "",
    tell: str = "",
) -> Says:
    """What a pivot changes: the words, the day, or what becomes of the whole."""
    if choice == Choice.EMPHASIS:
        return {"sentence": within(cleaned(sentence), SENTENCE_MOST, "sentence")}
    if choice == Choice.TIMING:
        return {"until": until.isoformat() if until else None}
    if choice == Choice.RETHINK:
        following = within(cleaned(sentence), SENTENCE_MOST, "sentence")
        return {"state": Objective.State.STOPPED.value, "became": following}
    if choice == Choice.STOP:
        left = at_most(cleaned(kept), MORE_MOST, "kept")
        names = ", ".join(names_in(tell))
        return {"state": Objective.State.STOPPED.value, "kept": left, "tell": names}
    return {}


def names_in(typed: str) -> list[str]:
    """Who should know: names with commas or on lines of their own, each once."""
    names: dict[str, str] = {}
    for one in re.split(r"[,;\n]", typed):
        name = " ".join(cleaned(one).split())
        if name:
            names.setdefault(name.casefold(), at_most(name, NAME_MOST, "tell"))
    if len(names) > NAMES_MOST:
        raise Refusal(_("Ten names at most; one of them can pass it on."), "tell")
    return list(names.values())


@transaction.atomic
def achieve(objective: Objective, *, by: Person) -> tuple[Revision, UUID]:
    """It has come true, says the one whose it is."""
    objective.hold()
    if not objective.is_active:
        raise Refusal(_("Only what is under way can be achieved."), "state")
    changes = {"state": Objective.State.ACHIEVED.value}
    revision = pivot(objective, by=by, choice=Choice.ACHIEVE, changes=changes, asks=False)
    return revision, way_back_of(revision, by=by)


def check_words(words: Mapping[str, Any]) -> None:
    """What setting it out with these words would refuse, refused before."""
    _changes(words)
    _steps(words.get("steps", []))


def _page(objective: Objective) -> UUID | None:
    return None if objective.state == Objective.State.DRAFT else objective.page_id


def _assign(objective: Objective, words: Mapping[str, Any]) -> None:
    """These words and no others; what is not given stays as it is."""
    for name, value in _changes(words).items():
        if name == "until":
            objective.until = dt.date.fromisoformat(value) if value else None
        elif name == "expected":
            objective.word_expected(value, by=objective.owner)
        elif name != "measures":
            setattr(objective, name, value)
    _align(objective, words)
    if "measures" in words:
        objective.measures = json.dumps(_measures(words["measures"]))
    if "visibility" in words:
        objective.visibility = _one_of(
            words["visibility"], Objective.Visibility.values, "visibility"
        )


def _changes(words: Mapping[str, Any]) -> Says:
    """The words given, as a living agreement keeps them."""
    found: Says = {}
    if "sentence" in words:
        found["sentence"] = within(cleaned(words["sentence"]), SENTENCE_MOST, "sentence")
    for name in MORE:
        if name in words:
            found[name] = at_most(cleaned(words[name]), MORE_MOST, name)
    if "kind" in words:
        found["kind"] = _one_of(words["kind"], Objective.Kind.values, "kind")
    if "until" in words:
        found["until"] = words["until"].isoformat() if words["until"] else None
    if "measures" in words:
        found["measures"] = [
            {name: measure[name] for name in ("what", "start", "target")}
            for measure in _measures(words["measures"])
        ]
    return found


def _align(objective: Objective, words: Mapping[str, Any]) -> None:
    """What it serves: a priority, or an objective above, that its owner can see."""
    if "aligned_to" not in words:
        return
    target = words["aligned_to"]
    objective.aligned_to_priority = objective.aligned_to_objective = None
    if isinstance(target, Priority):
        objective.aligned_to_priority = target
    elif isinstance(target, Objective):
        _refuse_loop(objective, target)
        objective.aligned_to_objective = target


def _refuse_loop(objective: Objective, target: Objective) -> None:
    above: Objective | None = target
    for _step in range(100):
        if above is None:
            return
        if above.id == objective.id:
            break
        above = above.aligned_to_objective
    raise Refusal(_("It cannot serve itself."), "aligned_to")


def _read_measures(objective: Objective, words: Mapping[str, Any]) -> None:
    """Where each measure stands now is a reading, not a change of what was agreed."""
    if "measures" not in words:
        return
    now = {measure["what"]: measure["now"] for measure in _measures(words["measures"])}
    objective.measures = json.dumps(
        [
            {**measure, "now": now.get(measure["what"], measure["now"])}
            for measure in objective.measured
        ]
    )


def _measures(given: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    if len(given) > MEASURES_MOST:
        raise Refusal(_("Three at most: what would tell you most?"), "measures")
    return [
        {
            "what": within(cleaned(str(measure.get("what") or "")), MEASURE_MOST, "measures"),
            "start": as_number(measure.get("start")),
            "target": as_number(measure.get("target")),
            "now": as_number(measure.get("now")),
        }
        for measure in given
    ]


def _steps(given: Sequence[str]) -> list[dict[str, Any]]:
    steps = [new_step(words) for words in given if cleaned(words)]
    if len(steps) > STEPS_MOST:
        raise Refusal(_("Twenty steps at most."), "steps")
    return steps


def _one_of(value: Any, known: Sequence[str], field: str) -> str:
    if value not in known:
        raise Refusal(_("Choose one of these."), field)
    return str(value)
