"""Wording: the blanks of a prompt, what is known to fill them, and the words that come of it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext as _

from heard.conversations.suggesting.bank import BLANK, Prompt

QUOTED_MOST = 60
FILL_MOST = 280

# Whose blanks stand for the very thing the signal is about. In the others a blank is the writer's.
OWED_NAMED = {"PRO01", "PRO03", "PRO05", "PRO06", "PRO08", "PRO09"}
FILLED = OWED_NAMED | {"PRF01", "PRF02", "PRF03", "PRF08", "BLN01", "BLN04"}
# These say "this" of it and have no blank, so it is named before them.
NAMED_BEFORE = {"PRO02", "PRO04", "PRG08", "STR03"}


@dataclass(frozen=True)
class Part:
    """A stretch of words or, where `blank` is a number, a field to fill."""

    words: str = ""
    blank: int | None = None
    fill: str = ""


def parts_of(text: str, fills: Sequence[str] = ()) -> list[Part]:
    """The words with their blanks in between."""
    found: list[Part] = []
    for number, words in enumerate(text.split(BLANK)):
        if number:
            fill = fills[number - 1] if number <= len(fills) else ""
            found.append(Part(blank=number - 1, fill=fill))
        if words:
            found.append(Part(words=words))
    return found


def blanks_in(text: str) -> int:
    return text.count(BLANK)


def filled(text: str, values: Sequence[str]) -> str:
    """The words as somebody would say them; a blank left open stays visibly open."""
    parts = parts_of(text, [" ".join(value.split())[:FILL_MOST] for value in values])
    return "".join(part.words or part.fill or "…" for part in parts)


def text_of(prompt: Prompt, about: Sequence[str]) -> str:
    """The prompt, with what it speaks of named before it where it only says "this"."""
    if prompt.id in NAMED_BEFORE and about:
        return _("%(matter)s: %(words)s") % {"matter": quoted(about[0]), "words": prompt.text}
    return prompt.text


def fills_of(prompt: Prompt, about: Sequence[str]) -> tuple[str, ...]:
    """What is known for its blanks."""
    known = about[: blanks_in(prompt.plain_text)] if prompt.id in FILLED else ()
    return tuple(map(shortened, known))


def quoted(words: str) -> str:
    """Somebody's words within a sentence of ours."""
    return _("“%(words)s”") % {"words": shortened(words, QUOTED_MOST)}


def shortened(words: str, most: int = FILL_MOST) -> str:
    """On one line, and cut at a blank where it is long."""
    line = " ".join(words.split())
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[most // 2 :] else cut).rstrip(" ,.;:") + "…"


def day_of(day: dt.date | None) -> str:
    """A day within a reason, the same however near it is."""
    return formats.date_format(day, "j F") if day else ""
