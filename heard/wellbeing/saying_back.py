"""Saying back: one sentence after a check-in, against one's own usual. Never a number."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from heard.wellbeing.pack import Pack
from heard.wellbeing.patterns import Answered, Pattern, pattern_of


def sentence_for(rows: Sequence[Answered], pack: Pack) -> str:
    """What the answers say, oldest first; of the last one, and of no other."""
    return in_words(pattern_of(rows, pack))


def in_words(pattern: Pattern) -> str:
    """The most telling of what holds, in one sentence."""
    said = _about_the_feeling(pattern) or _about_the_work(pattern)
    if said:
        return said
    if not pattern.known:
        return _("After four, you'll see your own pattern.")
    if pattern.below:
        return _("A bit lower than your usual. One week says little.")
    if pattern.above:
        return _("A bit higher than your usual.")
    return _("About your usual.")


def _about_the_feeling(pattern: Pattern) -> str:
    if pattern.wants_somebody:
        return _("Low for a while now. There are people you could talk to.")
    if pattern.dip and pattern.weeks_running:
        return _("Lower than your usual two weeks running.")
    if pattern.dip:
        return _("Lower than your usual twice running.")
    if pattern.up and pattern.weeks_running:
        return _("Higher than your usual two weeks running.")
    return _("Higher than your usual twice running.") if pattern.up else ""


def _about_the_work(pattern: Pattern) -> str:
    if pattern.too_much and pattern.weeks_running:
        return _("More work than is right for you two weeks running.")
    if pattern.too_much:
        return _("More work than is right for you, twice running.")
    return _("Less work than is right for you, twice running.") if pattern.too_little else ""


def asks_what_next(pattern: Pattern) -> bool:
    """Whether there is something one might put on the page, or leave."""
    return pattern.wants_somebody or pattern.dip or pattern.too_much or pattern.too_little
