"""A link that lets somebody in, and a password: in no log, no page of ours that went wrong."""

from typing import Any

import pytest
from django.test import Client

from heard.people.models import Person
from tests.access.world import World
from tests.cast import signed_in
from tests.lib.test_log_lines import lines
from tests.web.test_signing_in import give_password

PASSWORD = "a-canary-of-a-password"


def logged(caplog: pytest.LogCaptureFixture) -> str:
    return "\n".join(lines(record) for record in caplog.records)


def links(world: World) -> dict[str, str]:
    """Both kinds, by the verb behind each."""
    return {
        "heard.web.views.joining.join": f"/join/{world.words['join']}",
        "heard.people.recovering.recover": f"/recover/{world.words['recover']}",
    }


def test_where_a_link_leads_on_to_never_learns_it(world: World, client: Client) -> None:
    """Alive or dead; only the place is said, so that a form still tells where it comes from."""
    for path in links(world).values():
        for address in (path, f"{path}x"):
            assert client.get(address)["Referrer-Policy"] == "strict-origin"
    assert client.get("/sign-in")["Referrer-Policy"] == "same-origin"


def test_the_link_to_set_up_is_gone_from_the_address_at_once(db: None, client: Client) -> None:
    from heard.people.setting_up import issue_link

    answer = client.get("/setup", {"key": issue_link() or ""})
    assert answer.status_code == 302
    assert "key" not in answer["Location"]


def test_our_fault_says_neither_the_link_nor_the_password(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*args: Any, **more: Any) -> None:
        raise RuntimeError(f"{args} {more}")

    client = Client(raise_request_exception=False)
    for verb, path in links(world).items():
        monkeypatch.setattr(verb, broken)
        answer = client.post(path, {"password": PASSWORD, "token": PASSWORD})
        assert answer.status_code == 500, path
        secret = path.rpartition("/")[2]
        for said in (answer.content.decode(), logged(caplog)):
            assert secret not in said
            assert PASSWORD not in said
    assert "500 POST /join/<str:token>" in logged(caplog)


def test_nor_at_the_door_nor_where_a_password_is_changed(
    priya: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*args: Any, **more: Any) -> None:
        raise RuntimeError(f"{args} {more}")

    give_password(priya)
    inside = signed_in(priya)
    monkeypatch.setattr("django.contrib.auth.hashers.check_password", broken)
    monkeypatch.setattr("heard.people.models.User.check_password", broken)
    for client, path, fields in (
        (Client(), "/sign-in", {"login": "priya@example.com", "password": PASSWORD}),
        (inside, "/settings/security", {"present": PASSWORD, "password": PASSWORD}),
    ):
        client.raise_request_exception = False
        answer = client.post(path, fields)
        assert answer.status_code == 500, path
        assert PASSWORD not in answer.content.decode()
    assert PASSWORD not in logged(caplog)


def test_all_going_well_the_log_has_neither(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    for path in links(world).values():
        client = Client()
        assert client.get(path).status_code == 200
        assert client.post(path, {"password": "short"}).status_code == 422
        assert client.post(path, {"password": PASSWORD}).status_code == 302
        assert client.get(path).status_code == 404
        said = logged(caplog)
        assert path.rpartition("/")[2] not in said
        assert PASSWORD not in said
    assert "404 GET /join/<str:token>" in logged(caplog)
