"""Every address against every person of the cast: who gets it, and for whom it is not there.

`python -m tests.access.table` prints docs/access.md from it; `--check` says whether it is current.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CAST = ("priya", "mario", "sol", "pia", "fen", "hana", "ade", "otto", "lena", "nobody")
SIGNED_IN = frozenset({"priya", "mario", "sol", "pia", "fen", "hana", "ade", "otto"})
EVERYBODY = frozenset(CAST)
KEEPERS = frozenset({"hana", "ade"})
ADMINISTRATOR = frozenset({"ade"})
THE_TWO = frozenset({"priya", "mario"})
PRIYA = frozenset({"priya"})
MARIO = frozenset({"mario"})
HANA = frozenset({"hana"})

Kwargs = Callable[[Any], dict[str, Any]]


@dataclass(frozen=True)
class Row:
    """One address with one record: who may open it, and who may send to it.

    `sends` None: nothing can be sent there. `opens` None: it cannot be opened, only sent to.
    Whoever sees a record but may not change it so is refused in words (403), never told less.
    """

    route: str
    record: str
    opens: frozenset[str] | None
    sends: frozenset[str] | None = None
    refused: frozenset[str] = field(default_factory=frozenset)
    kwargs: Kwargs = lambda world: {}


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


def _on(record: str, argument: str) -> Kwargs:
    return lambda world: {argument: world.rows[record].pk}


def _item(route: str, sends: frozenset[str], refused: frozenset[str] = frozenset()) -> list[Row]:
    return [
        Row(route, "item", None, sends, refused, _on("item", "item_id")),
        Row(
            route,
            "private item",
            None,
            PRIYA if "priya" in sends else frozenset(),
            frozenset() if "priya" in sends else PRIYA,
            _on("private item", "item_id"),
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
            kwargs=_on(record, f"{noun}_id"),
        )
        for part in parts
    ]


def _objective(route: str, record: str, readers: frozenset[str]) -> Row:
    """Sent to by Priya, whose it is; read by those it is shown to."""
    return Row(route, record, None, PRIYA, readers - PRIYA, _on(record, "objective_id"))


PRIYAS_TEAM = frozenset({"priya", "mario", "pia"})
MARIOS_TEAM = PRIYAS_TEAM | {"sol"}
# Olga reports to Otto, in the other organisation.
LEADERS = frozenset({"mario", "sol", "hana", "otto"})
TIDEWATER = SIGNED_IN - {"otto"}
SHOWN = {
    "objective": THE_TWO,
    "team objective": PRIYAS_TEAM,
    "open objective": TIDEWATER,
    "draft objective": PRIYA,
}

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
    Row("check-in-removal", "check-in", None, PRIYA, kwargs=_on("check-in", "check_in_id")),
    Row("session-ending", "", None, frozenset()),
    Row("token-ending", "token", None, PRIYA, kwargs=_on("token", "token_id")),
    Row("undo", "undo", PRIYA, PRIYA, kwargs=_on("undo", "undo_id")),
    Row("quick-add", "", SIGNED_IN, frozenset()),
    # What a person says of themselves: whoever asks, their own.
    *(Row(name, "", SIGNED_IN) for name in ("me", "blend", "work")),
    *(
        Row(name, "", None, SIGNED_IN)
        for name in ("statements", "elements", "wishes", "work-side", "blend-closing")
    ),
    Row("wish-steps", "told wish", None, THE_TWO, kwargs=_on("told wish", "told_id")),
    Row(
        "wish-steps", "wish taken back", None, frozenset(), kwargs=_on("wish taken back", "told_id")
    ),
    *_own("element", "", "audience", "item", "position", "removal"),
    *_own("statement", "", "audience", "removal"),
    *_own("wish", "", "audience", "position", "removal"),
    *_own("shown element", "", "audience", "item", "position", "removal"),
    *_own("shown wish", "", "audience", "position", "removal"),
    # Objectives and what they serve.
    Row("objectives", "", SIGNED_IN),
    Row("priorities", "", SIGNED_IN),
    Row("objective-new", "", SIGNED_IN, SIGNED_IN),
    Row("priority-new", "", LEADERS, LEADERS),
    Row(
        "priority",
        "team priority",
        MARIOS_TEAM,
        MARIO,
        MARIOS_TEAM - MARIO,
        _on("team priority", "priority_id"),
    ),
    Row(
        "priority",
        "priority",
        TIDEWATER,
        frozenset({"sol"}),
        TIDEWATER - {"sol"},
        _on("priority", "priority_id"),
    ),
    *(
        Row("objective", record, readers, kwargs=_on(record, "objective_id"))
        for record, readers in SHOWN.items()
    ),
    *(
        Row("objective-edit", record, PRIYA, PRIYA, readers - PRIYA, _on(record, "objective_id"))
        for record, readers in SHOWN.items()
    ),
    *(
        Row(
            "objective-pivot",
            record,
            THE_TWO,
            THE_TWO,
            readers - THE_TWO,
            _on(record, "objective_id"),
        )
        for record, readers in SHOWN.items()
        if record != "draft objective"
    ),
    *(
        _objective(f"objective-{part}", record, readers)
        for record, readers in SHOWN.items()
        for part in ("updates", "steps", "visibility")
    ),
    *(
        Row(route, "objective", None, PRIYA, MARIO, kwargs)
        for route, kwargs in (
            (
                "objective-step",
                lambda world: {"objective_id": world.rows["objective"].pk, "step_id": "a1"},
            ),
            (
                "objective-measure",
                lambda world: {"objective_id": world.rows["objective"].pk, "place": 0},
            ),
        )
    ),
    Row("revision", "revision", THE_TWO, kwargs=_on("revision", "revision_id")),
    Row("revision-agreement", "revision", None, MARIO, PRIYA, _on("revision", "revision_id")),
    Row("revision-talk", "revision", None, MARIO, PRIYA, _on("revision", "revision_id")),
    _objective("objective-beginning", "draft objective", PRIYA),
    _objective("objective-achievement", "team objective", PRIYAS_TEAM),
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
    Row("item", "item", THE_TWO, PRIYA, MARIO, _on("item", "item_id")),
    Row("item", "private item", PRIYA, PRIYA, kwargs=_on("private item", "item_id")),
    *_item("item-state", THE_TWO),
    *_item("item-position", THE_TWO),
    *_item("item-keeping", THE_TWO),
    *_item("item-capture", THE_TWO),
    *_item("item-notes", THE_TWO),
    *_item("item-audience", PRIYA, MARIO),
    *_item("item-raise", PRIYA, MARIO),
    Row("note", "note", THE_TWO, PRIYA, MARIO, _on("note", "note_id")),
    Row(
        "note",
        "note on a private item",
        PRIYA,
        PRIYA,
        kwargs=_on("note on a private item", "note_id"),
    ),
    Row("note-removal", "note", None, PRIYA, MARIO, _on("note", "note_id")),
    Row("private-note", "private note", PRIYA, PRIYA, kwargs=_on("private note", "note_id")),
    Row(
        "private-note",
        "manager's private note",
        MARIO,
        MARIO,
        kwargs=_on("manager's private note", "note_id"),
    ),
    Row("private-note-removal", "private note", None, PRIYA, kwargs=_on("private note", "note_id")),
    Row("action", "action", THE_TWO, THE_TWO, kwargs=_on("action", "action_id")),
    Row("action-state", "action", None, THE_TWO, kwargs=_on("action", "action_id")),
    Row("action-sureness", "action", None, MARIO, PRIYA, _on("action", "action_id")),
    *_on_pair("project-lines", opens=False, sends=THE_TWO),
    Row("project-line", "project line", THE_TWO, THE_TWO, kwargs=_on("project line", "line_id")),
    *(
        Row(f"project-{what}", "project line", None, THE_TWO, kwargs=_on("project line", "line_id"))
        for what in ("word", "note", "position", "ending")
    ),
    Row("agreement", "agreement", THE_TWO, THE_TWO, kwargs=_on("agreement", "agreement_id")),
    Row(
        "agreement-acceptance",
        "agreement",
        None,
        THE_TWO,
        kwargs=_on("agreement", "agreement_id"),
    ),
    Row("agreement-ending", "agreement", None, THE_TWO, kwargs=_on("agreement", "agreement_id")),
    Row("raise", "raise", THE_TWO, kwargs=_on("raise", "raise_id")),
    Row("raise-answers", "raise", None, MARIO, PRIYA, _on("raise", "raise_id")),
    Row("raise-settlement", "raise", None, PRIYA, MARIO, _on("raise", "raise_id")),
    Row("sentence", "conversation", None, THE_TWO, kwargs=_on("conversation", "conversation_id")),
    Row("impression", "conversation", None, THE_TWO, kwargs=_on("conversation", "conversation_id")),
    Row("amendment", "conversation", None, THE_TWO, kwargs=_on("conversation", "conversation_id")),
    # The directory.
    Row("people", "", KEEPERS),
    Row("person-new", "", KEEPERS, KEEPERS),
    Row("people-import", "", KEEPERS, KEEPERS),
    Row("people-import-template", "", KEEPERS),
    Row("people-import-one", "import preview", HANA, kwargs=_on("import preview", "import_id")),
    Row("people-import-one", "people import", KEEPERS, kwargs=_on("people import", "import_id")),
    *(
        Row(
            f"people-import-{name}",
            "import preview",
            None,
            HANA,
            kwargs=_on("import preview", "import_id"),
        )
        for name in ("columns", "rows", "applying", "giving-up")
    ),
    Row(
        "people-import-undoing",
        "people import",
        None,
        KEEPERS,
        kwargs=_on("people import", "import_id"),
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
    Row("place", "place to turn to", None, KEEPERS, kwargs=_on("place to turn to", "place_id")),
    Row("organisation", "", ADMINISTRATOR, ADMINISTRATOR),
]

# Addresses with tests of their own, and why they are not in the table.
ELSEWHERE = {
    "catalogue": "only in a demo or while building: tests/web/test_catalogue.py",
    "set-up": "by the link in the server's log alone: tests/web/test_setting_up.py",
    "set-up-step": "the same",
    "demo-sign-in": "only in a demo: tests/web/test_demo_door.py",
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
