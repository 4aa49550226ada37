"""Feedback: reached by giver and receiver, and by the manager while it is shown."""

from tests.access.row import EVERYBODY, MARIO, PRIYA, SIGNED_IN, THE_TWO, Row, on

PIA = frozenset({"pia"})
GIVER_AND_RECEIVER = PRIYA | PIA
READERS = {
    "feedback": GIVER_AND_RECEIVER,
    "read feedback": GIVER_AND_RECEIVER | MARIO,
    "feedback to Mario": THE_TWO,
}


def _sent(part: str, record: str, sends: frozenset[str]) -> Row:
    refused = READERS[record] - sends
    return Row(f"feedback-{part}", record, None, sends, refused, on(record, "feedback_id"))


FEEDBACK: list[Row] = [
    *(Row(name, "", SIGNED_IN) for name in ("feedback", "feedback-given", "feedback-asks")),
    *(Row(name, "", SIGNED_IN, SIGNED_IN) for name in ("feedback-ask", "feedback-give")),
    Row("feedback-people", "", SIGNED_IN),
    Row("thanks", "", SIGNED_IN, SIGNED_IN),
    Row("feedback-ask-outside", "", SIGNED_IN, SIGNED_IN),
    Row(
        "feedback-link",
        "ask to somebody outside",
        None,
        PRIYA,
        kwargs=on("ask to somebody outside", "ask_id"),
    ),
    Row("feedback-upward", "", SIGNED_IN, SIGNED_IN),
    Row("feedback-round", "round", THE_TWO, PRIYA, MARIO, on("round", "round_id")),
    # The same page whatever the link; the address it was made for leads on.
    Row(
        "outside", "", EVERYBODY, EVERYBODY, kwargs=lambda world: {"token": world.words["outside"]}
    ),
    # Before it is opened: only whoever gave it changes the words, or takes it back.
    Row("feedback-words", "feedback", PIA, PIA, PRIYA, on("feedback", "feedback_id")),
    Row(
        "feedback-words",
        "feedback to Mario",
        PRIYA,
        PRIYA,
        MARIO,
        on("feedback to Mario", "feedback_id"),
    ),
    *(
        Row("feedback-one", record, readers, kwargs=on(record, "feedback_id"))
        for record, readers in READERS.items()
    ),
    _sent("additions", "read feedback", PIA),
    *(
        _sent(part, "read feedback", PRIYA)
        for part in ("take", "keeping", "showing", "talk", "more")
    ),
    # What was said to a manager is not theirs to show further.
    _sent("showing", "feedback to Mario", frozenset()),
    _sent("take", "feedback to Mario", MARIO),
    Row("feedback-ask-one", "ask", GIVER_AND_RECEIVER, kwargs=on("ask", "ask_id")),
    Row("feedback-declining", "ask", None, PIA, PRIYA, on("ask", "ask_id")),
    Row("feedback-ask-removal", "ask", None, PRIYA, PIA, on("ask", "ask_id")),
    _sent("removal", "read feedback", PRIYA),
]
