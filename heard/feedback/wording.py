"""Wording: noticing words about who somebody is, so that a field can ask what they did.

A hint and never a block: the risk that feedback does harm rises as it moves from the task to the
self (Kluger and DeNisi 1996). The words are plain lists, one file a language, in `data/nature`.
"""

import re
from functools import cache
from pathlib import Path

from django.utils import translation

from heard.lib.text import folded

WORD = re.compile(r"[^\W\d_]+")
LISTS = Path(__file__).parent / "data" / "nature"


def nature_words() -> list[str]:
    """The list of the reader's language; none where there is no list for it."""
    language = (translation.get_language() or "en").split("-")[0]
    return list(_listed(language))


def about_nature(text: str) -> str:
    """The first of them in a text, or nothing."""
    spoken = f" {' '.join(WORD.findall(folded(text)))} "
    return next((word for word in nature_words() if f" {word} " in spoken), "")


@cache
def _listed(language: str) -> tuple[str, ...]:
    """One word or phrase a line; a line that begins with # is for whoever keeps the list."""
    path = LISTS / f"{language}.txt"
    if not language.isalpha() or not path.is_file():
        return ()
    found = (folded(line).strip() for line in path.read_text("utf-8").splitlines())
    return tuple(line for line in found if line and not line.startswith("#"))
