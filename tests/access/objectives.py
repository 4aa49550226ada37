"""Priorities and an objective of Priya's at every visibility, each with those who may see it."""

from typing import Any

from heard.conversations.supporting import ask_for_support
from heard.objectives.changing import pivot_objective, set_out
from heard.objectives.prioritising import put_first
from heard.privacy.keys import acting_as

TIDEWATER = frozenset({"priya", "mario", "sol", "pia", "fen", "hana", "ade", "lena"})
SHOWN_TO = {
    "objective": ("pair", {"priya", "mario"}),
    "team objective": ("team", {"priya", "mario", "pia"}),
    "open objective": ("everyone", TIDEWATER),
}
WORDS = {
    "objective": "Replies within a day",
    "team objective": "Testing twice a month",
    "open objective": "A library of patterns",
    "draft objective": "Perhaps lead a team",
}


def set_out_objectives(world: Any) -> None:
    """One of each visibility, a draft, a change that waits, two priorities."""
    cast = world.cast
    with acting_as(cast.sol):
        priority = put_first(by=cast.sol, level="organisation", sentence="Fewer, better releases")
        world.add("priority", priority, TIDEWATER)
    with acting_as(cast.mario):
        priority = put_first(
            by=cast.mario, level="team", sentence="Design with the people we serve"
        )
        world.add("team priority", priority, {"mario", "priya", "pia", "sol"})
    with acting_as(cast.priya):
        for record, (visibility, readers) in SHOWN_TO.items():
            words = {"sentence": WORDS[record], "visibility": visibility}
            world.add(record, set_out(by=cast.priya, words=words), readers)
        words = {"sentence": WORDS["draft objective"]}
        draft = set_out(by=cast.priya, words=words, draft=True)
        world.add("draft objective", draft, {"priya"})
        revision, _way_back = pivot_objective(
            world.rows["objective"],
            by=cast.priya,
            choice="emphasis",
            reason="learned",
            sentence="Answers that settle it",
        )
        world.add("revision", revision, {"priya", "mario"})
        ask, _way_back = ask_for_support(
            world.rows["open objective"], by=cast.priya, kind="time", size="An hour of Ruth's"
        )
        world.add("support asked", ask, {"priya", "mario"})
