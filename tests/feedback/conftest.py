"""Words to give."""

import pytest

WORDS = {
    "moment": "The testing day at the ferry",
    "saw": "You asked before you showed anything",
    "led_to": "They told us what does not work",
    "next_time": "Bring the older phones too",
}


@pytest.fixture
def words() -> dict[str, str]:
    return dict(WORDS)
