"""Objectives in and out of a spreadsheet: what one may read, and nothing lost on the way."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from heard.lib.refusals import Refusal
from heard.objectives.changing import pivot_objective, set_out
from heard.objectives.columns import guarded, unguarded
from heard.objectives.exporting import as_csv
from heard.objectives.importing import begin, bring_in, brought_by, look, mend
from heard.objectives.models import Objective, ObjectiveImport
from heard.objectives.prioritising import put_first
from heard.people.models import Person
from heard.privacy.keys import acting_as
from tests.access.objectives import SHOWN_TO, WORDS
from tests.access.world import World, world  # noqa: F401 - a fixture
from tests.cast import Cast, signed_in
from tests.objectives.conftest import objective_of


def exported(person: Person) -> list[dict[str, str]]:
    page = signed_in(person).get("/objectives/export")
    assert page.status_code == 200
    return list(csv.DictReader(io.StringIO(page.content.decode("utf-8-sig"))))


def test_every_visibility_against_everyone(world: World) -> None:  # noqa: F811
    for name in sorted(set(world.cast.everyone) - {"lena"}):
        rows = exported(world.cast.everyone[name])
        found = {row["Sentence"] for row in rows}
        for record, words in WORDS.items():
            readers = {"priya"} if record == "draft objective" else SHOWN_TO[record][1]
            sentence = "Answers that settle it" if record == "objective" else words
            assert (sentence in found) == (name in readers), (name, record)


def test_what_it_serves_is_named_only_to_who_may_read_it(cast: Cast) -> None:
    with acting_as(cast.mario):
        hidden = set_out(by=cast.mario, words={"sentence": "Between Sol and me"})
        team = put_first(by=cast.mario, level="team", sentence="From the inside")
    objective_of(cast.priya, "Serving the hidden", visibility="everyone", aligned_to=hidden)
    objective_of(cast.priya, "Serving the team", visibility="everyone", aligned_to=team)
    for name, priority in (("priya", True), ("pia", True), ("hana", False), ("fen", False)):
        rows = {row["Sentence"]: row["Serves"] for row in exported(cast.everyone[name])}
        assert rows["Serving the hidden"] == "", name
        sees = name == "priya" or name == "pia"
        assert (rows["Serving the team"] == "From the inside") == (priority and sees), name


@pytest.mark.parametrize("words", ["=1+1", "+44", "-x", "@SUM(A1)", "\t=1", " =cmd|' /C calc'!A0"])
def test_no_cell_is_a_formula(cast: Cast, words: str) -> None:
    objective_of(cast.priya, "Replies", why=f"{words} because")
    (row,) = exported(cast.priya)
    assert not row["Why"].lstrip().startswith(("=", "+", "-", "@"))
    assert unguarded(guarded(words)) == words
    assert guarded("-12.5") == "-12.5"


def test_what_was_exported_comes_in_again_word_for_word(cast: Cast) -> None:
    words = {
        "why": "=They wait",
        "cost": "The museum",
        "fixed": "The budget",
        "open_to_choice": "With whom",
        "plays_to": "Listening",
        "kind": "learn",
        "visibility": "team",
        "measures": [{"what": "Hours", "start": 40, "target": 8, "now": 20}],
        "steps": ["Ask Ruth", "Draw it"],
    }
    objective_of(cast.priya, "Replies, within “a day”", **words)
    with acting_as(cast.priya):
        written = as_csv(cast.priya, own=True)
        before = Objective.objects.get()
        said, steps = before.says(), [step["text"] for step in before.stepped]
        before.delete()
        brought = begin(written, by=cast.priya)
        assert bring_in(brought, by=cast.priya) == 1
        again = Objective.objects.get()
        assert again.says() == said
        assert [step["text"] for step in again.stepped] == steps
        assert again.visibility == "team"
        assert not ObjectiveImport.objects.exists()


LIST = """Sentence;Until;Shown to;Owner;State
Replies within a day;30.9.2031;my team;;active
Testing twice;someday;pair;;
;2031-09-30;pair;;
Mario's own;;pair;Mario Bianchi;
Once more;;the moon;;achieved
"""


def test_what_is_wrong_stands_beside_its_row_and_the_others_go_ahead(cast: Cast) -> None:
    with acting_as(cast.priya):
        brought = begin(LIST, by=cast.priya)
        wrong = {row.number: len(row.wrong) for row in look(brought, by=cast.priya)}
        assert wrong == {2: 0, 3: 1, 4: 1, 5: 1, 6: 2}
        assert not Objective.objects.exists()
        assert bring_in(brought, by=cast.priya) == 1
        made = Objective.objects.get()
        assert (made.sentence, made.state, made.visibility) == (
            "Replies within a day",
            "active",
            "team",
        )
        left = brought_by(cast.priya)
        assert left is not None
        assert [row.number for row in look(left, by=cast.priya)] == [3, 4, 5, 6]
        mend(left, by=cast.priya, cells={(3, "Until"): "2031-12-01"}, without={4, 5, 6})
        assert bring_in(left, by=cast.priya) == 1
        assert brought_by(cast.priya) is None
        assert Objective.objects.get(state="draft").sentence == "Testing twice"


def test_nobody_elses_list_is_there(cast: Cast) -> None:
    with acting_as(cast.priya):
        begin(LIST, by=cast.priya)
    for name in ("mario", "ade", "hana"):
        with acting_as(cast.everyone[name]):
            assert brought_by(cast.everyone[name]) is None
        page = signed_in(cast.everyone[name]).get("/objectives/import").content.decode()
        assert "Testing twice" not in page


def test_brought_twice_it_is_there_once(cast: Cast) -> None:
    with acting_as(cast.priya):
        bring_in(begin("Sentence,Why\nReplies,So\nReplies,Too", by=cast.priya), by=cast.priya)
        assert Objective.objects.count() == 1
        bring_in(begin("Sentence,Why\nreplies,So\nOther,So", by=cast.priya), by=cast.priya)
        assert Objective.objects.count() == 2


@pytest.mark.parametrize(
    "content",
    [
        "Name,Why\nx,y",
        "",
        "Sentence,Why\n" + "x,y\n" * 20_001,
        b"Sentence,Why\n" + b"x" * 5_000_001,
    ],
    ids=["no sentence", "nothing", "too many rows", "too large"],
)
def test_what_cannot_be_used_is_refused_whole(cast: Cast, content: str | bytes) -> None:
    with acting_as(cast.priya), pytest.raises(Refusal):
        begin(content, by=cast.priya)


def test_through_the_page(cast: Cast) -> None:
    client = signed_in(cast.priya)
    assert client.post("/objectives/import", {"text": ""}).status_code == 422
    file = SimpleUploadedFile("list.csv", LIST.encode(), content_type="text/csv")
    assert client.post("/objectives/import", {"file": file}).status_code == 302
    page = client.get("/objectives/import").content.decode()
    for words in ("Replies within a day", "Testing twice", "that day isn&#x27;t clear", "Row 3"):
        assert words in page
    assert client.post("/objectives/import/rows", {"cell-3-1": "1.12.2031"}).status_code == 302
    assert client.post("/objectives/import/bringing").status_code == 302
    with acting_as(cast.priya):
        assert Objective.objects.count() == 2
    client.post("/objectives/import/giving-up")
    with acting_as(cast.priya):
        assert brought_by(cast.priya) is None


def test_what_is_behind_is_exported_with_its_state(cast: Cast) -> None:
    made = objective_of(cast.priya)
    with acting_as(cast.priya):
        pivot_objective(made, by=cast.priya, choice="stop", reason="capacity")
    assert [row["State"] for row in exported(cast.priya)] == ["stopped"]
