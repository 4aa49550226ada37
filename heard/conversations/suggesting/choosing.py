"""Choosing: which three, of everything that holds today.

1. Candidates come from the signals this viewer may hear.
2. What is owed goes first, then moments, what the employee shows, objectives, untouched topics, and
   what fits any time. A focus goes before all of them.
3. Three; at most one deep and never first; never two of one category; one is always light.
4. Deep ones wait for three conversations, or until the employee asked for the subject.
5. A prompt that was used rests for ninety days, its category for two conversations; *not now* for
   sixty days; *not for us* for good.
6. Where the rests leave fewer than three, the shortest are cut first; *not for us* never is.
7. The rest is decided by a number made of the page, the side, the prompt and the day: the same
   records on the same day give the same three.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from django.utils.translation import gettext as _

from heard.activity.signalling import Fired
from heard.conversations.models import Focus, Pair
from heard.conversations.suggesting.arcs import led_by, stage_of
from heard.conversations.suggesting.asking import PairAsking, asking_for
from heard.conversations.suggesting.bank import DEEP, LIGHT, Prompt, bank
from heard.conversations.suggesting.declaring import listen
from heard.conversations.suggesting.fitting import DEEP_AFTER, fits
from heard.conversations.suggesting.resting import NEVER, Rests
from heard.conversations.suggesting.wording import Part, fills_of, parts_of, text_of
from heard.people.models import Person

SHOWN = 3
# These hold of many topics at once; of any other signal one suggestion is enough.
OF_MANY = frozenset({"topic_untouched", "always"})
FOCUS = "focus"


@dataclass(frozen=True)
class Suggestion:
    """One prompt, why it is offered, and what is known for its blanks."""

    prompt: Prompt
    signal: str
    reason: str
    about: tuple[str, ...] = ()
    subject: str = ""
    # Smaller comes first: how long it should still rest, its place, the number of the day.
    order: tuple[int, int, bytes] = (0, 0, b"")

    @property
    def text(self) -> str:
        """Its words, blanks as they are."""
        return text_of(self.prompt, self.about)

    @property
    def fills(self) -> tuple[str, ...]:
        return fills_of(self.prompt, self.about)

    @property
    def parts(self) -> list[Part]:
        """Words and fields in turn."""
        return parts_of(self.text, self.fills)


def suggestions(pair: Pair, viewer: Person, *, turn: int = 0) -> list[Suggestion]:
    """Three for this viewer; on each further turn three others, until all have been shown."""
    if not pair.is_live:
        return []
    return in_turn(candidates_for(asking_for(pair, viewer)), turn)


def in_turn(candidates: Sequence[Suggestion], turn: int) -> list[Suggestion]:
    """The first three, the next three, and from the beginning again after the last."""
    shown: list[Suggestion] = []
    for _turn in range(turn + 1):
        before = {one.prompt.id for one in shown}
        fresh = [one for one in candidates if one.prompt.id not in before]
        three = three_of(fresh)
        # All the way through: begin again.
        shown = [*shown, *three] if len(three) == SHOWN else three_of(candidates)
    return shown[-SHOWN:]


def instead_of(
    gone: str, shown: Sequence[str], pair: Pair, viewer: Person
) -> tuple[list[Suggestion], Suggestion | None]:
    """The three that were shown with another in the place of one; and which one is new."""
    if not pair.is_live:
        return [], None
    known = {one.prompt.id: one for one in candidates_for(asking_for(pair, viewer))}
    stay = [known[id_] for id_ in shown if id_ != gone and id_ in known]
    at = min(list(shown).index(gone) if gone in shown else len(stay), len(stay))
    fresh = [one for one in known.values() if one.prompt.id not in {*shown, gone}]
    new = [one for one in three_of(fresh, beside=stay) if one not in stay][:1]
    return [*stay[:at], *new, *stay[at:]], new[0] if new else None


def candidates_for(asking: PairAsking) -> list[Suggestion]:
    """Every prompt that could be offered now, the best first."""
    rests = Rests(asking)
    deep = len(asking.held) >= DEEP_AFTER or focus_is_the_employees(asking)
    found: dict[str, Suggestion] = {}
    for one in [*_called_for_by_focus(asking), *_called_for(listen(asking))]:
        prompt = one.prompt
        if prompt.id in found or not fits(prompt, asking) or (prompt.depth == DEEP and not deep):
            continue
        rest = rests.left(prompt)
        if rest != NEVER:
            order = (rest, one.order[1], _number(asking, prompt))
            found[prompt.id] = replace(one, order=order)
    return sorted(found.values(), key=lambda one: one.order)


def three_of(
    candidates: Iterable[Suggestion], beside: Sequence[Suggestion] = ()
) -> list[Suggestion]:
    """The best that go together: first with one of each signal, then however they come."""
    known = list(candidates)
    chosen = list(beside)
    for varied in (True, False):
        for one in known:
            if len(chosen) < SHOWN and _goes_with(one, chosen, varied=varied):
                chosen.append(one)
    added = sorted((one for one in chosen if one not in beside), key=lambda one: one.order)
    return _never_deep_first([*beside, *added])


def _goes_with(one: Suggestion, chosen: Sequence[Suggestion], *, varied: bool) -> bool:
    if any(one.prompt.category == other.prompt.category for other in chosen):
        return False
    if any(one.subject and one.subject == other.subject for other in chosen):
        return False
    if one.prompt.depth == DEEP and any(other.prompt.depth == DEEP for other in chosen):
        return False
    if varied and one.signal not in OF_MANY and one.signal in {other.signal for other in chosen}:
        return False
    light = any(other.prompt.depth == LIGHT for other in [*chosen, one])
    return light or len(chosen) < SHOWN - 1


def _never_deep_first(three: list[Suggestion]) -> list[Suggestion]:
    if three and three[0].prompt.depth == DEEP and len(three) > 1:
        return [three[1], three[0], *three[2:]]
    return three


def _called_for(fired: Iterable[Fired]) -> Iterator[Suggestion]:
    """The prompts that each signal makes apt."""
    by_signal: dict[str, list[Prompt]] = {}
    for prompt in bank().values():
        by_signal.setdefault(prompt.signal, []).append(prompt)
    for one in fired:
        for prompt in by_signal.get(one.signal, []):
            if not one.prompts or prompt.id in one.prompts:
                subject = str(one.subject_id or "")
                order = (0, prompt.place, b"")
                yield Suggestion(prompt, one.signal, one.reason, one.fills, subject, order)


def _called_for_by_focus(asking: PairAsking) -> Iterator[Suggestion]:
    """The arc of what the two chose to talk about, before everything else."""
    focus = focus_of(asking.pair)
    if focus is None:
        return
    reason = _("Because you chose “%(focus)s” for this conversation.") % {
        "focus": focus.get_about_display()
    }
    for prompt_id, place in led_by(focus.about).items():
        stage = stage_of(place)
        yield Suggestion(bank()[prompt_id], f"{FOCUS} {stage}", reason, order=(0, place - 100, b""))


def focus_of(pair: Pair) -> Focus | None:
    """What the next conversation is about, if the two said so."""
    focus: Focus | None = getattr(pair, "focus", None)
    return focus if focus is not None and focus.about else None


def focus_is_the_employees(asking: PairAsking) -> bool:
    focus = focus_of(asking.pair)
    return focus is not None and focus.chosen_by_id == asking.employee.id


def _number(asking: PairAsking, prompt: Prompt) -> bytes:
    """Settles ties: not Python's hash, which is another in each process."""
    side = asking.pair.side_of(asking.viewer.id)
    words = f"{asking.page_id}|{side}|{prompt.id}|{asking.today}"
    return blake2b(words.encode(), digest_size=8).digest()
