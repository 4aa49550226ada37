"""Resting: what was used or declined is left alone for a while.

What was used, the items say that began as a prompt: those both see, and the viewer's own. What was
declined only the viewer knows.
"""

import datetime as dt

from heard.conversations.models import Item, PromptUse
from heard.conversations.suggesting.asking import PairAsking
from heard.conversations.suggesting.bank import Prompt, prompt_named

USED_RESTS = dt.timedelta(days=90)
NOT_NOW_RESTS = dt.timedelta(days=60)
CATEGORY_RESTS = 2

# How much it would take to offer it all the same: the category's rest is the first to be cut.
RESTED, CATEGORY, USED, NOT_NOW, NEVER = range(5)


class Rests:
    """Of one page, for one viewer."""

    def __init__(self, asking: PairAsking) -> None:
        self.used = {
            item.prompt
            for item in asking.items
            if item.prompt
            and (item.state == Item.State.OPEN or asking.now - _last(item) < USED_RESTS)
        }
        self.categories = {
            prompt.category
            for item in asking.items
            if item.prompt and (prompt := prompt_named(item.prompt)) and _rests_still(item, asking)
        }
        self.never, self.not_now = set[str](), set[str]()
        for use in asking.uses:
            if use.kind == PromptUse.Kind.NOT_FOR_US:
                self.never.add(use.prompt)
            elif asking.now - use.created_at < NOT_NOW_RESTS:
                self.not_now.add(use.prompt)

    def left(self, prompt: Prompt) -> int:
        """What would have to be cut short to offer this one."""
        if prompt.id in self.never:
            return NEVER
        if prompt.id in self.not_now:
            return NOT_NOW
        if prompt.id in self.used:
            return USED
        return CATEGORY if prompt.category in self.categories else RESTED


def _last(item: Item) -> dt.datetime:
    """When it was last put to use: put on the page or, later, settled."""
    return item.settled_at or item.created_at


def _rests_still(item: Item, asking: PairAsking) -> bool:
    """Whether fewer than two conversations were held since."""
    since = [row for row in asking.held if row.started_at and row.started_at > _last(item)]
    return len(since) < CATEGORY_RESTS
