"""Wishes as flat values: the words, who knows of them, and what came of them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from heard.blend.models import Wish
from heard.conversations.models import Told, WishStep
from heard.conversations.sharing import (
    MANAGER,
    MATCHING,
    ONLY_ME,
    PAIR,
    Audience,
    wish_audience,
)
from heard.web.known_rows import StepRow, step_row
from heard.web.own_rows import withdrawn_words


@dataclass(frozen=True)
class AudienceChoice:
    """One answer to who knows of a wish."""

    value: str
    label: str
    hint: str
    chosen: bool
    private: bool


@dataclass(frozen=True)
class WishRow:
    """One wish as its person sees it."""

    id: str
    direction: str
    words: str
    because: str
    instead: str
    tags: list[str]
    version: int
    url: str
    chip: str
    private: bool
    choices: list[AudienceChoice]
    before: list[str]
    step: StepRow | None


def wish_row(
    row: Wish,
    copies: list[Told],
    audiences: Iterable[Audience],
    step: WishStep | None,
    *,
    today: dt.date,
) -> WishRow:
    """With who knows of it now, and who may have."""
    choices = audience_choices(audiences, wish_audience(row, copies))
    now = next((choice for choice in choices if choice.chosen), choices[0])
    return WishRow(
        id=str(row.id),
        direction=row.direction,
        words=row.text,
        because=row.because,
        instead=row.instead,
        tags=row.tag_list,
        version=row.version,
        url=reverse("wish", args=[row.id]),
        chip=now.label,
        private=now.private,
        choices=choices,
        before=withdrawn_words(copies),
        step=step_row(step, today=today) if step else None,
    )


def audience_choices(audiences: Iterable[Audience], chosen: str) -> list[AudienceChoice]:
    """Only me, the two of us, or openings too; whoever reports to nobody has the first alone."""
    only_me = AudienceChoice(ONLY_ME, _("Only you"), "", chosen == ONLY_ME, private=True)
    manager = next((one for one in audiences if one.key == MANAGER), None)
    if manager is None:
        return [only_me]
    names = {"name": manager.name}
    both = _("You and %(name)s") % names
    openings = _("You, %(name)s and openings") % names
    why = (
        _(
            "Also compared with openings: whoever posted one that meets it, and %(name)s, see "
            "your words and your name. Comparing is the one thing for which your words are opened "
            "without you. Stop sharing it and what is compared is gone at once."
        )
        % names
    )
    return [
        only_me,
        AudienceChoice(PAIR, both, "", chosen == PAIR, private=False),
        AudienceChoice(MATCHING, openings, why, chosen == MATCHING, private=False),
    ]
