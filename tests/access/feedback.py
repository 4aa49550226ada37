"""Feedback that Priya asked for, received, showed and gave, each with those who may see it."""

import datetime as dt
from typing import Any

from django.utils import timezone

from heard.feedback.asking import ask
from heard.feedback.giving import add, give
from heard.feedback.grouping import say
from heard.feedback.inviting import ask_outside
from heard.feedback.models import Link, Round, Seat, Showing
from heard.feedback.receiving import keep, make_of_it, open_first, show_to_manager
from heard.feedback.thanking import thank
from heard.privacy.keys import acting_as

WORDS = {"moment": "The ferry day", "saw": "You asked first", "led_to": "They said what is wrong"}


def give_feedback(world: Any) -> None:
    """One unread, one read and shown to Mario, one to Mario, and an ask."""
    cast = world.cast
    priya, pia, mario = cast.priya, cast.pia, cast.mario
    with acting_as(priya):
        world.add("ask", ask([pia], by=priya, about="The ferry day")[0], {"priya", "pia"})
        outside, token = ask_outside(
            by=priya, address="joan@harbour.example", known_as="Priya", about="The boards"
        )
        world.add("ask to somebody outside", outside, {"priya"})
        world.add("link", Link.objects.visible_to(priya).get(ask=outside), {"priya"})
        world.words["outside"] = token
        upward = give(mario, by=priya, words=WORDS)
        world.add("feedback to Mario", upward, {"priya", "mario"})
    with acting_as(mario):
        closes_at = timezone.now() + dt.timedelta(days=9)
        asked = Round(manager=mario, closes_at=closes_at)
        asked.save()
        world.add("round", asked, {"mario", "priya"})
        # Fewer than five are here, so it is set out without its verb.
        seat = Seat(round=asked, person=priya)
        seat.save()
        world.add("seat", seat, {"priya"})
    with acting_as(priya):
        voice = say(asked, by=priya, keep_doing="Ask first", differently="")
        assert voice is not None
        world.add("voice", voice, {"priya"})
    with acting_as(pia):
        world.add("feedback", give(priya, by=pia, words=WORDS), {"priya", "pia"})
        read = give(priya, by=pia, words=WORDS)
        world.add("read feedback", read, {"priya", "pia", "mario"})
    with acting_as(priya):
        open_first(read, by=priya)
        world.add("take", make_of_it(read, by=priya, text="She is right"), {"priya"})
        world.add("keeping", keep(read, by=priya), {"priya"})
        show_to_manager(read, by=priya)
        showing = Showing.objects.visible_to(priya).get(feedback=read)
        world.add("showing", showing, {"priya", "mario"})
    with acting_as(cast.fen):
        said = thank([priya], by=cast.fen, text="For the spare phone")
        world.add("thanks", said[0], {"fen", "priya"})
        said = thank([priya], by=cast.fen, text="For the boards", audience="team")
        world.add("thanks to the team", said[0], {"fen", "priya", "pia", "mario"})
    with acting_as(pia):
        added = add(read, by=pia, text="And the drawings helped")
        world.add("addition", added, {"priya", "pia", "mario"})
