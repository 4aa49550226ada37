"""What was raised as flat values: the words, where it stands, and the story with its dates."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heard.conversations.following import ANSWERED, CLOSED, WAITING, Matter, Step, Summary
from heard.conversations.models import Action, Answer, Raise, WishStep
from heard.lib.text import rendered
from heard.opportunities.models import Interest
from heard.people.models import Person
from heard.web.passed_rows import PassedRow, passed_row
from heard.web.rows import RaiseRow, action_row, age, day, raise_row


@dataclass(frozen=True)
class StepLine:
    """One dated line of the story."""

    when: str
    said: str
    words: SafeString
    at: dt.datetime


@dataclass(frozen=True)
class DoneRow:
    """A promise or an agreement that came of it."""

    text: str
    said: str
    url: str


@dataclass(frozen=True)
class MatterRow:
    """One thing that was raised, as one of the two sees it."""

    id: str
    kind: str
    words: str
    url: str
    where: str
    when: str
    word: str
    took: str
    waiting: bool
    until: str
    raised: RaiseRow | None
    done: list[DoneRow]
    passed: list[PassedRow]
    steps: list[StepLine]
    # What there is to do about what is no raise, and where.
    link: str = ""
    link_label: str = ""


@dataclass
class Groups:
    """The three groups in the order of the page."""

    waiting: list[MatterRow] = field(default_factory=list)
    answered: list[MatterRow] = field(default_factory=list)
    closed: list[MatterRow] = field(default_factory=list)

    @property
    def anything(self) -> bool:
        return any((self.waiting, self.answered, self.closed))


def grouped(matters: Iterable[Matter], reader: Person) -> Groups:
    """Waiting: the longest first. The others: the latest first."""
    found = Groups()
    lists = {WAITING: found.waiting, ANSWERED: found.answered, CLOSED: found.closed}
    for matter in matters:
        lists[matter.stage].append(matter_row(matter, reader))
    found.waiting.reverse()
    return found


def matter_row(matter: Matter, reader: Person) -> MatterRow:
    raise_ = matter.row if isinstance(matter.row, Raise) else None
    link, label = _what_to_do(matter, reader)
    return MatterRow(
        id=str(matter.id),
        kind=matter.kind,
        words=matter.words,
        url=_url(matter, reader),
        where=_("with %(name)s") % {"name": matter.pair.other(reader).called},
        when=day(matter.since),
        word=state_word(matter),
        took=_took(matter),
        waiting=matter.stage == WAITING,
        until=day(matter.until) if matter.until and raise_ is None else "",
        raised=raise_row(raise_, matter.answers, reader, replies=matter.replies)
        if raise_
        else None,
        done=done_rows(matter, reader),
        passed=[passed_row(row, (), reader) for row in matter.passed],
        steps=[step_line(step) for step in matter.steps],
        link=link,
        link_label=label,
    )


def done_rows(matter: Matter, reader: Person) -> list[DoneRow]:
    """What was done about it, or will be."""
    rows = []
    for row in matter.done:
        if isinstance(row, Action):
            shown = action_row(row, reader)
            said = action_words(row, shown.due)
            rows.append(DoneRow(row.text, said, shown.url))
        else:
            url = reverse("agreement", args=[row.id])
            rows.append(DoneRow(row.text, _("agreed %(day)s") % {"day": day(row.created_at)}, url))
    return rows


def action_words(action: Action, due: str) -> str:
    """Who said they would, and where it stands."""
    name = {"name": action.owner.called}
    if action.state == Action.State.DONE and action.settled_at is not None:
        return _("%(name)s did it, %(day)s") % {**name, "day": day(action.settled_at)}
    if action.state == Action.State.DROPPED:
        return _("%(name)s dropped it") % name
    if action.state == Action.State.HANDED_ON:
        return _("went to the next page")
    return _("%(name)s will, %(due)s") % {**name, "due": due} if due else _("%(name)s will") % name


def state_word(matter: Matter) -> str:
    """Where what is no raise stands, in a word or two."""
    if matter.kind == "wish":
        words = {"shown": _("Shown, nothing yet"), "withdrawn": _("Withdrawn")}
        known = words.get(matter.state)
        return known or str(WishStep.State(matter.state).label).capitalize()
    return str(matter.row.get_state_display())  # type: ignore[union-attr]


def _took(matter: Matter) -> str:
    """How long it has waited, or how long it took, in plain words."""
    if matter.stage == WAITING:
        return age(matter.since)
    if matter.answered_at is None:
        return ""
    return took(matter.since, matter.answered_at)


def took(since: dt.datetime, until: dt.datetime) -> str:
    """`answered after 9 days`."""
    days = (timezone.localtime(until).date() - timezone.localtime(since).date()).days
    if days <= 0:
        return _("answered the same day")
    if days < 14:
        return ngettext("answered after %(days)s day", "answered after %(days)s days", days) % {
            "days": days
        }
    if days < 60:
        weeks = days // 7
        return ngettext(
            "answered after %(weeks)s week", "answered after %(weeks)s weeks", weeks
        ) % {"weeks": weeks}
    months = round(days / 30.4)
    return ngettext(
        "answered after %(months)s month", "answered after %(months)s months", months
    ) % {"months": months}


def _url(matter: Matter, reader: Person) -> str:
    if matter.kind == "raise":
        return reverse("raise", args=[matter.id])
    if matter.kind == "arrangement":
        return reverse("arrangement", args=[matter.id])
    if reader.id == matter.pair.employee_id and matter.wish_id is not None:
        return reverse("work")
    return reverse("what-we-know", args=[matter.pair.address])


def _what_to_do(matter: Matter, reader: Person) -> tuple[str, str]:
    """Where the other of the two answers what is no raise."""
    if matter.stage != WAITING or not matter.pair.is_live or reader.id == matter.pair.employee_id:
        return "", ""
    if matter.kind == "wish":
        return f"{_url(matter, reader)}#k-{matter.id}", _("Say what comes of it")
    if matter.kind == "arrangement":
        return _url(matter, reader), _("Answer")
    return "", ""


def step_line(step: Step) -> StepLine:
    return StepLine(when=day(step.at), said=_said(step), words=rendered(step.words), at=step.at)


def _said(step: Step) -> str:
    """The line of the story, without the words that were said."""
    values = {
        "name": step.by.called if step.by is not None else "",
        "day": day(step.until) if step.until else "",
        "about": step.about,
    }
    if step.kind == "opening_answer":
        values["outcome"] = str(Interest.Answer(step.outcome).label)
    if step.kind == "answer":
        values["outcome"] = str(Answer.Outcome(step.outcome).label)
        line = _("%(name)s answered: %(outcome)s")
        if step.until:
            line = _("%(name)s answered: %(outcome)s, until %(day)s")
        return line % values
    if step.kind == "step":
        values["outcome"] = str(WishStep.State(step.outcome).label)
        line = _("%(name)s said: %(outcome)s")
        if step.until:
            line = _("%(name)s said: %(outcome)s, look again %(day)s")
        return line % values
    lines = {
        "raised": _("%(name)s raised it"),
        "shown": _("%(name)s showed it"),
        "reply": _("%(name)s said: not yet"),
        "action": _("%(name)s said they would"),
        "done": _("%(name)s did it"),
        "dropped": _("%(name)s dropped it"),
        "handed_on": _("It went to the next page"),
        "agreement": _("Agreed"),
        "agreed": _("%(name)s said yes"),
        "ended": _("Ended"),
        "settled": _("%(name)s said that settles it"),
        "passed": _("Passed up to %(name)s"),
        "taken_back": _("%(name)s took it back"),
        "came_back": _("It came back, as said"),
        "opening_met": _("Something like it came up, from %(name)s: “%(about)s”"),
        "opening_raised": _("%(name)s brought “%(about)s” to the page"),
        "opening_interest": _("%(name)s would like “%(about)s”"),
        "opening_answer": _("%(name)s answered: %(outcome)s, to “%(about)s”"),
        "opening_filled": _("“%(about)s” is filled, said %(name)s"),
        "opening_withdrawn": _("“%(about)s” is withdrawn, said %(name)s"),
    }
    return lines[step.kind] % values


def summary_words(summary: Summary) -> list[str]:
    """For the raiser alone: how many, then what came of them; what there is none of is left out."""
    said = [
        ngettext(
            "You've raised %(count)s thing.", "You've raised %(count)s things.", summary.raised
        )
        % {"count": summary.raised}
    ]
    for count, words in (
        (
            summary.changed,
            ngettext("%(count)s led to a change", "%(count)s led to a change", summary.changed),
        ),
        (
            summary.refused,
            ngettext(
                "%(count)s was a no with a reason",
                "%(count)s were a no with a reason",
                summary.refused,
            ),
        ),
        (summary.open, ngettext("%(count)s is open", "%(count)s are open", summary.open)),
    ):
        if count:
            said.append(words % {"count": count})
    return said


def promise_rows(actions: Sequence[Action], reader: Person) -> list[dict[str, str]]:
    """What the other said they would do, and how long ago they said it."""
    return [
        {
            "text": action.text,
            "url": reverse("action", args=[action.id]),
            "by": action.owner.called,
            "due": action_row(action, reader).due,
            "age": _("said %(day)s") % {"day": day(action.created_at)},
            "since": age(action.created_at),
        }
        for action in actions
    ]
