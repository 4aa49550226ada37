"""A priority changes, as three owners meet it: one keeps, one changes timing, one stops."""

import re

from heard.objectives.models import Objective, PriorityAsk, Revision
from heard.objectives.prioritising import change_priority, put_first
from heard.privacy.keys import acting_as
from tests.cast import Cast, signed_in
from tests.objectives.conftest import objective_of

FORBIDDEN = re.compile(r"\b(late|failed|missed|overdue)\b", re.IGNORECASE)
PIVOTS = {
    "priya": {"choice": "keep"},
    "pia": {"choice": "timing", "reason": "priority", "until": "30/9/2031"},
    "mario": {"choice": "stop", "reason": "priority", "kept": "The list"},
}


def test_three_are_asked_and_every_old_version_is_readable(cast: Cast) -> None:
    with acting_as(cast.sol):
        first = put_first(by=cast.sol, level="organisation", sentence="Four launches")
    serving = {
        name: objective_of(cast.everyone[name], f"What {name} does", aligned_to=first)
        for name in PIVOTS
    }
    with acting_as(cast.sol):
        change_priority(first, by=cast.sol, words={"sentence": "Two services"})
    for name, sent in PIVOTS.items():
        person, path = cast.everyone[name], f"/objectives/{serving[name].id}"
        with acting_as(person):
            assert PriorityAsk.objects.visible_to(person).open().count() == 1
        client = signed_in(person)
        assert client.post(f"{path}/pivot", sent).status_code == 302
        with acting_as(person):
            assert not PriorityAsk.objects.visible_to(person).open().exists()
            (change,) = Revision.objects.of(Objective.objects.get(id=serving[name].id))
        for page in (path, f"/revisions/{change.id}", "/objectives", "/", f"{path}/pivot"):
            said = client.get(page, follow=True).content.decode()
            assert not FORBIDDEN.search(re.sub(r"<script.*?</script>|<[^>]+>", " ", said)), page
        versions = client.get(f"/revisions/{change.id}").content.decode()
        assert f"What {name} does" in versions
    states = {"priya": "active", "pia": "active", "mario": "stopped"}
    for name, state in states.items():
        with acting_as(cast.everyone[name]):
            assert Objective.objects.get(id=serving[name].id).state == state
    seen = signed_in(cast.sol).get(f"/priorities/{first.id}").content.decode()
    assert "Four launches" in seen
