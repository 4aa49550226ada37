"""Sharing: which of one's own things are shown to whom, several at a press.

What is shown is a copy (`telling.py`). To one's own manager, or to all of one's own people at once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from heard.activity.undoing import leave_way_back
from heard.blend.models import Wish
from heard.blend.wishing import let_match
from heard.conversations.models import Pair, Told
from heard.conversations.telling import kind_of, take_back, tell
from heard.lib.refusals import Refusal
from heard.people.models import Person
from heard.privacy.own import Own

MANAGER, TEAM = "manager", "team"
# The audiences of a wish.
ONLY_ME, PAIR, MATCHING = "only_me", "pair", "matching"
SHOWN, KEPT_BACK = "shown", "kept_back"


@dataclass(frozen=True)
class Audience:
    """Those who can be shown what is one's own: whom one reports to, or all of one's people."""

    key: str
    name: str
    pairs: tuple[Pair, ...]

    def is_shown(self, copies: Iterable[Told]) -> bool:
        """Whether each of them has it in front of them now."""
        shown = {told.pair_id for told in copies if told.withdrawn_at is None}
        return bool(self.pairs) and all(pair.id in shown for pair in self.pairs)

    def is_partly_shown(self, copies: Iterable[Told]) -> bool:
        """Whether any of them has."""
        shown = {told.pair_id for told in copies if told.withdrawn_at is None}
        return any(pair.id in shown for pair in self.pairs)


def audiences_of(person: Person, pages: Iterable[Pair]) -> list[Audience]:
    """Whom this person may show something to, of their live pages: upward first, then the team."""
    reporting = [pair for pair in pages if pair.kind == Pair.Kind.MANAGER and pair.is_live]
    upward = tuple(pair for pair in reporting if pair.employee_id == person.id)
    team = tuple(pair for pair in reporting if pair.manager_id == person.id)
    names = get_text_list([pair.manager.called for pair in upward], _("and"))
    found = [Audience(MANAGER, names, upward), Audience(TEAM, _("your people"), team)]
    return [audience for audience in found if audience.pairs]


def audience_named(key: str, audiences: Iterable[Audience]) -> Audience:
    """The one meant, or a refusal in words."""
    found = next((audience for audience in audiences if audience.key == key), None)
    if found is None:
        raise Refusal(_("There is nobody of that kind you share a page with."), "audience")
    return found


@transaction.atomic
def share_wish(row: Wish, wanted: str, audiences: Iterable[Audience], *, by: Person) -> None:
    """Only me; me and whom I report to; or that, and compared with openings too."""
    if wanted not in (ONLY_ME, PAIR, MATCHING):
        raise Refusal(_("Only you, the two of you, or openings too?"), "audience")
    if wanted == ONLY_ME:
        let_match(row, by=by, matching=False)
        take_back(row, by=by)
        return
    show([row], audience_named(MANAGER, audiences), by=by)
    let_match(row, by=by, matching=wanted == MATCHING)


def wish_audience(row: Wish, copies: Iterable[Told]) -> str:
    """The word for who sees it now."""
    if not any(told.withdrawn_at is None for told in copies):
        return ONLY_ME
    return MATCHING if row.for_matching else PAIR


@transaction.atomic
def show(rows: Sequence[Own], audience: Audience, *, by: Person) -> UUID | None:
    """From now on; what was shown already stays as it is. Returns the way back."""
    return _change(rows, audience, by=by, shown=True)


@transaction.atomic
def keep_back(rows: Sequence[Own], audience: Audience, *, by: Person) -> UUID | None:
    """At once, and without a word to anybody. Returns the way back."""
    return _change(rows, audience, by=by, shown=False)


def _change(rows: Sequence[Own], audience: Audience, *, by: Person, shown: bool) -> UUID | None:
    told = Told.objects.visible_to(by).filter(person=by, source_id__in=[row.id for row in rows])
    before = {(copy.source_id, copy.pair_id) for copy in told.shown()}
    changes = [
        (row, pair)
        for row in rows
        for pair in audience.pairs
        if ((row.id, pair.id) in before) is not shown
    ]
    for row, pair in changes:
        if shown:
            tell(pair, row, by=by)
        else:
            take_back(row, by=by, pair=pair)
    if not changes:
        return None
    copies = [[kind_of(row), str(row.id), str(pair.id)] for row, pair in changes]
    did = SHOWN if shown else KEPT_BACK
    way = leave_way_back(
        "own_audience", by=by, subject_id=changes[0][0].id, before={"did": did, "copies": copies}
    )
    return way.id
