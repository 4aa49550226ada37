"""A token, and nothing but a token; it acts as its person and never more."""

import datetime as dt
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from heard.lib import tokens
from heard.people.leaving import come_back, leave, pause
from heard.people.models import AccessToken, Person
from heard.privacy.keys import acting_as
from tests.access.world import World
from tests.api.conftest import Script, Scripts, script_of
from tests.cast import Cast, signed_in


def refused(ask: Script, path: str = "me") -> None:
    """401, as a problem, and told how to ask."""
    response = ask.ask("GET", path)
    assert response.status_code == 401
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["WWW-Authenticate"].startswith("Bearer")


def token_of(person: Person) -> AccessToken:
    return AccessToken.objects.visible_to(person).latest("created_at")


def test_without_a_token_there_is_one_answer_for_everything(cast: Cast) -> None:
    answers = {
        Script("").ask("GET", path).content
        for path in ("me", "nowhere", f"people/{cast.priya.id}", "/api/v1/")
    }
    assert len(answers) == 1
    refused(Script(""))


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer ",
        "Bearer x",
        "Bearer .",
        "Bearer " + "x" * 22 + ".y",
        "Bearer " + "é" * 22 + ".y",
        "Bearer " + "!" * 22 + ".y",
        "Bearer " + "x" * 100_000,
        "Basic cHJpeWE6aGVhcmQtZGVtbw==",
        "Token {word}",
        "{word}",
    ],
)
def test_what_is_no_token(cast: Cast, script: Scripts, header: str) -> None:
    word = script(cast.priya).token
    response = Script("").ask("GET", "me", headers={"Authorization": header.format(word=word)})
    assert response.status_code == 401


def test_the_scheme_may_be_written_any_way(cast: Cast, script: Scripts) -> None:
    word = script(cast.priya).token
    response = Script("").ask("GET", "me", headers={"Authorization": f"bEARER {word}"})
    assert response.status_code == 200


def test_a_token_of_one_organisation_opens_nothing_of_another(cast: Cast, script: Scripts) -> None:
    parted = tokens.parted(script(cast.priya).token)
    assert parted is not None
    refused(Script(tokens.joined(cast.otto.organisation_id, parted[1])))


def test_ended_expired_and_its_person_gone(cast: Cast, script: Scripts) -> None:
    ask, other = script(cast.priya), script(cast.pia)
    with acting_as(cast.priya):
        token_of(cast.priya).end()
    refused(ask)
    other("GET", "me", status=200)
    with time_machine.travel(timezone.now() + dt.timedelta(days=366)):
        refused(other)
    with acting_as(cast.ade):
        pause(cast.pia)
    refused(other)
    with acting_as(cast.ade):
        come_back(cast.pia)
        leave(cast.pia)
    refused(other)


def test_reading_is_not_writing(world: World, script: Scripts) -> None:
    ask = script(world.cast.priya, scope="read")
    assert ask("GET", "me", status=200)["scope"] == "read"
    page = f"pairs/{world.rows['pair'].pk}"
    ask("POST", f"{page}/items", {"text": "Kit"}, status=403)
    ask("PATCH", f"items/{world.rows['item'].pk}", {"text": "Kit"}, status=403)
    ask("DELETE", f"private-notes/{world.rows['private note'].pk}", status=403)
    assert ask.ask("OPTIONS", "pairs").status_code == 204
    ask("GET", f"{page}/private-notes", status=200)


def test_a_cookie_counts_for_nothing(world: World) -> None:
    """Neither alone, nor beside a token of somebody else."""
    browser = signed_in(world.cast.priya)
    refused(Script("", client=browser))
    both = Script(script_of(world.cast.pia).token, client=browser)
    assert both("GET", "me")["person"]["name"] == "Pia Lindqvist"
    both("GET", f"items/{world.rows['item'].pk}", status=404)


def test_no_cookie_is_set(cast: Cast, script: Scripts) -> None:
    ask = script(cast.priya)
    for path in ("me", "nowhere", "/api/v1/openapi.json"):
        assert not ask.ask("GET", path).cookies


def test_that_it_was_used_is_noted_once_a_day(cast: Cast, script: Scripts) -> None:
    ask = script(cast.priya)
    with acting_as(cast.priya):
        assert token_of(cast.priya).last_used_on is None
        ask("GET", "me", status=200)
        assert token_of(cast.priya).last_used_on == timezone.now().date()


def test_the_command_prints_a_token_that_works(cast: Cast, tmp_path: Path) -> None:
    printed = tmp_path / "printed"
    with printed.open("w") as out:
        call_command("create_token", "PRIYA@example.com", scope="read", stdout=out)
    last = printed.read_text().splitlines()[-1]
    me = Script(last)("GET", "me", status=200)
    assert (me["person"]["id"], me["scope"]) == (str(cast.priya.id), "read")
