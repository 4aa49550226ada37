"""Whether a row says that somebody works here, is on leave, or is gone."""

import datetime as dt
from enum import StrEnum

from heard.people.importing.headings import SAYS_GONE, key, words


class Standing(StrEnum):
    """What the file says; a type of contract ("Full-Time") says nothing."""

    HERE = "here"
    ON_LEAVE = "on_leave"
    GONE = "gone"


YES = frozenset({"yes", "true", "y", "1", "ja", "oui", "si", "wahr", "x"})
NO = frozenset({"no", "false", "n", "0", "nein", "non", "nee", "falsch"})
GONE = (
    "terminated|inactive|not active|left|leaver|former|resigned|dismissed|retired|deceased|"
    "suspended|archived|disabled|blocked|deleted|departed|separated|"
    "inaktiv|ausgeschieden|ausgetreten|inactif|sorti|parti|inactivo|baja|cesado|inactief|uit dienst"
)
ON_LEAVE = (
    "leave|sabbatical|auszeit|elternzeit|beurlaubt|mutterschutz|conge|excedencia|baja medica|"
    "permiso|verlof"
)
HERE = "active|employed|current|hired|onboarding|aktiv|actif|activo|actief|in dienst|angestellt"


def standing(value: str, heading: str) -> Standing | None:
    """What one cell says under its heading, or None where it says nothing."""
    said = " ".join(words(value))
    if said in YES | NO:
        gone = (said in YES) == (key(heading) in SAYS_GONE)
        return Standing.GONE if gone else Standing.HERE
    for kinds, meaning in (
        (ON_LEAVE, Standing.ON_LEAVE),
        (GONE, Standing.GONE),
        (HERE, Standing.HERE),
    ):
        if any(f" {kind} " in f" {said} " for kind in kinds.split("|")):
            return meaning
    return None


def is_gone(said: Standing | None, last_day: dt.date | None, today: dt.date) -> bool:
    """Gone if the file says so, or says nothing and the last day is over.

    A plain "active" beside an old last day is somebody who came back.
    """
    if said is None:
        return last_day is not None and last_day < today
    return said is Standing.GONE
