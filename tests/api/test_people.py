"""Whom a token acts for, and the directory."""

import pytest

from heard.people.leaving import leave
from heard.privacy.keys import acting_as
from tests.api.conftest import Scripts
from tests.cast import Cast


def test_me_is_the_person_and_what_they_hold(cast: Cast, script: Scripts) -> None:
    me = script(cast.hana)("GET", "me", status=200)
    assert me["person"]["id"] == str(cast.hana.id)
    assert me["roles"] == ["people_team"]
    assert me["organisation"]["name"] == "Tidewater Studio"
    assert script(cast.priya)("GET", "me")["roles"] == []


def test_my_manager_is_named_from_the_line(cast: Cast, script: Scripts) -> None:
    me = script(cast.priya)("GET", "me", status=200)
    assert me["person"]["manager_id"] == str(cast.mario.id)
    assert script(cast.sol)("GET", "me")["person"]["manager_id"] is None


def test_the_directory_is_one_s_own_organisation_by_name(cast: Cast, script: Scripts) -> None:
    listed = script(cast.pia)("GET", "people", status=200)
    names = [person["name"] for person in listed["items"]]
    assert names == sorted(names)
    assert len(names) == 8
    assert "Otto Byrne" not in names
    assert listed["next"] is None


def test_one_person(cast: Cast, script: Scripts) -> None:
    found = script(cast.pia)("GET", f"people/{cast.priya.id}", status=200)
    assert found == {
        "id": str(cast.priya.id),
        "created_at": found["created_at"],
        "name": "Priya Shah",
        "email": "priya@example.com",
        "title": "Designer",
        "team": "Service Design",
        "manager_id": str(cast.mario.id),
        "timezone": "Europe/London",
        "active": True,
    }
    script(cast.otto)("GET", f"people/{cast.priya.id}", status=404)


def test_who_left_is_there_and_not_active(cast: Cast, script: Scripts) -> None:
    ask = script(cast.pia)
    assert ask("GET", f"people/{cast.lena.id}", status=200)["active"] is False
    with acting_as(cast.ade):
        leave(cast.fen)
    assert ask("GET", f"people/{cast.fen.id}", status=200)["active"] is False


@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE", "PUT"])
def test_the_directory_is_only_read(cast: Cast, script: Scripts, method: str) -> None:
    script(cast.ade)(method, f"people/{cast.priya.id}", {"name": "P"}, status=405)
    script(cast.ade)(method, "people", {"name": "P"}, status=405)
