"""Openings: everyone's, and the one of Mario's people; what Priya told, and what she was told."""

from tests.access.row import MARIO, PRIYA, SIGNED_IN, Kwargs, Row, on

TIDEWATER = SIGNED_IN - {"otto"}
# Mario's people and theirs, and himself.
MARIOS_PEOPLE = frozenset({"mario", "priya", "pia"})
LEADERS = frozenset({"mario", "sol", "hana", "otto"})
SOL = frozenset({"sol"})
READERS = {"opening": TIDEWATER, "team opening": MARIOS_PEOPLE}
POSTERS = {"opening": SOL, "team opening": MARIO}


def _with(record: str, argument: str) -> Kwargs:
    """A row of the opening for everyone."""
    return lambda world: {
        "opening_id": world.rows["opening"].pk,
        argument: world.rows[record].pk,
    }


OPPORTUNITIES: list[Row] = [
    Row("opportunities", "", SIGNED_IN),
    Row("opening-new", "", LEADERS, LEADERS),
    *(
        Row("opening", record, readers, kwargs=on(record, "opening_id"))
        for record, readers in READERS.items()
    ),
    *(
        Row(
            route,
            record,
            opens,
            POSTERS[record],
            readers - POSTERS[record],
            on(record, "opening_id"),
        )
        for record, readers in READERS.items()
        for route, opens in (("opening-edit", POSTERS[record]), ("opening-state", None))
    ),
    *(
        Row(
            "opening-interest",
            record,
            None,
            readers - POSTERS[record],
            POSTERS[record],
            on(record, "opening_id"),
        )
        for record, readers in READERS.items()
    ),
    *(
        Row("opening-aside", record, None, readers, kwargs=on(record, "opening_id"))
        for record, readers in READERS.items()
    ),
    Row("interest-answer", "interest", None, SOL, PRIYA, _with("interest", "interest_id")),
    Row(
        "match-raising",
        "match",
        None,
        SOL,
        frozenset({"priya", "mario"}),
        _with("match", "match_id"),
    ),
    Row("raising-on-page", "raising", None, MARIO, SOL, on("raising", "raising_id")),
]
