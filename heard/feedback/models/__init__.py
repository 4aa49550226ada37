"""One noun a file."""

from heard.feedback.models.ask import Ask
from heard.feedback.models.feedback import Addition, Feedback
from heard.feedback.models.link import Link
from heard.feedback.models.round_ import Round, Seat, Voice
from heard.feedback.models.showing import Showing
from heard.feedback.models.take import Keeping, Take
from heard.feedback.models.thanks import Thanks

__all__ = [
    "Addition",
    "Ask",
    "Feedback",
    "Keeping",
    "Link",
    "Round",
    "Seat",
    "Showing",
    "Take",
    "Thanks",
    "Voice",
]
