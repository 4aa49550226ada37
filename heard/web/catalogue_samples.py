"""What the catalogue shows of check-ins and projects, as the real templates are given them."""

import datetime as dt
from typing import Any

from heard.web.check_in_chart import strips_of_history
from heard.web.check_in_panel import questions_of
from heard.web.project_rows import LineRow, WordChoice
from heard.wellbeing.pack_reading import own_pack
from heard.wellbeing.patterns import Answered

LONG = (
    "Merrow's third part, with all nineteen letters done in the way of the first one and no other"
)
RIGHT_TO_LEFT = "ما الذي يقف في طريقك هذا الأسبوع؟"
FELT = ("good", "good", "mixed", "good", "great", "flat", "good", "mixed", "rough")


def check_in_samples(chip: str) -> dict[str, Any]:
    """The questions with one word chosen, the sentence after a long low, and a pattern."""
    monday = dt.date(2026, 1, 5)
    history = [
        Answered(monday + number * dt.timedelta(days=7), {"week": word})
        for number, word in enumerate(FELT)
    ]
    return {
        "check_in_form": {
            "questions": questions_of(own_pack().asked_on(monday), {"week": "mixed"}),
            "word": "",
            "note": RIGHT_TO_LEFT,
            "version": "",
            "reader": "only_me",
            "chip_pair": chip,
        },
        "said": {
            "sentence": "Lower than your usual two weeks running.",
            "ask": True,
            "readers": "",
            "page": None,
            "places": [
                {"name": "The helpline", "how": "Day and night, and nobody learns who rang"}
            ],
            "wants_somebody": True,
        },
        "strips": strips_of_history(history),
        "lines": [
            _line("p1", "Ferry quay, phase one", "", "moving"),
            _line("p2", LONG, "Nobody there has the right to decide", "stuck"),
            _line("p3", RIGHT_TO_LEFT, "", ""),
        ],
    }


def _line(id_: str, text: str, note: str, word: str) -> LineRow:
    return LineRow(
        id=id_,
        text=text,
        note=note,
        words=[WordChoice(name, name, name == word) for name in ("moving", "slow", "stuck")],
        said="yesterday" if word else "",
        by="Priya" if word else "",
        week=[("Thu", "slow", "slow"), ("Tue", word, word)] if word == "stuck" else [],
        version=1,
        url="/catalogue",
    )
