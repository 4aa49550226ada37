"""Every address against every person of the cast: who gets it, and for whom it is not there.

`python -m tests.access.table` prints docs/access.md from it; `--check` says whether it is current.
"""

import sys
from pathlib import Path

from tests.access.feedback_rows import FEEDBACK
from tests.access.objective_rows import OBJECTIVES
from tests.access.opportunity_rows import OPPORTUNITIES
from tests.access.row import (
    ADMINISTRATOR,
    CAST,
    EVERYBODY,
    HANA,
    KEEPERS,
    MARIO,
    PRIYA,
    SIGNED_IN,
    THE_TWO,
    Kwargs,
    Row,
    on,
)

__all__ = ["CAST", "ELSEWHERE", "ROWS", "SIGNED_IN", "Row", "printed"]


def _on_pair(route: str, *, opens: bool, sends: frozenset[str] | None) -> list[Row]:
    """The page of Priya and Mario, and Priya's ended one with Fen, which only she still reads."""

    def of(name: str) -> Kwargs:
        return lambda world: {"address": world.rows[name].short_id}

    return [
        Row(route, "pair", THE_TWO if opens else None, sends, kwargs=of("pair")),
        Row(
            route,
            "pair with Fen",
            PRIYA if opens else None,
            None if sends is None else frozenset(),
            PRIYA if sends is not None else frozenset(),
            kwargs=of("pair with Fen"),
        ),
    ]


def _item(route: str, sends: frozenset[str], refused: frozenset[str] = frozenset()) -> list[Row]:
    return [
        Row(route, "item", None, sends, refused, on("item", "item_id")),
        Row(
            route,
            "private item",
            None,
            PRIYA if "priya" in sends else frozenset(),
            frozenset() if "priya" in sends else PRIYA,
            on("private item", "item_id"),
        ),
    ]


def _own(record: str, *parts: str) -> list[Row]:
    """A row of Priya's own, and what can be done with it: by nobody else, shown or not."""
    noun = record.split()[-1]
    opens = PRIYA if noun == "wish" else None
    return [
        Row(
            f"{noun}-{part}" if part else noun,
            record,
            None if part else opens,
            PRIYA,
            kwargs=on(record, f"{noun}_id"),
        )
        for part in parts
    ]


ROWS: list[Row] = [
    # The doors.
    Row("sign-in", "", EVERYBODY, EVERYBODY),
    Row("account_login", "", EVERYBODY, EVERYBODY),
    Row("account_signup", "", EVERYBODY, EVERYBODY),
    Row("sign-out", "", None, EVERYBODY),
    Row("recover", "", EVERYBODY, EVERYBODY),
    Row("account_reset_password", "", EVERYBODY, EVERYBODY),
    Row("fresh-link", "", None, EVERYBODY),
    Row("join", "", EVERYBODY, EVERYBODY, kwargs=lambda world: {"token": world.words["join"]}),
    Row(
        "recovery", "", EVERYBODY, EVERYBODY, kwargs=lambda world: {"token": world.words["recover"]}
    ),
    Row("asset", "", EVERYBODY, kwargs=lambda world: {"digest": "x", "kind": "css"}),
    Row("mark", "", EVERYBODY),
    Row("health-live", "", EVERYBODY),
    Row("health-ready", "", EVERYBODY),
    Row("help-privacy", "", EVERYBODY),
    # One's own.
    *(
        Row(name, "", SIGNED_IN)
        for name in ("home", "search", "undo-log", "conversations", "help", "help-keys", "more")
    ),
    Row("help-accessibility", "", SIGNED_IN),
    *(
        Row(name, "", SIGNED_IN, SIGNED_IN)
        for name in ("settings", "settings-display", "settings-keys", "settings-mail")
    ),
    Row("about-you", "", SIGNED_IN, SIGNED_IN),
    Row("settings-security", "", SIGNED_IN, SIGNED_IN),
    Row("settings-tokens", "", SIGNED_IN, SIGNED_IN),
    Row("check-ins", "", SIGNED_IN, SIGNED_IN),
    *(Row(f"check-in-{name}", "", None, SIGNED_IN) for name in ("day", "pause", "skipping")),
    *(
        Row(f"check-in-{what}", "check-in", None, PRIYA, kwargs=on("check-in", "check_in_id"))
        for what in ("keeping", "removal")
    ),
    Row("session-ending", "", None, frozenset()),
    Row("token-ending", "token", None, PRIYA, kwargs=on("token", "token_id")),
    Row("undo", "undo", PRIYA, PRIYA, kwargs=on("undo", "undo_id")),
    Row("quick-add", "", SIGNED_IN, frozenset()),
    # What a person says of themselves: whoever asks, their own.
    *(Row(name, "", SIGNED_IN) for name in ("me", "blend", "work", "heard")),
    *(
        Row(name, "", None, SIGNED_IN)
        for name in ("statements", "elements", "wishes", "work-side", "blend-closing")
    ),
    Row("wish-pivot", "told wish", PRIYA, PRIYA, MARIO, on("told wish", "told_id")),
    Row(
        "wish-pivot",
        "wish taken back",
        frozenset(),
        frozenset(),
        kwargs=on("wish taken back", "told_id"),
    ),
    Row("wish-steps", "told wish", None, THE_TWO, kwargs=on("told wish", "told_id")),
    Row(
        "wish-steps", "wish taken back", None, frozenset(), kwargs=on("wish taken back", "told_id")
    ),
    *_own("element", "", "audience", "item", "position", "removal"),
    *_own("statement", "", "audience", "removal"),
    *_own("wish", "", "audience", "position", "removal"),
    *_own("shown element", "", "audience", "item", "position", "removal"),
    *_own("shown wish", "", "audience", "position", "removal"),
    *OBJECTIVES,
    *FEEDBACK,
    *OPPORTUNITIES,
    # The page.
    *_on_pair("what-we-know", opens=True, sends=None),
    *_on_pair("pair", opens=True, sends=None),
    *_on_pair("prep", opens=True, sends=THE_TWO),
    *_on_pair("timeline", opens=True, sends=None),
    *_on_pair("rhythm", opens=True, sends=THE_TWO),
    *_on_pair("wrap", opens=True, sends=THE_TWO),
    *_on_pair("items", opens=False, sends=THE_TWO),
    *_on_pair("private-notes", opens=False, sends=THE_TWO),
    *_on_pair("actions", opens=False, sends=THE_TWO),
    *_on_pair("agreements", opens=False, sends=THE_TWO),
    *(
        row
        for route in ("asked", "coming-back", "side-by-side", "pair-objectives", "pair-heard")
        for row in _on_pair(route, opens=True, sends=None)
    ),
    *_on_pair("arrangements", opens=True, sends=THE_TWO),
    *_on_pair("start", opens=False, sends=THE_TWO),
    *_on_pair("next-date", opens=False, sends=THE_TWO),
    *_on_pair("suggestions", opens=True, sends=THE_TWO),
    *_on_pair("focus", opens=False, sends=THE_TWO),
    Row(
        "conversation",
        "conversation",
        THE_TWO,
        kwargs=lambda world: {
            "address": world.rows["pair"].short_id,
            "on": str(world.words["on"]),
        },
    ),
    # What stands on it.
    Row("item", "item", THE_TWO, PRIYA, MARIO, on("item", "item_id")),
    Row("item", "private item", PRIYA, PRIYA, kwargs=on("private item", "item_id")),
    *_item("item-state", THE_TWO),
    *_item("item-position", THE_TWO),
    *_item("item-keeping", THE_TWO),
    *_item("item-capture", THE_TWO),
    *_item("item-notes", THE_TWO),
    *_item("item-said-back", MARIO, PRIYA),
    *_item("item-said-back-answer", PRIYA, MARIO),
    *_item("item-thinking", THE_TWO),
    *_item("item-audience", PRIYA, MARIO),
    *_item("item-raise", PRIYA, MARIO),
    Row("note", "note", THE_TWO, PRIYA, MARIO, on("note", "note_id")),
    Row(
        "note",
        "note on a private item",
        PRIYA,
        PRIYA,
        kwargs=on("note on a private item", "note_id"),
    ),
    Row("note-removal", "note", None, PRIYA, MARIO, on("note", "note_id")),
    Row("private-note", "private note", PRIYA, PRIYA, kwargs=on("private note", "note_id")),
    Row(
        "private-note",
        "manager's private note",
        MARIO,
        MARIO,
        kwargs=on("manager's private note", "note_id"),
    ),
    Row("private-note-removal", "private note", None, PRIYA, kwargs=on("private note", "note_id")),
    Row("action", "action", THE_TWO, THE_TWO, kwargs=on("action", "action_id")),
    Row("action-state", "action", None, THE_TWO, kwargs=on("action", "action_id")),
    Row("action-sureness", "action", None, MARIO, PRIYA, on("action", "action_id")),
    *_on_pair("project-lines", opens=False, sends=THE_TWO),
    Row("project-line", "project line", THE_TWO, THE_TWO, kwargs=on("project line", "line_id")),
    *(
        Row(f"project-{what}", "project line", None, THE_TWO, kwargs=on("project line", "line_id"))
        for what in ("word", "note", "position", "ending")
    ),
    Row("agreement", "agreement", THE_TWO, THE_TWO, kwargs=on("agreement", "agreement_id")),
    Row(
        "agreement-acceptance",
        "agreement",
        None,
        THE_TWO,
        kwargs=on("agreement", "agreement_id"),
    ),
    Row("agreement-ending", "agreement", None, THE_TWO, kwargs=on("agreement", "agreement_id")),
    Row("agreement-pivot", "agreement", THE_TWO, THE_TWO, kwargs=on("agreement", "agreement_id")),
    Row("arrangement", "arrangement", THE_TWO, MARIO, PRIYA, on("arrangement", "arrangement_id")),
    Row(
        "arrangement-agreement",
        "arrangement",
        None,
        PRIYA,
        MARIO,
        on("arrangement", "arrangement_id"),
    ),
    Row(
        "arrangement-pivot",
        "arrangement",
        THE_TWO,
        THE_TWO,
        kwargs=on("arrangement", "arrangement_id"),
    ),
    Row("raise", "raise", THE_TWO, kwargs=on("raise", "raise_id")),
    Row("raise-answers", "raise", None, MARIO, PRIYA, on("raise", "raise_id")),
    Row("passing", "raise", None, MARIO, PRIYA, on("raise", "raise_id")),
    Row("passed-up", "words to pass up", THE_TWO, kwargs=on("words to pass up", "passed_id")),
    Row("passed-up", "passed up", THE_TWO | {"sol"}, kwargs=on("passed up", "passed_id")),
    *(
        Row(
            f"passed-up-{what}",
            "words to pass up",
            None,
            does,
            THE_TWO - does,
            on("words to pass up", "passed_id"),
        )
        for what, does in (
            ("words", THE_TWO),
            ("agreement", THE_TWO),
            ("answers", frozenset[str]()),
        )
    ),
    *(
        Row(
            f"passed-up-{what}",
            "passed up",
            None,
            does,
            (THE_TWO | {"sol"}) - does,
            on("passed up", "passed_id"),
        )
        for what, does in (
            ("words", frozenset[str]()),
            ("agreement", PRIYA),
            ("answers", frozenset({"sol"})),
        )
    ),
    Row("raise-settlement", "raise", None, PRIYA, MARIO, on("raise", "raise_id")),
    Row("sentence", "conversation", None, THE_TWO, kwargs=on("conversation", "conversation_id")),
    Row("impression", "conversation", None, THE_TWO, kwargs=on("conversation", "conversation_id")),
    Row("amendment", "conversation", None, THE_TWO, kwargs=on("conversation", "conversation_id")),
    # The directory.
    Row("people", "", KEEPERS),
    Row("person-new", "", KEEPERS, KEEPERS),
    Row("people-import", "", KEEPERS, KEEPERS),
    Row("people-import-template", "", KEEPERS),
    Row("people-import-one", "import preview", HANA, kwargs=on("import preview", "import_id")),
    Row("people-import-one", "people import", KEEPERS, kwargs=on("people import", "import_id")),
    *(
        Row(
            f"people-import-{name}",
            "import preview",
            None,
            HANA,
            kwargs=on("import preview", "import_id"),
        )
        for name in ("columns", "rows", "applying", "giving-up")
    ),
    Row(
        "people-import-undoing",
        "people import",
        None,
        KEEPERS,
        kwargs=on("people import", "import_id"),
    ),
    *(
        Row(
            name,
            "person",
            KEEPERS if name == "person" else None,
            ADMINISTRATOR if name == "person-role" else KEEPERS,
            kwargs=lambda world: {"person_id": world.cast.pia.pk},
        )
        for name in (
            "person",
            "person-manager",
            "person-invitation",
            "person-standing",
            "person-role",
        )
    ),
    Row("places", "", KEEPERS, KEEPERS),
    Row("place", "place to turn to", None, KEEPERS, kwargs=on("place to turn to", "place_id")),
    Row("organisation", "", ADMINISTRATOR, ADMINISTRATOR),
]

# Addresses with tests of their own, and why they are not in the table.
ELSEWHERE = {
    "catalogue": "only in a demo or while building: tests/web/test_catalogue.py",
    "set-up": "by the link in the server's log alone: tests/web/test_setting_up.py",
    "set-up-step": "the same",
    "demo-sign-in": "only in a demo: tests/web/test_demo_door.py",
    "outside-answer": "by a link's cookie alone: tests/feedback/test_outside.py",
}


def printed() -> str:
    """docs/access.md."""
    lines = [
        "# Who can open what",
        "",
        "Printed from `tests/access/table.py` by `python -m tests.access.table`; not edited by",
        "hand. *opens*: may look; *sends*: may change. Everyone else gets the same 404 as for what",
        "does not exist, or is asked to sign in.",
        "",
        "Priya reports to Mario, Mario to Sol; Pia is a colleague; Fen was Priya's manager until",
        "five months ago; Hana is people team; Ade administrates; Otto belongs to another",
        "organisation; Lena has left; nobody is not signed in.",
        "",
        "| Address | Record | Opens | Sends | Sees, may not send |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| {row.route} | {row.record or '-'} | {_names(row.opens)} | {_names(row.sends)} "
        f"| {_names(row.refused or None)} |"
        for row in ROWS
    ]
    lines += ["", "Tested elsewhere:", ""]
    lines += [f"- {route}: {why}" for route, why in ELSEWHERE.items()]
    return "\n".join(lines) + "\n"


def _names(people: frozenset[str] | None) -> str:
    if people is None:
        return "-"
    if people == EVERYBODY:
        return "everybody"
    if people == SIGNED_IN:
        return "everybody signed in"
    return ", ".join(name for name in CAST if name in people) or "own records only"


def main() -> None:
    """Print the page, or check that the printed one is current."""
    path = Path(__file__).parents[2] / "docs" / "access.md"
    if "--check" in sys.argv:
        if not path.exists() or path.read_text() != printed():
            sys.exit("docs/access.md is not current: python -m tests.access.table")
        return
    path.parent.mkdir(exist_ok=True)
    path.write_text(printed())


if __name__ == "__main__":
    main()
