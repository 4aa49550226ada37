"""Project lines on the page of the two, with and without a script."""

from html import unescape

import pytest

from heard.conversations.keeping_lines import add_line, note_how
from heard.conversations.models import Pair, ProjectLine
from heard.privacy.keys import acting_as
from tests.cast import Cast, signed_in

SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def line(cast: Cast, pair: Pair) -> ProjectLine:
    with acting_as(cast.priya):
        return add_line(pair, by=cast.priya, text="The ferry board")


def read(cast: Cast, name: str, address: str) -> str:
    return unescape(signed_in(cast.everyone[name]).get(address).content.decode())


def test_added_said_and_noted_by_plain_forms(cast: Cast, pair: Pair) -> None:
    browser = signed_in(cast.mario)
    page = f"/with/{pair.address}"
    answer = browser.post(f"{page}/project-lines", {"text": "The ferry board"})
    assert answer.headers["Location"].startswith(f"{page}#l-")
    with acting_as(cast.priya):
        url = f"/project-lines/{ProjectLine.objects.get().id}"
    answer = browser.post(f"{url}/word", {"word": "stuck"})
    assert "did=" in answer.headers["Location"]
    browser.post(f"{url}/note", {"text": "Waiting for Delphine", "version": "2"})
    browser.post(url, {"text": "The ferry", "version": "2"})
    for name in ("priya", "mario"):
        shown = " ".join(read(cast, name, page).split())
        assert "The ferry</a>" in shown
        assert "Waiting for Delphine" in shown
        assert 'value="stuck" aria-pressed="true"' in shown
        assert "How it has gone" in read(cast, name, url)


def test_a_tap_swaps_the_row_and_offers_undo(cast: Cast, line: ProjectLine) -> None:
    answer = signed_in(cast.priya).post(
        f"/project-lines/{line.id}/word", {"word": "slow"}, headers=SCRIPT
    )
    part = " ".join(answer.content.decode().split())
    assert 'value="slow" aria-pressed="true"' in part
    assert "Undo" in part
    assert "<html" not in part


def test_two_notes_at_once_are_both_kept(cast: Cast, line: ProjectLine) -> None:
    url = f"/project-lines/{line.id}"
    with acting_as(cast.mario):
        note_how(line, by=cast.mario, note="Delphine said yes", base=None)
    answer = signed_in(cast.priya).post(f"{url}/note", {"text": "Still waiting", "version": "1"})
    page = unescape(answer.content.decode())
    assert answer.status_code == 409
    assert "Delphine said yes\n\nStill waiting" in page
    assert f'action="{url}/note"' in page


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("{page}/project-lines", {"text": ""}),
        ("{page}/project-lines", {"text": "x" * 121}),
        ("{line}/word", {"word": "splendid"}),
        ("{line}/note", {"text": "x" * 281}),
        ("{line}/position", {"where": "away"}),
    ],
)
def test_bad_input_is_refused_in_words(
    cast: Cast, pair: Pair, line: ProjectLine, address: str, sent: dict[str, str]
) -> None:
    url = address.format(page=f"/with/{pair.address}", line=f"/project-lines/{line.id}")
    before = read(cast, "priya", f"/project-lines/{line.id}").count("The ferry board")
    assert signed_in(cast.priya).post(url, sent).status_code == 422
    assert read(cast, "priya", f"/project-lines/{line.id}").count("The ferry board") == before


def test_an_ended_page_only_shows_them(cast: Cast, pair: Pair, line: ProjectLine) -> None:
    with acting_as(cast.ade):
        from heard.people.reporting import report_to

        report_to(cast.priya, cast.sol)
    assert "The ferry board" in read(cast, "priya", f"/project-lines/{line.id}")
    answer = signed_in(cast.priya).post(f"/project-lines/{line.id}/word", {"word": "slow"})
    assert answer.status_code == 403
