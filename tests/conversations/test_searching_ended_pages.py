"""Searching past the end of a page."""

import datetime as dt

from django.utils import timezone

from heard.conversations.gathering import add_item
from heard.conversations.models import Pair
from heard.conversations.noting import keep_private_note
from heard.conversations.searching import search
from heard.people.models import Person
from heard.privacy.keys import acting_as


def test_a_former_manager_searches_without_the_page_they_no_longer_read(
    mario: Person, pair: Pair
) -> None:
    with acting_as(mario):
        keep_private_note(pair, by=mario, text="A lantern for the pier")
        add_item(pair, by=mario, text="A lantern for the office", audience="only_me")
        assert len(search(mario, "lantern")) == 2
        Pair.objects.filter(id=pair.id).update(ended_at=timezone.now() - dt.timedelta(days=15))
        assert search(mario, "lantern") == []
