"""When something is not there, too old, or our fault: what happened, what was kept, what to do."""

import pytest
from django.test import Client

from heard.people.models import Person
from tests.cast import signed_in

WORDS = "The kit came back with two phones missing"


def plain(response) -> str:  # type: ignore[no-untyped-def]
    return " ".join(response.content.decode().replace("&#x27;", "'").split())


def test_not_there_and_not_theirs_are_one_text(priya: Person) -> None:
    response = signed_in(priya).get("/with/zzzz")
    assert response.status_code == 404
    assert "That page isn't here, or isn't shared with you." in plain(response)


def test_our_fault_gives_the_words_back(priya: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """The text, and one press to try again; nothing secret is printed."""

    def broken(request: object) -> None:
        raise RuntimeError(WORDS)

    client = signed_in(priya)
    client.raise_request_exception = False
    monkeypatch.setattr("heard.web.middleware.acting.acting_as", broken)
    response = client.post(
        "/add", {"text": WORDS, "password": "canary", "csrfmiddlewaretoken": "x"}
    )
    said = plain(response)
    assert response.status_code == 500
    assert "That didn't work, and it's our fault." in said
    assert "What you typed is still here." in said
    assert f">{WORDS}</textarea>" in said
    assert 'action="/add"' in said
    assert "Try again" in said
    assert "canary" not in said


def test_our_fault_on_opening_a_page_needs_nothing_of_what_broke(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object) -> None:
        raise RuntimeError

    client.raise_request_exception = False
    monkeypatch.setattr("heard.web.frame.frame", broken)
    monkeypatch.setattr("heard.web.views.help.privacy_rows", broken)
    response = client.get("/help/privacy")
    assert response.status_code == 500
    assert "it's our fault" in plain(response)
    assert "<form" not in plain(response)


def test_a_form_open_for_too_long_gives_the_words_back(priya: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in(priya).cookies
    response = client.post("/add", {"text": WORDS, "password": "canary"})
    said = plain(response)
    assert response.status_code == 403
    assert "Nothing was sent." in said
    assert f">{WORDS}</textarea>" in said
    assert "canary" not in said


def test_what_was_typed_is_shown_as_text(priya: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in(priya).cookies
    response = client.post("/add", {"text": "</textarea><script>alert(1)</script>"})
    assert "<script>alert" not in response.content.decode()


def test_a_host_that_is_not_ours_gets_a_page_that_leads_on(client: Client) -> None:
    response = client.get("/", headers={"Host": "evil.example"})
    assert response.status_code == 400
    assert "Nothing was changed." in plain(response)


def test_a_body_beyond_the_limit_is_refused_without_a_fault(priya: Person) -> None:
    client = signed_in(priya)
    client.raise_request_exception = False
    response = client.post("/add", {"text": "x" * 1_100_000})
    assert response.status_code == 400
