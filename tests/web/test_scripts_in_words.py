"""Whatever is written into a field is words on every page that shows it."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from heard.conversations.holding import start
from heard.conversations.models import Pair
from heard.people.models import Person
from heard.privacy.keys import acting_as
from tests.access.table import ROWS
from tests.access.test_table import client_of
from tests.access.world import World
from tests.cast import pair_of
from tests.scripts import SCRIPTS, SEVERAL, SHORT

# What our own templates are made of; a page that needs more says so here.
FORBIDDEN = {"iframe", "object", "embed", "base", "style", "frame", "math", "foreignobject"}
LEADING = {"href", "src", "action", "formaction", "hx-get", "hx-post"}
HARMLESS = re.compile(r"(?:https?:|mailto:|/|#|\?|data:image/|$)", re.IGNORECASE)


class Reader(HTMLParser):
    """Reads a page as a browser does: what is an element, what is words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.words: list[str] = []

    def element(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.words += given.values()
        if tag in FORBIDDEN:
            self.wrong.append(f"<{tag}>")
        if tag == "script" and not given.get("src", "").startswith("/assets/"):
            self.wrong.append("a script of its own")
        for name, value in given.items():
            if name.startswith(("on", "hx-on", "data-hx", "data-ran")) or name in {
                "style",
                "srcdoc",
            }:
                self.wrong.append(f"<{tag} {name}={value[:40]}>")
            if name in LEADING and not HARMLESS.match(value.strip()):
                self.wrong.append(f"<{tag} {name}={value[:40]}>")
            if name.startswith("hx-") and "__ran" in value:
                self.wrong.append(f"<{tag} {name}={value[:40]}>")

    def said(self, data: str) -> None:
        self.words.append(data)

    def remark(self, data: str) -> None:
        if "__ran" in data:
            self.wrong.append(f"<!--{data[:40]}")

    # As the parser calls them.
    handle_starttag, handle_data, handle_comment = element, said, remark


def read(answer: Any) -> Reader:
    reader = Reader()
    reader.feed(answer.content.decode())
    reader.close()
    return reader


def test_the_reader_knows_a_script_when_it_sees_one() -> None:
    """Or the tests below would find nothing anywhere."""
    for script in (one for one in SCRIPTS if "data-ran" in one and not one.startswith("[")):
        reader = Reader()
        reader.feed(script)
        reader.close()
        assert reader.wrong, script


# Lists for a spreadsheet: no browser reads them as a page.
DOWNLOADS = {"people-import-template", "objectives-export"}


@pytest.mark.parametrize("name", ["priya", "hana", "ade"])
def test_every_page_shows_words(poisoned: World, name: str) -> None:
    client = client_of(poisoned.cast, name)
    for row in ROWS:
        if row.opens is None or name not in row.opens or row.route in DOWNLOADS:
            continue
        address = reverse(row.route, kwargs=row.kwargs(poisoned))
        for answer in (
            client.get(address, follow=True),
            client.get(address, headers={"HX-Request": "true"}, follow=True),
        ):
            assert read(answer).wrong == [], row.route


def opened(world: World, name: str, address: str) -> str:
    """Everything a page says, in elements and in attributes, once it has been found harmless."""
    reader = read(client_of(world.cast, name).get(address, follow=True))
    assert reader.wrong == [], address
    return "\n".join(reader.words)


@pytest.mark.parametrize("name", ["priya", "mario"])
@pytest.mark.parametrize("under_way", [False, True])
def test_the_pages_of_the_two_show_them_all(poisoned: World, name: str, under_way: bool) -> None:
    pair = poisoned.rows["pair"]
    assert isinstance(pair, Pair)
    if under_way:
        with acting_as(poisoned.cast.priya):
            start(pair_of(poisoned.cast.priya, poisoned.cast.mario), by=poisoned.cast.priya)
    page = f"/with/{pair.short_id}"
    said = opened(poisoned, name, page)
    for script in (SCRIPTS[0], SCRIPTS[1], SCRIPTS[4], SCRIPTS[9], SCRIPTS[10]):
        assert script in said or script[:60] in said, script
    assert "14{" not in said
    for place in ("prep", "timeline", "rhythm", "wrap", "timeline?kind=actions"):
        assert "__ran" in opened(poisoned, name, f"{page}/{place}"), place
    for address in ("/", "/with?all", "/search?q=ran", "/undo"):
        opened(poisoned, name, address)


def test_the_record_and_every_row_by_itself(poisoned: World) -> None:
    """What opens under a line is asked for by a script, and is read as hard as a page."""
    client = client_of(poisoned.cast, "priya")
    pair = poisoned.rows["pair"]
    page = client.get(f"/with/{pair.short_id}", follow=True)  # type: ignore[attr-defined]
    found = set(
        re.findall(
            r'"(/(?:items|actions|agreements|raises|private-notes)/[0-9a-f-]{36})"',
            page.content.decode(),
        )
    )
    assert len(found) > 3 * len(SCRIPTS)
    for address in sorted(found):
        for headers in ({}, {"HX-Request": "true"}):
            answer = client.get(address, headers=headers)
            if answer.status_code == 200:
                assert read(answer).wrong == [], address
    on = poisoned.words["on"]
    record = opened(poisoned, "priya", f"/with/{pair.short_id}/{on}")  # type: ignore[attr-defined]
    assert SHORT in record


def test_what_is_refused_is_said_again_as_words(poisoned: World) -> None:
    pair = poisoned.rows["pair"]
    client = client_of(poisoned.cast, "priya")
    for script in SCRIPTS:
        fields = {"text": script * 60, "back": script, "owner": script, "due_on": script}
        for place in ("items", "actions", "agreements", "private-notes"):
            address = f"/with/{pair.short_id}/{place}"  # type: ignore[attr-defined]
            assert read(client.post(address, {**fields, script: script})).wrong == []
        assert read(client.get("/search", {"q": script})).wrong == []
        assert read(client.get("/sign-in", {"next": script})).wrong == []


def test_a_conflict_shows_both_texts_as_words(poisoned: World) -> None:
    client = client_of(poisoned.cast, "priya")
    address = reverse("item", kwargs={"item_id": poisoned.rows["item"].pk})
    client.post(address, {"text": SEVERAL, "version": "1"})
    answer = client.post(address, {"text": SCRIPTS[0], "version": "1"})
    assert answer.status_code == 409
    reader = read(answer)
    assert reader.wrong == []
    assert SCRIPTS[0] in "\n".join(reader.words)


def test_letters_say_it_in_words_and_their_heads_are_one_line(
    poisoned: World, django_capture_on_commit_callbacks: Any
) -> None:
    client = client_of(poisoned.cast, "ade")
    with acting_as(poisoned.cast.ade):
        newcomer = Person.objects.get(email="noa@example.com")
        newcomer.name = poisoned.cast.ade.name = SHORT
        newcomer.save()
        poisoned.cast.ade.save()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("person-invitation", kwargs={"person_id": newcomer.pk}))
        client.post("/recover", {"email": "pia@example.com"})
    assert len(mail.outbox) == 2
    for letter in mail.outbox:
        assert "\n" not in letter.subject
        assert isinstance(letter, mail.EmailMultiAlternatives)
        [(html, _kind)] = letter.alternatives
        reader = Reader()
        reader.feed(str(html))
        # Letters are the one place that may bring a style of its own.
        assert [one for one in reader.wrong if not one.startswith("<body style=")] == []
    assert SHORT in str(mail.outbox[0].body)
