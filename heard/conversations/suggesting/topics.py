"""What has not come up for a while, and what fits any time.

Only what began as a suggestion tells what it is about, so the reasons speak of suggestions.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from heard.activity.signalling import Fired
from heard.conversations.models import Told
from heard.conversations.suggesting.asking import PairAsking
from heard.conversations.suggesting.bank import TOPICS, of_signal
from heard.conversations.suggesting.declaring import gives

UNTOUCHED_DAYS = 90
UPWARD_DAYS = 60
CAREER_DAYS = 120
# Offered to the manager on this ground only where the employee shows something of the kind.
ONLY_IF_SHOWN = {"wellbeing": Told.Kind.CHECK_IN, "blend": Told.Kind.ELEMENT}


@gives("topic_untouched")
def untouched_topics(asking: PairAsking) -> Iterator[Fired]:
    """No suggestion of the category was talked about in ninety days."""
    for category, topic in TOPICS.items():
        prompts = of_signal("topic_untouched", category)
        if not prompts or not may_hear(asking, category):
            continue
        if not asking.covered_since(category, UNTOUCHED_DAYS):
            words = {"topic": topic}
            yield Fired(
                "topic_untouched",
                _("Because no suggestion about %(topic)s has been talked about here yet.") % words
                if asking.is_younger_than(UNTOUCHED_DAYS)
                else _("Because no suggestion about %(topic)s was talked about in three months.")
                % words,
                prompts=prompts,
            )


@gives("upward_none_60")
def nothing_about_the_two(asking: PairAsking) -> Iterator[Fired]:
    """In sixty days no suggestion about how the two work together was talked about, and the
    manager was told nothing by name, as far as the viewer may know."""
    if asking.covered_since("together", UPWARD_DAYS) or asking.since("upward_at") <= UPWARD_DAYS:
        return
    yield Fired(
        "upward_none_60",
        _("Because how you two work together has not come up as a suggestion here yet.")
        if asking.is_younger_than(UPWARD_DAYS)
        else _("Because no suggestion about how you two work together came up in two months."),
    )


@gives("career_none_120")
def nothing_about_career(asking: PairAsking) -> Iterator[Fired]:
    """No suggestion about career was talked about in a hundred and twenty days."""
    if not asking.covered_since("career", CAREER_DAYS):
        yield Fired(
            "career_none_120",
            _("Because no suggestion about career has been talked about here yet.")
            if asking.is_younger_than(CAREER_DAYS)
            else _("Because no suggestion about career was talked about in four months."),
        )


@gives("always")
def always(asking: PairAsking) -> Iterator[Fired]:
    """No condition."""
    yield Fired("always", _("Because it fits any conversation."))


def may_hear(asking: PairAsking, category: str) -> bool:
    """Whether the viewer may be offered this topic for having been quiet.

    To a manager whose employee shows nothing of it, it is no topic, and nothing says so.
    """
    kind = ONLY_IF_SHOWN.get(category)
    if kind is None or asking.viewer_is_employee:
        return True
    return any(row.kind == kind for row in asking.shown_by_employee)
