"""One's own things as flat values: the words, who sees them, and what can be done about that."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from heard.blend.catalogue import motivator_named, name_of
from heard.blend.models import Element, Statement
from heard.blend.models.element import HowItIs, Matters
from heard.conversations.models import Told
from heard.conversations.sharing import Audience


@dataclass(frozen=True)
class Way:
    """Somebody it can be shown to, or no longer."""

    key: str
    name: str
    can_show: bool
    can_stop: bool


@dataclass(frozen=True)
class Seen:
    """Who sees a thing of one's own, in words; and who may have, before it was taken back."""

    chip: str
    private: bool
    url: str
    ways: list[Way] = field(default_factory=list)
    before: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Choice:
    """A word of a scale."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class ElementRow:
    """One of the eight."""

    id: str
    name: str
    plain_name: str
    description: str
    prompt: str
    words: str
    matters: list[Choice]
    how_it_is: list[Choice]
    version: int
    url: str
    seen: Seen


@dataclass(frozen=True)
class StatementRow:
    """One sentence, or the empty field for one."""

    id: str
    kind: str
    label: str
    text: str
    version: int
    url: str
    seen: Seen
    example: str


def seen_by(audiences: Iterable[Audience], copies: list[Told], url: str) -> Seen:
    """The chip beside it, what widens and narrows it, and who may have read what was withdrawn."""
    known = list(audiences)
    shown = [audience.name for audience in known if audience.is_partly_shown(copies)]
    ways = [
        Way(
            key=audience.key,
            name=audience.name,
            can_show=not audience.is_shown(copies),
            can_stop=audience.is_partly_shown(copies),
        )
        for audience in known
    ]
    chip = get_text_list([_("You"), *shown], _("and")) if shown else _("Only you")
    return Seen(chip=chip, private=not shown, url=url, ways=ways, before=withdrawn_words(copies))


def withdrawn_words(copies: list[Told]) -> list[str]:
    """What can honestly be said of a copy that was taken back."""
    return [
        _("%(name)s may have seen this on %(day)s.")
        % {"name": told.pair.other(told.person).called, "day": date_of(told.seen_at)}
        if told.seen_at
        else _("%(name)s had not opened What we know while it was there.")
        % {"name": told.pair.other(told.person).called}
        for told in copies
        if told.withdrawn_at is not None and told.pair.is_live
    ]


def date_of(moment: dt.datetime) -> str:
    """A date in full, for a sentence that names it."""
    return formats.date_format(timezone.localtime(moment), "j F")


def element_row(row: Element, audiences: list[Audience], copies: list[Told]) -> ElementRow:
    """One element as its person sees it."""
    found = motivator_named(row.element)
    url = reverse("element", args=[row.id])
    return ElementRow(
        id=str(row.id),
        name=name_of(row.element, row.name),
        plain_name=found.name if found and row.name else "",
        description=found.description if found else "",
        prompt=found.prompt if found else "",
        words=row.in_my_words,
        matters=choices(Matters.choices, row.matters),
        how_it_is=choices(HowItIs.choices, row.how_it_is),
        version=row.version,
        url=url,
        seen=seen_by(audiences, copies, f"{url}/audience"),
    )


def choices(words: Iterable[tuple[str, Any]], chosen: str) -> list[Choice]:
    """The words of a scale, in order."""
    return [Choice(value, str(label), value == chosen) for value, label in words]


def statement_row(
    kind: str,
    row: Statement | None,
    audiences: list[Audience],
    copies: list[Told],
    *,
    example: str = "",
) -> StatementRow:
    """A sentence; before there is one, only its author sees the field."""
    label = str(Statement.Kind(kind).label)
    if row is None:
        seen = Seen(chip=_("Only you"), private=True, url="")
        return StatementRow(kind, kind, label, "", 0, reverse("statements"), seen, example)
    url = reverse("statement", args=[row.id])
    return StatementRow(
        id=kind if kind in Statement.SINGLE else str(row.id),
        kind=kind,
        label=label,
        text=row.text,
        version=row.version,
        url=url,
        seen=seen_by(audiences, copies, f"{url}/audience"),
        example=example,
    )
