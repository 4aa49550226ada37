"""Everything this layer declares: importing the files is what fills the list."""

from heard.conversations.suggesting import meeting, moments, owed, shown, topics, wishes
from heard.conversations.suggesting.declaring import DECLARED

__all__ = ["DECLARED", "meeting", "moments", "owed", "shown", "topics", "wishes"]
