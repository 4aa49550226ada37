"""Sixteen people at once on one database file: nobody is told to wait, nothing is lost.

Nine of ten requests read and the tenth writes, as in use, through the whole stack, each client in a
thread and on a connection of its own.
"""

import threading
from collections import Counter
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from heard.conversations.models import Item, Pair
from heard.conversations.models.item import open_counts
from heard.people.models import Person
from heard.privacy.keys import acting_as
from tests.cast import Cast, pair_of, signed_in

CLIENTS, ROUNDS, READS = 16, 2, 9


class Visitor:
    """One client: what it wrote, and what it was answered."""

    def __init__(self, number: int, person: Person, page: str) -> None:
        self.number = number
        self.page = page
        self.browser: Client = signed_in(person)
        self.wrote: list[str] = []
        self.answers: Counter[int] = Counter()

    def visit(self) -> None:
        """A few rounds: nine times reading, then one line added."""
        try:
            for round_ in range(ROUNDS):
                for turn in range(READS):
                    self._ask("/" if turn % 3 else self.page)
                self._add(f"Client {self.number}, round {round_}")
        finally:
            connection.close()

    def _ask(self, address: str) -> None:
        self.answers[self.browser.get(address).status_code] += 1

    def _add(self, text: str) -> None:
        response = self.browser.post(f"{self.page}/items", {"text": text})
        self.answers[response.status_code] += 1
        self.wrote.append(text)


@pytest.mark.django_db(transaction=True)
def test_sixteen_read_and_write_and_nothing_is_lost(cast: Cast) -> None:
    with acting_as(cast.priya):
        pair = pair_of(cast.priya, cast.mario)
    page = f"/with/{pair.address}"
    visitors = [
        Visitor(number, (cast.priya, cast.mario)[number % 2], page) for number in range(CLIENTS)
    ]
    together([visitor.visit for visitor in visitors])
    answers = sum((visitor.answers for visitor in visitors), Counter[int]())
    assert answers == {200: CLIENTS * ROUNDS * READS, 302: CLIENTS * ROUNDS}
    with acting_as(cast.priya):
        kept = sorted(item.text for item in Item.objects.filter(pair=pair))
        assert kept == sorted(text for visitor in visitors for text in visitor.wrote)
        counted = Pair.objects.get(id=pair.id)
        assert (counted.open_from_employee, counted.open_from_manager) == open_counts(pair)


def together(stories: list[Callable[[], None]]) -> None:
    """Each in a thread, all begun before the first may go on; what one raises is raised here."""
    gate = threading.Barrier(len(stories))
    raised: list[BaseException] = []

    def told(story: Callable[[], None]) -> None:
        try:
            gate.wait()
            story()
        except BaseException as error:
            raised.append(error)

    threads = [threading.Thread(target=told, args=[story]) for story in stories]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert raised == []
