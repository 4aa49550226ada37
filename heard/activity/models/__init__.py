"""One noun a file."""

from heard.activity.models.event import Event
from heard.activity.models.undo import Undo

__all__ = ["Event", "Undo"]
