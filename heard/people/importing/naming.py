"""Names as files write them: in two columns or one, turned round, with a number behind."""

import re

from heard.lib import text

# "Mario Rossi (21002) (On Leave)": what HR systems hang on a name. Bounded, so that no value is
# costly to look at.
HUNG_ON = re.compile(
    r"(?: ?(?:\[[A-Z]\]|\((?:[^()\s]{0,32}\d[^()\s]{0,32}|on leave|terminated|inactive)\)))+$",
    re.IGNORECASE,
)
NUMBER_BEHIND = re.compile(r"\(([^()\s]{0,32}\d[^()\s]{0,32})\)")


def plain(name: str) -> str:
    """Without what hangs on it, and the right way round: "Raman, Priya" is Priya Raman."""
    name = HUNG_ON.sub("", name)
    last, comma, first = name.partition(",")
    if comma and first.strip() and "," not in first:
        return f"{first.strip()} {last.strip()}"
    return name.strip()


def number_behind(name: str) -> str:
    """The employee number that stands in brackets behind a name, if one does."""
    match = NUMBER_BEHIND.search(name)
    return match[1] if match else ""


def name_key(name: str) -> str:
    """What two names are compared by: case, accents and turning round set aside."""
    return " ".join(text.folded(plain(name)).split())


def share_a_word(one: str, other: str) -> bool:
    """Whether these may be one person: a marriage keeps the first name, a short form the last."""
    return bool(set(name_key(one).split()) & set(name_key(other).split()))


def whole_name(*, name: str, first: str, last: str, preferred: str) -> str:
    """The name somebody goes by, from whichever columns there are.

    One that was written out wins over one put together, unless it is turned round and the parts
    are there.
    """
    if preferred and last and last.casefold() in preferred.casefold():
        return plain(preferred)
    parts = " ".join(part for part in (preferred or first, last) if part)
    if name and not ("," in name and first and last) and not preferred:
        return plain(name)
    return parts if first or last else plain(name or preferred)
