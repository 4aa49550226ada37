"""What the interface says of itself: complete, valid, and read without reaching anywhere else."""

import json
import re

from jsonschema_rs import Draft202012Validator

from heard.api.document import PREFIX, document
from heard.api.problems import KINDS
from tests.api.conftest import Script, Scripts
from tests.cast import Cast

CONTRACT = {
    "/me": "get",
    "/me/check-ins": "get post",
    "/me/check-ins/{check_in_id}": "get delete",
    "/me/blend": "get post",
    "/me/blend/{element_id}": "get patch delete",
    "/feedback": "get post",
    "/feedback/asks": "get post",
    "/thanks": "get post",
    "/me/wishes": "get post",
    "/me/wishes/{wish_id}": "get patch delete",
    "/pairs/{pair_id}/what-we-know": "get",
    "/pairs/{pair_id}/suggestions": "get",
    "/people": "get",
    "/people/{person_id}": "get",
    "/pairs": "get post",
    "/pairs/{pair_id}": "get",
    "/pairs/{pair_id}/items": "get post",
    "/items/{item_id}": "get patch delete",
    "/items/{item_id}/notes": "get post",
    "/notes/{note_id}": "get patch delete",
    "/pairs/{pair_id}/private-notes": "get post",
    "/private-notes/{note_id}": "get patch delete",
    "/pairs/{pair_id}/agreements": "get post",
    "/agreements/{agreement_id}": "get patch",
    "/arrangements": "get post",
    "/arrangements/{arrangement_id}": "get patch",
    "/pairs/{pair_id}/actions": "get post",
    "/actions/{action_id}": "get patch",
    "/pairs/{pair_id}/raises": "get post",
    "/raises/{raise_id}": "get",
    "/raises/{raise_id}/answers": "get post",
    "/raises/{raise_id}/settlement": "post delete",
    "/raises/{raise_id}/replies": "get post",
    "/raises/{raise_id}/passed-up": "get post",
    "/passed-up/{passed_id}": "get",
    "/passed-up/{passed_id}/agreement": "post delete",
    "/passed-up/{passed_id}/answers": "get post",
    "/me/passed-up": "get",
    "/me/heard": "get",
    "/priorities": "get post",
    "/priorities/{priority_id}": "get patch",
    "/objectives": "get post",
    "/objectives/{objective_id}": "get patch",
    "/objectives/{objective_id}/updates": "get post",
    "/objectives/{objective_id}/pivots": "get post",
    "/objectives/{objective_id}/support": "get post",
    "/pivots/{pivot_id}/agreement": "post",
    "/openings": "get post",
    "/openings/{opening_id}": "get patch",
    "/openings/{opening_id}/matches": "get",
    "/matches/{match_id}/raising": "post",
    "/openings/{opening_id}/interest": "get post delete",
    "/openings/{opening_id}/outcomes": "post",
    "/pairs/{pair_id}/conversations": "get post",
    "/conversations/{conversation_id}": "get patch",
    "/conversations/{conversation_id}/closing": "post",
}


def test_it_is_openapi_3_1_and_open_to_everybody(db: None) -> None:
    response = Script("").ask("GET", "openapi.json")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"
    told = json.loads(response.content)
    assert told["openapi"].startswith("3.1")
    assert told == document()


def test_the_nouns_and_their_methods_are_the_contract_s() -> None:
    said = {
        address.removeprefix(PREFIX[:-1]): " ".join(operations)
        for address, operations in document()["paths"].items()
    }
    assert said == CONTRACT


def test_every_shape_is_a_schema_and_every_body_knows_its_fields() -> None:
    made = document()
    for name, schema in made["components"]["schemas"].items():
        Draft202012Validator({**schema, "components": made["components"]})
        if name.startswith(("Sent", "Changed")):
            assert schema["additionalProperties"] is False, name


def test_operations_have_names_of_their_own_and_say_what_can_go_wrong() -> None:
    names = []
    for operations in document()["paths"].values():
        for method, operation in operations.items():
            names.append(operation["operationId"])
            assert operation["summary"]
            assert {"401", "422", "429"} <= set(operation["responses"])
            writes = {"400", "403", "413", "415"} <= set(operation["responses"])
            assert writes == (method != "get")
    assert len(names) == len(set(names))


LOADED = re.compile(r'<(?:script|img|link|iframe|source)\b[^>]*?\s(?:src|href)="([^"]+)"')
PLACE = re.compile(r'\sid="([^"]+)"')


def test_the_docs_are_a_page_of_our_own(db: None) -> None:
    response = Script("").ask("GET", "docs")
    assert response.status_code == 200
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    page = response.content.decode()
    loaded, places = LOADED.findall(page), set(PLACE.findall(page))
    assert len(loaded) >= 3
    assert all(re.match(r"/(?!/)", address) for address in loaded)
    assert set(KINDS) <= places
    operations = [one for each in document()["paths"].values() for one in each.values()]
    assert {operation["operationId"] for operation in operations} <= places


def test_a_problem_s_type_leads_to_its_explanation(cast: Cast, script: Scripts) -> None:
    told = script(cast.priya)("GET", "nowhere", status=404)
    path, _hash, place = told["type"].partition("#")
    assert place in PLACE.findall(Script("").ask("GET", path).content.decode())


def test_they_are_only_read(db: None) -> None:
    for path in ("docs", "openapi.json"):
        told = Script("")("POST", path, {}, status=405)
        assert told["type"].endswith("#method-not-allowed")
        assert Script("").ask("HEAD", path).status_code == 200
