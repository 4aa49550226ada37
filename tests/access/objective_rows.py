"""Objectives and what they serve, each address at every visibility."""

from tests.access.row import MARIO, PRIYA, SIGNED_IN, THE_TWO, Row, on


def _objective(route: str, record: str, readers: frozenset[str]) -> Row:
    """Sent to by Priya, whose it is; read by those it is shown to."""
    return Row(route, record, None, PRIYA, readers - PRIYA, on(record, "objective_id"))


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

OBJECTIVES: list[Row] = [
    Row("objectives", "", SIGNED_IN),
    Row("priorities", "", SIGNED_IN),
    Row("objectives-tree", "", SIGNED_IN),
    Row("objective-new", "", SIGNED_IN, SIGNED_IN),
    Row("objectives-export", "", SIGNED_IN),
    Row("objectives-import", "", SIGNED_IN, SIGNED_IN),
    *(
        Row(f"objectives-import-{part}", "", None, SIGNED_IN)
        for part in ("rows", "bringing", "giving-up")
    ),
    Row("priority-new", "", LEADERS, LEADERS),
    Row(
        "priority",
        "team priority",
        MARIOS_TEAM,
        MARIO,
        MARIOS_TEAM - MARIO,
        on("team priority", "priority_id"),
    ),
    Row(
        "priority",
        "priority",
        TIDEWATER,
        frozenset({"sol"}),
        TIDEWATER - {"sol"},
        on("priority", "priority_id"),
    ),
    *(
        Row("objective", record, readers, kwargs=on(record, "objective_id"))
        for record, readers in SHOWN.items()
    ),
    *(
        Row("objective-edit", record, PRIYA, PRIYA, readers - PRIYA, on(record, "objective_id"))
        for record, readers in SHOWN.items()
    ),
    *(
        Row(
            "objective-expectation",
            record,
            None,
            THE_TWO & readers if record != "draft objective" else frozenset(),
            readers - THE_TWO if record != "draft objective" else PRIYA,
            on(record, "objective_id"),
        )
        for record, readers in SHOWN.items()
    ),
    *(
        Row(
            "objective-pivot",
            record,
            THE_TWO,
            THE_TWO,
            readers - THE_TWO,
            on(record, "objective_id"),
        )
        for record, readers in SHOWN.items()
        if record != "draft objective"
    ),
    *(
        Row(
            "objective-support",
            record,
            PRIYA,
            PRIYA,
            readers - PRIYA,
            on(record, "objective_id"),
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
    Row("revision", "revision", THE_TWO, kwargs=on("revision", "revision_id")),
    Row("revision-agreement", "revision", None, MARIO, PRIYA, on("revision", "revision_id")),
    Row("revision-talk", "revision", None, MARIO, PRIYA, on("revision", "revision_id")),
    _objective("objective-beginning", "draft objective", PRIYA),
    _objective("objective-achievement", "team objective", PRIYAS_TEAM),
]
