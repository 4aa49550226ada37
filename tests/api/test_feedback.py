"""Feedback, asks and thanks by script: the same two readers, the same three parts."""

from heard.feedback.models import Feedback
from heard.privacy.keys import acting_as
from tests.api.conftest import script_of
from tests.cast import Cast

GIVEN = {"moment": "Monday", "saw": "You asked first", "led_to": "They answered"}


def ask_of_pia(cast: Cast) -> dict[str, object]:
    sent = {"asked_ids": [str(cast.pia.id)], "about": "The boards"}
    found: dict[str, object] = script_of(cast.priya)("POST", "feedback/asks", sent, status=201)[0]
    return found


def test_asked_answered_and_read_by_the_two_alone(cast: Cast) -> None:
    asked = ask_of_pia(cast)
    assert (asked["state"], asked["readers"]) == ("asked", "me")
    sent = {"about_id": str(cast.priya.id), "ask_id": asked["id"], **GIVEN}
    assert script_of(cast.pia)("POST", "feedback", sent, status=201)["about"] == "The boards"
    asks = script_of(cast.priya)("GET", "feedback/asks")["items"]
    assert [row["state"] for row in asks] == ["answered"]
    for name, person in cast.everyone.items():
        if name != "lena":
            found = script_of(person)("GET", "feedback")["items"]
            assert len(found) == (name in {"pia", "priya"}), name


def test_reading_it_by_script_is_reading_it(cast: Cast) -> None:
    sent = {"about_id": str(cast.priya.id), **GIVEN}
    script_of(cast.pia).ask("POST", "feedback", sent)
    script_of(cast.pia).ask("GET", "feedback")
    with acting_as(cast.pia):
        assert Feedback.objects.visible_to(cast.pia).get().opened_at is None
    script_of(cast.priya).ask("GET", "feedback")
    with acting_as(cast.pia):
        assert Feedback.objects.visible_to(cast.pia).get().opened_at is not None


def test_somebody_elses_ask_answers_nothing(cast: Cast) -> None:
    asked = ask_of_pia(cast)
    sent = {"about_id": str(cast.priya.id), "ask_id": asked["id"], **GIVEN}
    told = script_of(cast.fen)("POST", "feedback", sent, status=422)
    assert "ask_id" in str(told["errors"])


def test_thanks_reach_those_they_are_for(cast: Cast) -> None:
    sent = {"receiver_ids": [str(cast.priya.id), str(cast.pia.id)], "text": "For the boards"}
    assert script_of(cast.fen).ask("POST", "thanks", sent).status_code == 201
    for name, count in {"fen": 2, "priya": 1, "pia": 1, "mario": 0, "hana": 0, "otto": 0}.items():
        found = script_of(cast.everyone[name])("GET", "thanks")["items"]
        assert len(found) == count, name


def test_to_another_organisation_and_to_oneself_is_wrong_input(cast: Cast) -> None:
    for person in (cast.otto, cast.priya, cast.lena):
        sent = {"about_id": str(person.id), **GIVEN}
        assert script_of(cast.priya).ask("POST", "feedback", sent).status_code == 422
