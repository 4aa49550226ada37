"""Everything this layer declares: importing the files is what fills the list."""

from heard.conversations.suggesting import given, meeting, moments, owed, shown, topics, wishes
from heard.conversations.suggesting.declaring import DECLARED

__all__ = ["DECLARED", "given", "meeting", "moments", "owed", "shown", "topics", "wishes"]
