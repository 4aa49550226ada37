"""What stands inside an item besides its notes, as flat values."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from heard.conversations import access
from heard.conversations.looking_inside import Inside
from heard.conversations.models import Item, SaidBack, Thinking
from heard.conversations.models.thinking import BOXES
from heard.people.models import Person


@dataclass(frozen=True)
class SaidBackRow:
    """The sentence, and what was answered to it."""

    text: str
    by: str
    employee: str
    state: str
    missing: str
    version: int


@dataclass(frozen=True)
class BoxRow:
    """One of the four questions, and the line under it."""

    name: str
    question: str
    text: str


@dataclass(frozen=True)
class ThinkingRow:
    """The four boxes, and the version they were read in; 0 before anybody wrote."""

    boxes: list[BoxRow]
    version: int
    written: bool


@dataclass(frozen=True)
class FurtherRows:
    """Both of them, and what the reader may do."""

    said: SaidBackRow | None
    thinking: ThinkingRow
    can_say_back: bool
    can_answer: bool
    can_think: bool
    said_back_url: str
    answer_url: str
    thinking_url: str


def further_rows(inside: Inside, item: Item, reader: Person) -> FurtherRows:
    """What stands inside an item, as this reader may see and change it."""
    said = inside.said
    return FurtherRows(
        said=said_back_row(said, item) if said else None,
        thinking=thinking_row(inside.thinking),
        can_say_back=access.can_say_back(reader, item),
        can_answer=said is not None and access.can_answer_said_back(reader, item),
        can_think=access.can_think_through(reader, item),
        said_back_url=reverse("item-said-back", args=[item.id]),
        answer_url=reverse("item-said-back-answer", args=[item.id]),
        thinking_url=reverse("item-thinking", args=[item.id]),
    )


def said_back_row(said: SaidBack, item: Item) -> SaidBackRow:
    return SaidBackRow(
        text=said.text,
        by=item.pair.manager.called,
        employee=item.pair.employee.called,
        state=said.state,
        missing=said.missing,
        version=said.version,
    )


def thinking_row(thinking: Thinking | None) -> ThinkingRow:
    boxes = thinking.boxes if thinking else [""] * len(BOXES)
    questions = (
        _("What do you want?"),
        _("What is true now?"),
        _("What could you try?"),
        _("What will you do?"),
    )
    return ThinkingRow(
        boxes=[BoxRow(*row) for row in zip(BOXES, questions, boxes, strict=True)],
        version=thinking.version if thinking else 0,
        written=thinking is not None,
    )
