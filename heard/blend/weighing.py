"""Weighing: how far what matters is from how it is.

Both are words on one scale of four steps. *How it is* runs from poor (0) over so-so (1) and fine
(2) to good (3); *matters* from a little (1) over quite (2) to very (3): what matters very much and
is good lies at the top of both, with nothing missing. The gap is importance minus how it is. It
tells (`GAP_THAT_TELLS`, two steps) for what is very important and poor or so-so, and for what is
quite important and poor. Counted from 1 instead, *poor* would be as high as *a little*, and what
matters "quite" could never be missed.
"""

from heard.blend.models.element import HowItIs, Matters

HIGHEST = 3
GAP_THAT_TELLS = 2

_MATTERS = {str(word): step for step, word in enumerate(Matters.values, start=1)}
_HOW_IT_IS = {str(word): step for step, word in enumerate(HowItIs.values)}


def steps(matters: str, how_it_is: str) -> tuple[int | None, int | None]:
    """Where the two words lie on the scale; nothing for what was not said."""
    return _MATTERS.get(matters), _HOW_IT_IS.get(how_it_is)


def gap(matters: str, how_it_is: str) -> int | None:
    """Importance minus how it is; nothing until both are said."""
    wanted, found = steps(matters, how_it_is)
    return None if wanted is None or found is None else wanted - found


def gap_tells(matters: str, how_it_is: str) -> bool:
    """Whether so much is missing that it is worth talking about."""
    found = gap(matters, how_it_is)
    return found is not None and found >= GAP_THAT_TELLS
