"""Raised where two people talk: on the poster's own page, or by the manager who is asked."""

from heard.blend.wishing import withdraw
from heard.conversations.models import Item
from heard.opportunities.models import Match, Opening, Raising
from heard.people.models import Person
from heard.privacy.keys import acting_as
from tests.cast import Cast, signed_in
from tests.opportunities.wanting import TITLE, WISH, posts, wants


def match_of(opening: Opening, reader: Person) -> Match:
    with acting_as(reader):
        return Match.objects.visible_to(reader).get(opening=opening)


def items(person: Person) -> list[str]:
    with acting_as(person):
        return [item.text for item in Item.objects.visible_to(person)]


def test_on_the_posters_own_page_and_once(cast: Cast) -> None:
    wants(cast.priya)
    opening = posts(cast.mario)
    found, browser = match_of(opening, cast.mario), signed_in(cast.mario)
    address = f"/opportunities/{opening.id}/matches/{found.id}/raising"
    for _press in range(2):
        assert browser.post(address).status_code == 302
    (said,) = items(cast.priya)
    assert WISH in said
    assert TITLE in said
    page = browser.get(f"/opportunities/{opening.id}").content.decode()
    assert "On your page with Priya" in page
    assert "Raise in our next one-to-one" not in page


def test_the_other_manager_is_asked_and_decides(cast: Cast) -> None:
    """Both are reminded on Home in Priya's own words; Mario puts it on their page."""
    wants(cast.priya)
    opening = posts(cast.sol)
    found, sol = match_of(opening, cast.sol), signed_in(cast.sol)
    assert sol.post(f"/opportunities/{opening.id}/matches/{found.id}/raising").status_code == 302
    assert (
        "Mario was asked to raise it with Priya"
        in sol.get(f"/opportunities/{opening.id}").content.decode()
    )
    assert items(cast.priya) == []
    for person in (cast.priya, cast.mario):
        home = signed_in(person).get("/").content.decode()
        assert TITLE in home
        assert WISH in home
    for name in ("pia", "hana", "ade", "fen"):
        assert WISH not in signed_in(cast.everyone[name]).get("/").content.decode()
    mario = signed_in(cast.mario)
    assert "Put it on our page" in mario.get("/").content.decode()
    with acting_as(cast.mario):
        raising = Raising.objects.visible_to(cast.mario).get()
    assert mario.post(f"/raisings/{raising.id}/item").status_code == 302
    assert len(items(cast.priya)) == 1
    page = sol.get(f"/opportunities/{opening.id}").content.decode()
    assert "On the page of Priya and Mario" in page


def test_a_wish_withdrawn_meanwhile_is_on_nobodys_home(cast: Cast) -> None:
    """Asked to be raised, withdrawn before it was: no words of it are left anywhere."""
    row = wants(cast.priya)
    opening = posts(cast.sol)
    found, sol = match_of(opening, cast.sol), signed_in(cast.sol)
    assert sol.post(f"/opportunities/{opening.id}/matches/{found.id}/raising").status_code == 302
    with acting_as(cast.priya):
        withdraw(row, by=cast.priya)
    home = signed_in(cast.mario).get("/")
    assert home.status_code == 200
    assert WISH not in home.content.decode()
    assert "Put it on our page" not in home.content.decode()
    assert WISH not in sol.get(f"/opportunities/{opening.id}").content.decode()
