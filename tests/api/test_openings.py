"""Openings by script: posted, matched, asked for, answered; and closed with nobody waiting."""

from tests.api.conftest import script_of
from tests.cast import Cast
from tests.opportunities.wanting import wants


def test_from_posting_to_filled(cast: Cast) -> None:
    wants(cast.priya, "To stand in front of people", tags=["stage"])
    sol, priya = script_of(cast.sol), script_of(cast.priya)
    made = sol("POST", "openings", {"title": "A talk at the fair", "tags": ["stage"]}, status=201)
    address = f"openings/{made['id']}"
    sol("POST", "openings", {"why": "No title"}, status=422)
    (match,) = sol("GET", f"{address}/matches")["items"]
    assert match["words"] == "To stand in front of people"
    assert (match["person_id"], match["because_of"]) == (str(cast.priya.id), "tag")
    priya("POST", f"{address}/interest", {"line": "I'd love to"}, status=201)
    closing = {"state": "filled", "reason": "Priya has it"}
    for state in ("filled", "withdrawn"):
        sol("PATCH", address, {**closing, "state": state}, status=422)
    said = {"person_id": str(cast.priya.id), "answer": "yes", "reason": "You said it first"}
    sol("POST", f"{address}/outcomes", said, status=201)
    (own,) = priya("GET", f"{address}/interest")["items"]
    assert (own["answer"], own["reason"]) == ("yes", "You said it first")
    sol("PATCH", address, {"state": "filled"}, status=422)
    assert sol("PATCH", address, closing, status=200)["state"] == "filled"
