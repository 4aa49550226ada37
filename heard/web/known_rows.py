"""What the other of a page shows, as flat values: in their words, with the day they said it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from heard.blend.catalogue import name_of
from heard.blend.models import Statement, Wish
from heard.blend.models.element import HowItIs, Matters
from heard.conversations.models import Pair, ShownWish, Told, WishStep
from heard.conversations.stepping import last_steps
from heard.objectives.models import Revision
from heard.people.models import Person
from heard.web.objective_rows import RevisionRow, revision_row
from heard.web.rows import day
from heard.wellbeing.pack_reading import pack_named

CHECK_INS_SHOWN = 8


@dataclass(frozen=True)
class Known:
    """One thing that is shown."""

    id: str
    when: str
    words: str
    label: str = ""
    matters: str = ""
    how_it_is: str = ""
    because: str = ""
    instead: str = ""
    tags: list[str] = field(default_factory=list)
    step: "StepRow | None" = None
    # Of a wish: what it said before, the newest change first.
    changes: list[RevisionRow] = field(default_factory=list)
    # Of a check-in: each question with the word that was chosen.
    answers: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class StepRow:
    """What came of a wish."""

    state: str
    word: str
    reason: str
    look_again: str
    when: str
    by: str


@dataclass
class Shown:
    """Everything one of the two shows the other, by kind."""

    statements: list[Known] = field(default_factory=list)
    elements: list[Known] = field(default_factory=list)
    more_of: list[Known] = field(default_factory=list)
    less_of: list[Known] = field(default_factory=list)
    check_ins: list[Known] = field(default_factory=list)

    @property
    def anything(self) -> bool:
        kinds = (self.statements, self.elements, self.more_of, self.less_of, self.check_ins)
        return any(kinds)


def shown_rows(
    copies: Iterable[Told],
    steps: Iterable[WishStep],
    changes: Mapping[UUID, list[RevisionRow]],
    *,
    today: dt.date,
) -> Shown:
    """In the order it was first shown; never a word on what is not."""
    shown, standing = Shown(), last_steps(steps)
    for told in copies:
        if told.kind == Told.Kind.STATEMENT:
            shown.statements.append(_statement(told))
        elif told.kind == Told.Kind.ELEMENT:
            shown.elements.append(_element(told))
        elif told.kind == Told.Kind.WISH:
            row = _wish(told, standing, changes.get(told.id, []), today)
            wanted = told.says.get("direction") == Wish.Direction.MORE_OF
            (shown.more_of if wanted else shown.less_of).append(row)
        elif told.kind == Told.Kind.CHECK_IN:
            shown.check_ins.append(_check_in(told))
    # The latest first; so many that nobody scrolls through a year.
    shown.check_ins = shown.check_ins[: -CHECK_INS_SHOWN - 1 : -1]
    return shown


def step_row(step: WishStep, *, today: dt.date) -> StepRow:
    """Where a wish stands as of today: a *not now* whose day has come is open again."""
    state = step.stands_as(today)
    return StepRow(
        state=state,
        word=str(WishStep.State(state).label),
        reason=step.reason,
        look_again=day(step.look_again_on) if step.look_again_on else "",
        when=day(step.created_at),
        by=step.by.called,
    )


def _statement(told: Told) -> Known:
    says = told.says
    return Known(id=str(told.id), when=_when(told), words=says["text"], label=_label(says["kind"]))


def _label(kind: str) -> str:
    return str(Statement.Kind(kind).label)


def _element(told: Told) -> Known:
    says = told.says
    return Known(
        id=str(told.id),
        when=_when(told),
        label=name_of(says["element"], says["name"]),
        words=says["in_my_words"],
        matters=_word(Matters, says["matters"]),
        how_it_is=_word(HowItIs, says["how_it_is"]),
    )


def _wish(
    told: Told, standing: dict[UUID, WishStep], changes: list[RevisionRow], today: dt.date
) -> Known:
    says = told.says
    step = standing.get(told.source_id)
    return Known(
        id=str(told.id),
        when=_when(told),
        words=says["text"],
        because=says["because"],
        instead=says["instead"],
        tags=says["tags"],
        step=step_row(step, today=today) if step else None,
        changes=changes,
    )


def changes_of_wishes(reader: Person, pair: Pair) -> dict[UUID, list[RevisionRow]]:
    """What became of each wish shown on a page, the newest change first, in one query."""
    changes = Revision.objects.visible_to(reader).filter(
        subject_kind=ShownWish.living_kind, key_id=pair.id
    )
    found: dict[UUID, list[RevisionRow]] = {}
    related = ("proposed_by", "asked", "agreed_by")
    for one in changes.select_related(*related).order_by("-number"):
        found.setdefault(one.subject_id, []).append(revision_row(one, reader))
    return found


def _check_in(told: Told) -> Known:
    says = told.says
    pack = pack_named(says["pack"])
    answers = []
    for id_, word in says["answers"].items():
        question = pack.question(id_) if pack else None
        known = [one for one in question.scale.words if one.id == word] if question else []
        if question and known:
            answers.append((str(question), str(known[0])))
    return Known(
        id=str(told.id),
        when=day(dt.date.fromisoformat(says["on"])),
        words=says["note"],
        label=says.get("word", ""),
        answers=answers,
    )


def _word(scale: Any, value: str) -> str:
    return str(scale(value).label) if value else ""


def _when(told: Told) -> str:
    """When it was shown, or last said otherwise."""
    if (told.changed_at - told.told_at).total_seconds() > 60:
        return _("changed %(day)s") % {"day": day(told.changed_at)}
    return _("since %(day)s") % {"day": day(told.told_at)}
