"""An opening for everyone and one for Mario's people, and what comes of the first."""

from typing import Any

from heard.blend.wishing import wish
from heard.conversations.sharing import audiences_of, share_wish
from heard.opportunities.closing import move_on
from heard.opportunities.models import Match, Offer, OpeningStep
from heard.opportunities.posting import post
from heard.opportunities.raising import raise_match
from heard.opportunities.taking_interest import set_aside, take_interest
from heard.privacy.keys import acting_as
from tests.access.objectives import TIDEWATER
from tests.cast import pair_of


def open_up(world: Any) -> None:
    """Priya told us she wants it; Sol posts it, asks Mario to raise it; Pia says not now."""
    cast = world.cast
    with acting_as(cast.priya):
        audience = audiences_of(cast.priya, [pair_of(cast.priya, cast.mario)])
        wanted = wish(by=cast.priya, direction="more_of", text="To be on stage", tags=["stage"])
        share_wish(wanted, "matching", audience, by=cast.priya)
        world.add("wish for matching", wanted, {"priya"})
        world.add("offer", Offer.objects.get(wish_id=wanted.id), {"priya", "sol"})
    with acting_as(cast.mario):
        words = {"title": "Two days in the archive", "audience": "team"}
        world.add("team opening", post(by=cast.mario, words=words), {"mario", "priya", "pia"})
    with acting_as(cast.sol):
        opening = post(by=cast.sol, words={"title": "A talk at the fair", "tags": ["stage"]})
        world.add("opening", opening, TIDEWATER)
        move_on(opening, "talking", by=cast.sol)
        world.add("opening step", OpeningStep.objects.get(opening=opening), TIDEWATER)
        found = Match.objects.select_related("opening", "offer", "person").get(opening=opening)
        world.add("match", found, {"priya", "mario", "sol"})
        world.add("raising", raise_match(found, by=cast.sol), {"sol", "mario"})
    with acting_as(cast.priya):
        shown = take_interest(opening, by=cast.priya, line="It is what I told Mario")
        world.add("interest", shown, {"priya", "sol"})
    with acting_as(cast.pia):
        world.add("set aside", set_aside(opening, by=cast.pia), {"pia"})
