"""Every operation of the interface, with every record it can name: who is answered how.

The addresses are the document's own: an operation without a row here fails the build, and so does
a row without an operation.
"""

from dataclasses import dataclass
from typing import Any

SIGNED_IN = frozenset({"priya", "mario", "sol", "pia", "fen", "hana", "ade", "otto"})
TIDEWATER = SIGNED_IN - {"otto"}
THE_TWO = frozenset({"priya", "mario"})
PRIYA = frozenset({"priya"})
MARIO = frozenset({"mario"})
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Row:
    """One operation on one record: who has it done, who is refused it in words (403).

    Everybody else is told that it is not there, and whoever bears no usable token that they need
    one. `sent` None sends nothing.
    """

    operation: str
    record: str
    does: frozenset[str]
    refused: frozenset[str] = NOBODY
    sent: Any = None


TEXT = {"text": "Other words"}
NO_ONE = "0192f0c1-2345-7abc-8def-0123456789ab"
GIVEN = {"moment": "Monday", "saw": "You asked first", "led_to": "They answered"}


def _on_pair(operation: str, sent: Any, *, does: frozenset[str] = THE_TWO) -> list[Row]:
    """Priya and Mario's page, and her ended one with Fen, which she still reads."""
    ended_does, ended_refused = (PRIYA, NOBODY) if sent is None else (NOBODY, PRIYA)
    return [
        Row(operation, "pair", does, THE_TWO - does, sent),
        Row(operation, "pair with Fen", ended_does, ended_refused, sent),
    ]


def _three_ways(address: str, record: str, does: frozenset[str], sees: frozenset[str]) -> list[Row]:
    """Read by those who see it, changed and taken off by those who may."""
    return [
        Row(f"get {address}", record, sees),
        Row(f"patch {address}", record, does, sees - does, TEXT),
        Row(f"delete {address}", record, does, sees - does),
    ]


def _of_priya(address: str, record: str, sent: Any) -> list[Row]:
    """What is hers alone, whether or not somebody is shown a copy."""
    return [
        Row(f"get {address}", record, PRIYA),
        Row(f"patch {address}", record, PRIYA, sent=sent),
        Row(f"delete {address}", record, PRIYA),
    ]


ITEM, NOTE, PRIVATE = "/items/{item_id}", "/notes/{note_id}", "/private-notes/{note_id}"
PASSED, ASKED = "/passed-up/{passed_id}", THE_TWO | {"sol"}
PAIR, RAISE = "/pairs/{pair_id}", "/raises/{raise_id}"

PRIYAS_TEAM = THE_TWO | {"pia"}
SHOWN = {"objective": THE_TWO, "team objective": PRIYAS_TEAM, "open objective": TIDEWATER}
OBJECTIVE, PRIORITY = "/objectives/{objective_id}", "/priorities/{priority_id}"
SUPPORT = {"kind": "time", "size": "An afternoon a week"}
TIMING = {"choice": "timing", "reason": "market", "until": "2031-09-30"}

OBJECTIVES = [
    Row("get /priorities", "", SIGNED_IN),
    Row(
        "post /priorities",
        "",
        frozenset({"mario", "sol", "otto"}),
        SIGNED_IN - {"mario", "sol", "otto"},
        {"sentence": "Fewer"},
    ),
    Row(f"get {PRIORITY}", "priority", TIDEWATER),
    Row(f"get {PRIORITY}", "team priority", PRIYAS_TEAM | {"sol"}),
    Row(f"patch {PRIORITY}", "priority", frozenset({"sol"}), TIDEWATER - {"sol"}, {"why": "So"}),
    Row(
        f"patch {PRIORITY}",
        "team priority",
        MARIO,
        PRIYAS_TEAM - MARIO | {"sol"},
        {"sentence": "Otherwise"},
    ),
    Row("get /objectives", "", SIGNED_IN),
    Row("post /objectives", "", SIGNED_IN, sent={"sentence": "Something of mine"}),
    *(
        row
        for record, readers in {**SHOWN, "draft objective": PRIYA}.items()
        for row in (
            Row(f"get {OBJECTIVE}", record, readers),
            Row(f"patch {OBJECTIVE}", record, PRIYA, readers - PRIYA, {"why": "Other words"}),
            Row(f"get {OBJECTIVE}/updates", record, readers),
            Row(f"get {OBJECTIVE}/pivots", record, readers),
        )
    ),
    *(
        row
        for record, readers in SHOWN.items()
        for row in (
            Row(
                f"post {OBJECTIVE}/updates",
                record,
                PRIYA,
                readers - PRIYA,
                {"confidence": "wobbling", "line": "Slower than it looked"},
            ),
            Row(f"post {OBJECTIVE}/pivots", record, THE_TWO, readers - THE_TWO, TIMING),
            Row(f"get {OBJECTIVE}/support", record, readers),
            Row(f"post {OBJECTIVE}/support", record, PRIYA, readers - PRIYA, SUPPORT),
        )
    ),
    Row("post /pivots/{pivot_id}/agreement", "revision", MARIO, PRIYA),
]

SOL = frozenset({"sol"})
OPENING = "/openings/{opening_id}"
OUTCOME = {"person_id": "00000000-0000-7000-8000-000000000000", "answer": "no", "reason": "Pia"}
MARIOS_PEOPLE = frozenset({"mario", "priya", "pia"})

OPENINGS = [
    Row("get /openings", "", SIGNED_IN),
    Row(
        "post /openings",
        "",
        frozenset({"mario", "sol", "hana", "otto"}),
        frozenset({"priya", "pia", "fen", "ade"}),
        {"title": "Two days in the archive"},
    ),
    Row(f"get {OPENING}", "opening", TIDEWATER),
    Row(f"get {OPENING}", "team opening", MARIOS_PEOPLE),
    Row(f"patch {OPENING}", "opening", SOL, TIDEWATER - SOL, {"why": "Because"}),
    Row(f"get {OPENING}/matches", "opening", SOL),
    Row(f"get {OPENING}/interest", "opening", TIDEWATER),
    Row(f"post {OPENING}/interest", "opening", TIDEWATER - SOL, SOL, {"line": "I would"}),
    Row(f"post {OPENING}/interest", "team opening", frozenset({"priya", "pia"}), MARIO, {}),
    Row(f"delete {OPENING}/interest", "opening", PRIYA),
    Row(f"post {OPENING}/outcomes", "opening", frozenset(), TIDEWATER - SOL, OUTCOME),
    Row("post /matches/{match_id}/raising", "match", SOL, THE_TWO),
]

ROWS: list[Row] = [
    *OBJECTIVES,
    *OPENINGS,
    Row("get /me", "", SIGNED_IN),
    Row("get /me/blend", "", SIGNED_IN),
    Row("post /me/blend", "", SIGNED_IN, sent={"element": "craft", "matters": "quite"}),
    *_of_priya("/me/blend/{element_id}", "element", {"how_it_is": "fine"}),
    *_of_priya("/me/blend/{element_id}", "shown element", {"how_it_is": "fine"}),
    *(Row(f"get {path}", "", SIGNED_IN) for path in ("/feedback", "/feedback/asks", "/thanks")),
    # Sent to nobody that is here: wrong input like any other, for everybody.
    Row("post /feedback", "", SIGNED_IN, sent={"about_id": NO_ONE, **GIVEN}),
    Row("post /feedback/asks", "", SIGNED_IN, sent={"asked_ids": [NO_ONE], "about": "The boards"}),
    Row("post /thanks", "", SIGNED_IN, sent={"receiver_ids": [NO_ONE], "text": "For the boards"}),
    Row("get /me/wishes", "", SIGNED_IN),
    Row("post /me/wishes", "", SIGNED_IN, sent={"text": "Teaching", "direction": "more_of"}),
    *_of_priya("/me/wishes/{wish_id}", "wish", TEXT),
    *_of_priya("/me/wishes/{wish_id}", "shown wish", TEXT),
    *_on_pair(f"get {PAIR}/what-we-know", None),
    *_on_pair(f"get {PAIR}/suggestions", None),
    Row("get /me/check-ins", "", SIGNED_IN),
    Row("post /me/check-ins", "", SIGNED_IN, sent={"answers": {"week": "mixed"}}),
    Row("get /me/check-ins/{check_in_id}", "check-in", PRIYA),
    Row("delete /me/check-ins/{check_in_id}", "check-in", PRIYA),
    Row("get /people", "", SIGNED_IN),
    Row("get /people/{person_id}", "person", TIDEWATER),
    Row("get /pairs", "", SIGNED_IN),
    Row("post /pairs", "", THE_TWO, TIDEWATER - THE_TWO, "pair of Priya and Mario"),
    *_on_pair(f"get {PAIR}", None),
    *_on_pair(f"get {PAIR}/items", None),
    *_on_pair(f"post {PAIR}/items", TEXT),
    *_on_pair(f"get {PAIR}/private-notes", None),
    *_on_pair(f"post {PAIR}/private-notes", TEXT),
    *_on_pair(f"get {PAIR}/agreements", None),
    *_on_pair(f"post {PAIR}/agreements", TEXT),
    *_on_pair(f"get {PAIR}/actions", None),
    *_on_pair(f"post {PAIR}/actions", TEXT),
    *_on_pair(f"get {PAIR}/raises", None),
    *_on_pair(f"post {PAIR}/raises", TEXT, does=PRIYA),
    *_on_pair(f"get {PAIR}/conversations", None),
    *_on_pair(f"post {PAIR}/conversations", {}),
    *_three_ways(ITEM, "fresh item", PRIYA, THE_TWO),
    *_three_ways(ITEM, "private item without notes", PRIYA, PRIYA),
    Row(f"get {ITEM}/notes", "item", THE_TWO),
    Row(f"get {ITEM}/notes", "private item", PRIYA),
    Row(f"post {ITEM}/notes", "item", THE_TWO, sent=TEXT),
    Row(f"post {ITEM}/notes", "private item", PRIYA, sent=TEXT),
    *_three_ways(NOTE, "note", PRIYA, THE_TWO),
    *_three_ways(NOTE, "note on a private item", PRIYA, PRIYA),
    *_three_ways(PRIVATE, "private note", PRIYA, PRIYA),
    *_three_ways(PRIVATE, "manager's private note", MARIO, MARIO),
    Row("get /agreements/{agreement_id}", "agreement", THE_TWO),
    Row("patch /agreements/{agreement_id}", "agreement", THE_TWO, sent=TEXT),
    Row("get /arrangements", "", SIGNED_IN),
    Row("post /arrangements", "", THE_TWO, sent="on the page of Priya and Mario"),
    Row("get /arrangements/{arrangement_id}", "arrangement", THE_TWO),
    Row(
        "patch /arrangements/{arrangement_id}",
        "arrangement",
        THE_TWO,
        sent={"what": "Tuesdays from Leeds"},
    ),
    Row("get /actions/{action_id}", "action", THE_TWO),
    Row("patch /actions/{action_id}", "action", THE_TWO, sent=TEXT),
    Row(f"get {RAISE}", "raise", THE_TWO),
    Row(f"get {RAISE}/answers", "raise", THE_TWO),
    Row(
        f"post {RAISE}/answers",
        "raise",
        MARIO,
        PRIYA,
        {"outcome": "no", "sentence": "Not before spring"},
    ),
    Row(f"post {RAISE}/settlement", "answered raise", PRIYA, MARIO),
    Row(f"delete {RAISE}/settlement", "answered raise", PRIYA, MARIO),
    Row("get /me/heard", "", SIGNED_IN),
    Row("get /me/passed-up", "", SIGNED_IN),
    Row(f"get {RAISE}/replies", "raise", THE_TWO),
    Row(f"post {RAISE}/replies", "answered raise", PRIYA, MARIO, {"text": "Not quite"}),
    Row(f"get {RAISE}/passed-up", "raise", THE_TWO),
    Row(f"post {RAISE}/passed-up", "answered raise", MARIO, PRIYA, "to Sol"),
    Row(f"get {PASSED}", "words to pass up", THE_TWO),
    Row(f"get {PASSED}", "passed up", ASKED),
    Row(f"post {PASSED}/agreement", "words to pass up", PRIYA, MARIO),
    Row(f"delete {PASSED}/agreement", "words to pass up", THE_TWO),
    Row(f"delete {PASSED}/agreement", "passed up", PRIYA, ASKED - PRIYA),
    Row(f"get {PASSED}/answers", "passed up", ASKED),
    Row(
        f"post {PASSED}/answers",
        "passed up",
        ASKED - THE_TWO,
        THE_TWO,
        {"outcome": "no", "sentence": "Not this year"},
    ),
    Row("get /conversations/{conversation_id}", "conversation", THE_TWO),
    Row(
        "patch /conversations/{conversation_id}",
        "conversation",
        THE_TWO,
        sent={"summary": "Other words"},
    ),
    Row("post /conversations/{conversation_id}/closing", "conversation", THE_TWO),
]
