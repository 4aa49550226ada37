"""What a conversation can be about, as the pages offer it."""

from typing import Any

from heard.conversations.models import Focus, Pair
from heard.conversations.suggesting.choosing import focus_of


def focus_context(pair: Pair) -> dict[str, Any]:
    """The subjects to choose from, and the one that is chosen."""
    chosen = focus_of(pair)
    about = chosen.about if chosen else ""
    return {
        "focus": chosen.get_about_display() if chosen else "",
        "focus_choices": [
            {"value": value, "label": label, "chosen": value == about}
            for value, label in Focus.About.choices
        ],
    }
