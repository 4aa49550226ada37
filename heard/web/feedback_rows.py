"""Feedback as flat values: what a template prints."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from heard.feedback.models import Ask, Feedback
from heard.lib.text import initials, rendered
from heard.people.models import Person
from heard.web.rows import day


@dataclass(frozen=True)
class FeedbackRow:
    """One line of a list."""

    id: str
    who: str
    initials: str
    when: str
    words: str
    state: str
    unread: bool
    url: str


@dataclass(frozen=True)
class AskRow:
    """What somebody would like to know, and how far it is."""

    id: str
    who: str
    initials: str
    question: str
    about: str
    due: str
    readers: str
    state: str
    open: bool
    url: str
    give_url: str
    # Who could be asked in their stead, where they have left.
    instead: dict[str, str] | None = None


def received_row(row: Feedback, reader: Person) -> FeedbackRow:
    """As its receiver, or whom they show it to, sees it."""
    mine = row.receiver_id == reader.id
    name = giver_name(row)
    return FeedbackRow(
        id=str(row.id),
        who=name if mine else _("%(giver)s to %(name)s") % _both(row),
        initials=initials(name),
        when=day(row.created_at),
        # Words that may still change are nobody's to read before it is opened.
        words=row.about or (row.moment if row.opened_at else _("From %(name)s") % {"name": name}),
        state=_("On your page") if mine and row.talked_at else "",
        unread=mine and row.opened_at is None,
        url=reverse("feedback-one", args=[row.id]),
    )


def given_row(row: Feedback) -> FeedbackRow:
    """As its giver sees it."""
    return FeedbackRow(
        id=str(row.id),
        who=_("To %(name)s") % {"name": row.receiver.called},
        initials=row.receiver.initials,
        when=day(row.created_at),
        words=row.about or row.moment,
        state=_("Read") if row.opened_at else _("Not read yet"),
        unread=False,
        url=reverse("feedback-one", args=[row.id]),
    )


def giver_name(row: Feedback) -> str:
    """Whoever gave it; somebody outside by the name they signed with."""
    if row.giver is not None:
        return row.giver.called
    return row.signed or _("Somebody outside")


def _both(row: Feedback) -> dict[str, str]:
    return {"giver": giver_name(row), "name": row.receiver.called}


def ask_row(row: Ask, reader: Person, instead: dict[str, str] | None = None) -> AskRow:
    """For whoever is asked, and for whoever asked."""
    mine = row.asker_id == reader.id
    other = row.asked if mine else row.asker
    return AskRow(
        id=str(row.id),
        who=other.called if other is not None else row.address,
        initials=other.initials if other is not None else "",
        question=row.question,
        about=row.about,
        due=day(row.due_on) if row.due_on else "",
        readers=readers_of(row),
        state=state_of(row),
        open=row.is_open,
        url=reverse("feedback-ask-one", args=[row.id]),
        give_url=f"{reverse('feedback-give')}?ask={row.id}",
        instead=instead,
    )


def readers_of(row: Ask) -> str:
    """Who will read what is answered, said to whoever is asked."""
    names = {"name": row.asker.called}
    if row.reader is not None:
        return _("%(name)s and %(manager)s will read it.") % {
            **names,
            "manager": row.reader.called,
        }
    return _("Only %(name)s will read it.") % names


def state_of(row: Ask) -> str:
    """A day that has passed is said by nobody."""
    if row.answered_at is not None:
        return _("Answered")
    if row.declined_at is not None:
        return _("Not this time")
    return _("Asked")


def parts(row: Feedback) -> list[dict[str, str | SafeString]]:
    """What was written, part by part, under the words of the form."""
    labels = {
        "moment": _("The moment"),
        "saw": _("What I saw or heard"),
        "led_to": _("What it led to"),
        "next_time": _("Next time, I'd like"),
    }
    return [
        {"label": label, "html": rendered(getattr(row, name))}
        for name, label in labels.items()
        if getattr(row, name)
    ]


def words(row: Feedback | None, form: Any = None) -> dict[str, str]:
    """Every field of the form with its value: what was typed, else what the row says."""
    names = ("about", "moment", "saw", "led_to", "next_time")
    if form is not None:
        return {name: form.get(name, "") for name in names}
    return {name: getattr(row, name) if row is not None else "" for name in names}
