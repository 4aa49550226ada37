"""One noun a file."""

from heard.conversations.models.action import Action
from heard.conversations.models.agreement import Agreement
from heard.conversations.models.arrangement import Arrangement, ArrangementWhy
from heard.conversations.models.conversation import Conversation
from heard.conversations.models.focus import Focus
from heard.conversations.models.impression import Impression, Showing
from heard.conversations.models.item import Item
from heard.conversations.models.look import Look
from heard.conversations.models.note import Note, PrivateNote
from heard.conversations.models.pair import Pair
from heard.conversations.models.passed_up import CameBack, PassedUp
from heard.conversations.models.project_line import ProjectLine, ProjectWord
from heard.conversations.models.prompt_use import PromptUse
from heard.conversations.models.raise_ import Answer, Raise, Reply
from heard.conversations.models.rhythm import Rhythm
from heard.conversations.models.said_back import SaidBack
from heard.conversations.models.shown_wish import ShownWish
from heard.conversations.models.support_ask import SupportAsk
from heard.conversations.models.thinking import Thinking
from heard.conversations.models.told import Told
from heard.conversations.models.wish_step import WishStep
from heard.conversations.models.written import EarlierWording, Written

__all__ = [
    "Action",
    "Agreement",
    "Answer",
    "Arrangement",
    "ArrangementWhy",
    "CameBack",
    "Conversation",
    "EarlierWording",
    "Focus",
    "Impression",
    "Item",
    "Look",
    "Note",
    "Pair",
    "PassedUp",
    "PrivateNote",
    "ProjectLine",
    "ProjectWord",
    "PromptUse",
    "Raise",
    "Reply",
    "Rhythm",
    "SaidBack",
    "Showing",
    "ShownWish",
    "SupportAsk",
    "Thinking",
    "Told",
    "WishStep",
    "Written",
]
