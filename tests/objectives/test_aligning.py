"""What serves what: every visibility against everybody, and nothing told by what is left out."""

import re

import pytest

from heard.lib.refusals import Refusal
from heard.objectives.aligning import Node, tree_for
from heard.objectives.changing import achieve, change, set_out, show_to
from heard.objectives.models import Objective, Priority
from heard.objectives.prioritising import change_priority, put_first
from heard.people.models import Person
from heard.people.reporting import report_to
from heard.privacy.keys import acting_as
from tests.cast import Cast, signed_in
from tests.objectives.conftest import objective_of, seen_by
from tests.speed.test_query_counts import statements

TIDEWATER = {"priya", "mario", "sol", "pia", "fen", "hana", "ade"}
READERS = {"pair": {"priya", "mario"}, "team": {"priya", "mario", "pia"}, "everyone": TIDEWATER}
# What the tree says of one's own work, in a few letters: a line is what is not seen whole.
Told = tuple[str, tuple["Told", ...]]


@pytest.fixture
def priority(cast: Cast) -> Priority:
    with acting_as(cast.sol):
        return put_first(by=cast.sol, level="organisation", sentence="First")


def told(reader: Person) -> tuple[Told, ...]:
    """The whole tree as nested sentences; a line is in brackets, a priority in capitals."""
    with acting_as(reader):
        tree = tree_for(reader)
        return _told(tree.first) + _told(tree.alone)


def _told(nodes: list[Node]) -> tuple[Told, ...]:
    return tuple((_words(node), _told(node.below)) for node in nodes)


def _words(node: Node) -> str:
    if node.priority is not None:
        return node.priority.sentence.upper()
    assert node.objective is not None
    return node.objective.sentence if node.seen else f"({node.objective.sentence})"


def page(reader: Person, address: str = "/objectives/tree") -> str:
    return signed_in(reader).get(address).content.decode()


@pytest.mark.parametrize("visibility", READERS)
def test_an_objective_is_in_the_tree_of_those_who_may_read_it_alone(
    cast: Cast, priority: Priority, visibility: str
) -> None:
    shown = objective_of(cast.priya, "Hers", aligned_to=priority, visibility=visibility)
    with acting_as(cast.mario):
        objective_of(cast.mario, "His", visibility="everyone")
    for name in {*TIDEWATER, "otto"}:
        reader = cast.everyone[name]
        for address in ("/objectives/tree", "/objectives/tree?as=drawing"):
            seen = page(reader, address)
            assert ("Hers" in seen) == (name in READERS[visibility]), (name, address)
            assert (str(shown.id) in seen) == (name in READERS[visibility]), (name, address)
        expected = (("Hers", ()),) if name in READERS[visibility] else ()
        assert told(reader)[:1] == ((("FIRST", expected),) if name != "otto" else ()), name


def test_a_draft_is_in_nobody_s(cast: Cast, priority: Priority) -> None:
    with acting_as(cast.priya):
        words = {"sentence": "Perhaps", "aligned_to": priority, "visibility": "everyone"}
        set_out(by=cast.priya, words=words, draft=True)
    assert all("Perhaps" not in page(cast.everyone[name]) for name in TIDEWATER)


def test_what_one_serves_above_one_s_own_is_a_sentence_and_a_state(
    cast: Cast, priority: Priority
) -> None:
    highest = objective_of(cast.sol, "Sol's", visibility="team", aligned_to=priority)
    middle = objective_of(cast.mario, "Mario's", visibility="team", aligned_to=highest)
    objective_of(cast.priya, "Hers", visibility="everyone", aligned_to=middle)
    assert told(cast.priya) == (("FIRST", (("(Sol's)", (("Mario's", (("Hers", ()),)),)),)),)
    for address in ("/objectives/tree", "/objectives/tree?as=drawing"):
        shown = page(cast.priya, address)
        assert "Sol&#x27;s" in shown
        assert str(highest.id) not in shown
        assert "Adeyemi" not in shown


def test_an_objective_in_between_that_is_not_seen_leaves_no_trace(
    cast: Cast, priority: Priority
) -> None:
    """The same page, byte for byte but for ids, as where it serves nothing at all."""
    hidden = objective_of(cast.mario, "Mario's", visibility="team", aligned_to=priority)
    lowest = objective_of(cast.priya, "Hers", visibility="everyone", aligned_to=hidden)
    assert told(cast.hana) == (("FIRST", ()), ("Hers", ()))
    before = told(cast.hana), _masked(page(cast.hana)), _asked(cast.hana)
    with seen_by(cast.priya, lowest) as hers:
        change(hers, by=cast.priya, words={"aligned_to": None})
    after = told(cast.hana), _masked(page(cast.hana)), _asked(cast.hana)
    assert before[:2] == after[:2]
    assert str(hidden.id) not in page(cast.hana)


def _asked(reader: Person) -> int:
    return len(statements(signed_in(reader), "/objectives/tree"))


def _masked(shown: str) -> str:
    return re.sub(r'(csrfmiddlewaretoken|client_id)" value="[\w-]+"', "", shown)


def test_what_is_between_the_two_alone_is_not_told_to_whose_work_serves_it(
    cast: Cast, priority: Priority
) -> None:
    above = objective_of(cast.mario, "Mario's", visibility="team", aligned_to=priority)
    objective_of(cast.priya, "Hers", aligned_to=above)
    with seen_by(cast.mario, above) as his:
        show_to(his, "pair", by=cast.mario)
    assert told(cast.priya) == (("FIRST", ()), ("Hers", ()))
    assert told(cast.mario) == (("FIRST", (("Mario's", (("Hers", ()),)),)),)


def test_somebody_else_s_work_opens_nothing_above_it(cast: Cast, priority: Priority) -> None:
    """Pia's own serves the same: through hers she reads the line, and only as far as hers goes."""
    above = objective_of(cast.sol, "Sol's", visibility="team", aligned_to=priority)
    middle = objective_of(cast.mario, "Mario's", visibility="team", aligned_to=above)
    assert told(cast.pia) == (("FIRST", ()), ("Mario's", ()))
    objective_of(cast.pia, "Pia's", aligned_to=middle)
    assert told(cast.pia) == (("FIRST", (("(Sol's)", (("Mario's", (("Pia's", ()),)),)),)),)


def test_a_former_manager_reads_nothing_of_it(cast: Cast, priority: Priority) -> None:
    objective_of(cast.priya, "Hers", aligned_to=priority)
    with acting_as(cast.ade):
        report_to(cast.priya, cast.sol)
    assert told(cast.mario) == (("FIRST", ()),)
    assert told(cast.sol) == (("FIRST", (("Hers", ()),)),)


def test_what_is_behind_stands_only_where_something_under_way_serves_it(
    cast: Cast, priority: Priority
) -> None:
    above = objective_of(cast.mario, "Mario's", visibility="team", aligned_to=priority)
    gone = objective_of(cast.mario, "Gone", visibility="team", aligned_to=priority)
    objective_of(cast.priya, "Hers", aligned_to=above)
    for one in (above, gone):
        with seen_by(cast.mario, one) as his:
            achieve(his, by=cast.mario)
    with acting_as(cast.sol):
        change_priority(priority, by=cast.sol, words={"state": "ended"})
    assert told(cast.priya) == (("FIRST", (("Mario's", (("Hers", ()),)),)),)
    shown = page(cast.priya)
    assert "Ended" in shown
    assert "Achieved" in shown
    assert told(cast.hana) == ()


def test_nothing_serves_itself_and_a_circle_all_the_same_loses_nobody(cast: Cast) -> None:
    first = objective_of(cast.priya, "One")
    second = objective_of(cast.priya, "Two", aligned_to=first)
    with seen_by(cast.priya, first) as mine, pytest.raises(Refusal, match="serve itself"):
        change(mine, by=cast.priya, words={"aligned_to": second})
    with acting_as(cast.priya):
        Objective.objects.filter(id=first.id).update(aligned_to_objective=second)
    assert sorted(_sentences(told(cast.priya))) == ["One", "Two"]


def _sentences(nodes: tuple[Told, ...]) -> list[str]:
    return [one for words, below in nodes for one in (words, *_sentences(below))]


LONG = "A sentence that goes on and on, as sentences of people who care sometimes do " * 3
AWKWARD = (
    LONG[:270],
    "Unbreakable" * 20,
    "הבטחה לענות לכל פנייה בתוך יום אחד",
    "<b>Bold</b> & “quoted”",
    "一日以内に返事をすること。それが私たちの約束であり、毎週確かめます。",
)


def test_sixty_of_any_kind_on_one_page_and_in_one_drawing(cast: Cast, priority: Priority) -> None:
    above: Objective | None = None
    with acting_as(cast.priya):
        for number in range(60):
            words = {"sentence": AWKWARD[number % 5], "visibility": "everyone"}
            # A path twelve deep, and the rest beside each other.
            aligned = above if above is not None and number < 12 else priority
            above = set_out(by=cast.priya, words={**words, "aligned_to": aligned})
    assert len(_sentences(told(cast.hana))) == 61
    shown, drawing = page(cast.hana), page(cast.hana, "/objectives/tree?as=drawing")
    assert shown.count('class="branch ') + shown.count('class="branch"') == 61
    assert drawing.count('class="tree-box') == 61
    assert drawing.count('direction="rtl"') > 12
    assert "<b>Bold" not in shown + drawing
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; “quoted”" in drawing


def test_the_tree_asks_as_often_for_five_as_for_five_hundred(
    cast: Cast, priority: Priority
) -> None:
    above = objective_of(cast.sol, "Sol's", visibility="team", aligned_to=priority)
    middle = objective_of(cast.mario, "Mario's", visibility="team", aligned_to=above)
    asked = []
    for more in (5, 480):
        with acting_as(cast.priya):
            where = {"key_kind": middle.key_kind, "key_id": middle.key_id}
            Objective.objects.bulk_create(
                Objective(
                    owner=cast.priya,
                    organisation_id=cast.priya.organisation_id,
                    state="active",
                    visibility="everyone",
                    sentence=f"Number {number}",
                    aligned_to_objective=middle if number % 2 else None,
                    **where,
                )
                for number in range(more)
            )
        counts = [_asked(cast.everyone[name]) for name in ("priya", "mario", "hana")]
        asked.append(counts)
    assert asked[0] == asked[1]
    assert max(asked[0]) <= 10


def test_without_anything_it_says_what_will_be_here(cast: Cast) -> None:
    shown = page(cast.priya)
    assert "Nothing serves anything yet." in shown
    assert "As a drawing" not in shown
