"""People and places to turn to: kept by the people team, found by everybody."""

import pytest

from heard.privacy.keys import acting_as
from heard.wellbeing.keeping_places import PLACES_MOST, add_place
from heard.wellbeing.models import PlaceToTurn
from tests.cast import Cast, signed_in

PAGE = "/admin/places"
LINE = {"name": "The helpline", "how": "020 7946 0000, day and night"}


def names(cast: Cast) -> list[str]:
    with acting_as(cast.hana):
        return [place.name for place in PlaceToTurn.objects.visible_to(cast.hana).in_order()]


def test_named_changed_put_first_and_removed(cast: Cast) -> None:
    browser = signed_in(cast.hana)
    browser.post(PAGE, LINE)
    browser.post(PAGE, {"name": "Dr Berg", "how": "Fridays"})
    assert names(cast) == ["The helpline", "Dr Berg"]
    with acting_as(cast.hana):
        berg = PlaceToTurn.objects.get(position=1)
    browser.post(f"{PAGE}/{berg.id}", {"do": "first"})
    assert names(cast) == ["Dr Berg", "The helpline"]
    browser.post(f"{PAGE}/{berg.id}", {"name": "Dr Berg", "how": "Mondays"})
    assert "Mondays" in browser.get(PAGE).content.decode()
    browser.post(f"{PAGE}/{berg.id}", {"do": "remove"})
    assert names(cast) == ["The helpline"]


def test_everybody_finds_them_at_help_and_nobody_elsewhere(cast: Cast) -> None:
    signed_in(cast.hana).post(PAGE, LINE)
    for person in (cast.priya, cast.mario, cast.hana):
        assert "020 7946 0000" in signed_in(person).get("/help").content.decode()
    assert "020 7946 0000" not in signed_in(cast.otto).get("/help").content.decode()


@pytest.mark.parametrize("name", ["priya", "mario", "sol", "otto"])
def test_nobody_else_keeps_them(cast: Cast, name: str) -> None:
    browser = signed_in(cast.everyone[name])
    assert browser.get(PAGE).status_code == 404
    assert browser.post(PAGE, LINE).status_code == 404
    assert names(cast) == []


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"name": " ", "how": "Fridays"}, "name-"),
        ({"name": "Dr Berg", "how": ""}, "how-"),
        ({"name": "Dr Berg", "how": "x" * 401}, "how-"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    cast: Cast, sent: dict[str, str], field: str
) -> None:
    answer = signed_in(cast.hana).post(PAGE, sent)
    page = " ".join(answer.content.decode().split())
    assert answer.status_code == 422
    assert 'aria-invalid="true" aria-describedby="wrong-"' in page
    assert sent["name"].strip() in page
    assert sent["how"] in page
    assert names(cast) == []


def test_as_many_as_somebody_reads(cast: Cast) -> None:
    with acting_as(cast.hana):
        for number in range(PLACES_MOST):
            add_place(by=cast.hana, name=f"Place {number}", how="By phone")
    assert signed_in(cast.hana).post(PAGE, LINE).status_code == 422
    assert len(names(cast)) == PLACES_MOST
