"""Every visibility against everybody: pages, search, the interface, and a change of manager."""

import pytest

from heard.objectives.models import Objective, ObjectiveUpdate, Revision
from heard.objectives.searching import find
from heard.objectives.updating import update
from heard.people.reporting import report_to
from heard.privacy.keys import acting_as
from tests.access.objectives import WORDS
from tests.access.world import World
from tests.api.conftest import script_of
from tests.cast import Cast, signed_in
from tests.objectives.conftest import objective_of, seen_by

# As it stands after the change that waits in the world.
NOW = {**WORDS, "objective": "Answers that settle it"}
EVERYBODY = ["priya", "mario", "sol", "pia", "fen", "hana", "ade", "otto"]


@pytest.mark.parametrize("name", EVERYBODY)
def test_list_search_and_interface_show_just_what_is_theirs(world: World, name: str) -> None:
    person = world.cast.everyone[name]
    theirs = {NOW[record] for record in NOW if name in world.seen_by[record]}
    others = set(NOW.values()) - theirs
    listed = signed_in(person).get("/objectives").content.decode()
    tree = signed_in(person).get("/objectives/tree").content.decode()
    told = script_of(person).ask("GET", "objectives").content.decode()
    with acting_as(person):
        found = {row.sentence for words in NOW.values() for row in find(person, words)[0]}
    assert found == theirs
    for sentence in theirs:
        assert sentence in listed
        assert sentence in told
        # The tree shows what is under way.
        assert (sentence in tree) == (sentence != NOW["draft objective"])
    for sentence in others:
        searched = signed_in(person).get("/search", {"q": sentence}).content.decode()
        for page in (listed, tree, told, searched.replace(f'value="{sentence}"', "")):
            assert sentence not in page


def test_with_a_new_manager_objectives_go_along_and_the_former_one_reads_nothing(
    cast: Cast,
) -> None:
    objective = objective_of(cast.priya)
    with seen_by(cast.priya, objective) as mine:
        update(mine, by=cast.priya, word="wobbling", line="Slow")
        was = mine.page_id
    with acting_as(cast.ade):
        report_to(cast.priya, cast.sol)
    with seen_by(cast.sol, objective) as theirs:
        assert theirs.sentence == "Replies within a day"
        assert theirs.page_id not in (None, was)
        said = ObjectiveUpdate.objects.visible_to(cast.sol).get()
        assert (said.line, said.key_id) == ("Slow", theirs.page_id)
    with acting_as(cast.mario):
        assert not Objective.objects.visible_to(cast.mario).exists()
        assert not ObjectiveUpdate.objects.visible_to(cast.mario).exists()
        assert not Revision.objects.visible_to(cast.mario).exists()


def test_what_is_narrowed_is_gone_at_once_for_those_left_out(cast: Cast) -> None:
    objective = objective_of(cast.priya, visibility="team")
    client = signed_in(cast.pia)
    address = f"/objectives/{objective.id}"
    assert client.get(address).status_code == 200
    signed_in(cast.priya).post(f"{address}/visibility", {"visibility": "pair"})
    assert client.get(address).status_code == 404
    with seen_by(cast.mario, objective) as theirs:
        assert theirs.key_kind == "pair"


def test_above_what_one_may_read_there_is_one_line_and_no_more(cast: Cast) -> None:
    """Sol shows his to his own team: Priya, who is not in it, serves it by way of Mario's."""
    over = objective_of(cast.sol, "One house, fewer projects", visibility="team", why="Secret why")
    with acting_as(cast.mario):
        middle = objective_of(cast.mario, "Two services", visibility="team", aligned_to=over)
    with acting_as(cast.priya):
        mine = objective_of(cast.priya, "The quay", aligned_to=middle)
    page = signed_in(cast.priya).get(f"/objectives/{mine.id}").content.decode()
    assert "One house, fewer projects" in page
    assert "Secret why" not in page
    assert f"/objectives/{over.id}" not in page
    signed_in(cast.sol).post(f"/objectives/{over.id}/visibility", {"visibility": "pair"})
    page = signed_in(cast.priya).get(f"/objectives/{mine.id}").content.decode()
    assert "One house, fewer projects" not in page


def test_without_a_page_it_is_its_owner_s_until_there_is_one(cast: Cast) -> None:
    """Fen reports to nobody: docs/decisions/0054."""
    objective = objective_of(cast.fen)
    assert (objective.page_id, objective.key_kind) == (None, "organisation")
    for name in EVERYBODY:
        with acting_as(cast.everyone[name]):
            seen = Objective.objects.visible_to(cast.everyone[name]).filter(id=objective.id)
            assert seen.exists() == (name == "fen")
    with acting_as(cast.ade):
        report_to(cast.fen, cast.sol)
    with seen_by(cast.sol, objective) as theirs:
        assert theirs.sentence == "Replies within a day"
        assert (theirs.key_kind, theirs.key_id) == ("pair", theirs.page_id)
