"""Thanks: one field, to one or several; theirs alone, or their team's to read."""

import pytest

from heard.activity.models import Undo
from heard.activity.undoing import undo
from heard.feedback.models import Thanks
from heard.feedback.thanking import thank
from heard.lib.refusals import Refusal
from heard.privacy.keys import acting_as
from tests.cast import Cast, signed_in


def readers(cast: Cast) -> set[str]:
    found = set()
    for name, person in cast.everyone.items():
        with acting_as(person):
            if Thanks.objects.visible_to(person).exists():
                found.add(name)
        if name != "lena":
            page = signed_in(person).get("/feedback/thanks").content.decode()
            assert ("the spare phone" in page) == (name in found), name
    return found


def test_private_it_is_theirs_alone(cast: Cast) -> None:
    with acting_as(cast.fen):
        thank([cast.priya], by=cast.fen, text="For the spare phone")
    assert readers(cast) == {"fen", "priya"}


def test_for_the_team_those_around_them_read_it(cast: Cast) -> None:
    with acting_as(cast.fen):
        thank([cast.priya], by=cast.fen, text="For the spare phone", audience="team")
    assert readers(cast) == {"fen", "priya", "pia", "mario"}


def test_to_several_each_gets_it_and_undo_takes_all_back(cast: Cast) -> None:
    with acting_as(cast.sol):
        thank([cast.priya, cast.fen], by=cast.sol, text="For the spare phone")
    assert readers(cast) == {"sol", "priya", "fen"}
    with acting_as(cast.sol):
        undo(Undo.objects.visible_to(cast.sol).get(kind="thanked"), by=cast.sol)
    assert readers(cast) == set()


def test_a_person_who_left_oneself_and_nobody_are_refused(cast: Cast) -> None:
    with acting_as(cast.pia):
        for people in ([], [cast.pia], [cast.lena]):
            with pytest.raises(Refusal):
                thank(people, by=cast.pia, text="For the spare phone")
        with pytest.raises(Refusal):
            thank([cast.priya], by=cast.pia, text="  ")


def test_by_the_page(cast: Cast) -> None:
    sent = {"to": "Priya Shah, Mario Rossi", "text": "For the spare phone", "audience": "private"}
    assert signed_in(cast.pia).post("/feedback/thanks", sent).status_code == 302
    assert readers(cast) == {"pia", "priya", "mario"}
    wrong = signed_in(cast.pia).post("/feedback/thanks", sent | {"to": "Nobody"})
    assert wrong.status_code == 422
    assert "For the spare phone" in wrong.content.decode()
