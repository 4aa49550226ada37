"""What the demo's files may say: every key, its type and its meaning.

Days count back from today on what stands by itself, forward from the conversation on
what was said in one; the package's docstring tells it in full.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Every = Literal["weekly", "fortnightly", "monthly", "quarterly", "as needed"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday"]
Kind = Literal["manager", "skip_level", "mentor", "peer"]
State = Literal["held", "skipped", "elsewhere"]
Outcome = Literal["yes", "partly", "no", "not_ours", "looking"]
Role = Literal["people_team", "administrator"]
Matters = Literal["", "little", "quite", "very"]
HowItIs = Literal["", "poor", "so_so", "fine", "good"]


@dataclass(frozen=True)
class DemoPerson:
    """Someone in the organisation; `key` is the local part of the address."""

    key: str
    email: str
    name: str
    title: str
    team: str
    place: str
    timezone: str
    started: int
    manager: str | None = None
    managed_since: int | None = None  # days ago; nothing: since they started
    roles: tuple[Role, ...] = ()
    paused: int | None = None  # on long leave since, days ago
    back: int | None = None  # expected back, days from now
    left: int | None = None  # days ago


@dataclass(frozen=True)
class Rhythm:
    """How often, when and where. Without a weekday, that of the next conversation."""

    every: Every
    at: str
    minutes: int
    where: str
    weekday: Weekday | None = None


@dataclass(frozen=True)
class Next:
    """The planned conversation."""

    in_days: int
    at: str


@dataclass(frozen=True)
class Note:
    """A shared note under an item."""

    by: str
    text: str


@dataclass(frozen=True)
class Answer:
    """The manager's answer to a raise; the last one counts."""

    after: int
    outcome: Outcome
    sentence: str
    look_again: int | None = None


@dataclass(frozen=True)
class NotYet:
    """A line back to an answer, by whoever raised it."""

    after: int
    text: str


@dataclass(frozen=True)
class PassedUp:
    """Words that both agreed to, put to somebody else; and what came back."""

    after: int
    to: str
    text: str
    answered: int
    outcome: Outcome
    sentence: str
    look_again: int | None = None


@dataclass(frozen=True)
class Item:
    """Something to talk about, and a raise when it needs an answer."""

    by: str
    text: str
    notes: tuple[Note, ...] = ()
    carried: int = 0
    days: int | None = None  # of the page only: added this many days ago
    let_go: bool = False
    private: bool = False
    needs_answer: bool = False
    answers: tuple[Answer, ...] = ()
    not_yet: tuple[NotYet, ...] = ()
    passed_up: tuple[PassedUp, ...] = ()
    settled: int | None = None


@dataclass(frozen=True)
class Action:
    """Something one of the two said they would do."""

    owner: str
    text: str
    due: int | None = None
    if_it_slips: str = ""
    done: int | None = None
    dropped: int | None = None
    handed_on: int | None = None  # went along to the next pair, where it is told again


@dataclass(frozen=True)
class Agreement:
    """A sentence both accept; `became` and `because` tell how it changed."""

    text: str
    review: int | None = None
    ended: int | None = None
    changed: int | None = None
    became: str = ""
    because: str = ""


@dataclass(frozen=True)
class Arrangement:
    """A way of working that was asked for, and is tried for so many days from now."""

    by: str
    asked: int
    agreed: int
    what: str
    trial: int
    where_when: str = ""
    why: str = ""
    why_for_me: bool = False


@dataclass(frozen=True)
class PastConversation:
    """A conversation that was held, skipped by agreement, or met elsewhere."""

    days: int  # planned for this many days ago
    minutes: int | None = None
    state: State = "held"
    moved_by: int = 0  # held this many days later, or below nought earlier
    line: str = ""  # why it moved, was skipped, or where they met
    summary: str = ""
    employee_said: str = ""
    manager_said: str = ""
    items: tuple[Item, ...] = ()
    actions: tuple[Action, ...] = ()
    agreements: tuple[Agreement, ...] = ()

    @property
    def held_days(self) -> int:
        """How many days ago it took place; what was said in it counts from here."""
        return self.days - self.moved_by


@dataclass(frozen=True)
class PrivateNote:
    """A note its author alone can read."""

    by: str
    days: int
    text: str


@dataclass(frozen=True)
class Said:
    """How a project stood on a day, in a word, and a note where there was one."""

    days: int
    by: str
    word: Literal["moving", "slow", "stuck"]
    note: str = ""


@dataclass(frozen=True)
class Project:
    """One line on the page for a piece of work, from the day it was first said how it goes."""

    name: str
    said: tuple[Said, ...]
    ended: int | None = None  # put away, days ago


@dataclass(frozen=True)
class Story:
    """One pair: its rhythm, what was said, and what lies on the page today."""

    employee: str
    manager: str
    kind: Kind
    since: int
    rhythm: Rhythm
    until: int | None = None
    next: Next | None = None
    conversations: tuple[PastConversation, ...] = ()
    page: tuple[Item, ...] = ()
    private_notes: tuple[PrivateNote, ...] = ()
    projects: tuple[Project, ...] = ()
    arrangements: tuple[Arrangement, ...] = ()

    @property
    def people(self) -> tuple[str, str]:
        """The employee first, as everywhere."""
        return self.employee, self.manager

    @property
    def held(self) -> tuple[PastConversation, ...]:
        """The conversations that took place, here or elsewhere."""
        return tuple(c for c in self.conversations if c.state != "skipped")


@dataclass(frozen=True)
class Was:
    """How an element stood from some day on, before it was said otherwise."""

    days: int
    matters: Matters
    how_it_is: HowItIs


@dataclass(frozen=True)
class SaidElement:
    """What drives somebody: one of the catalogue, or one of their own by its name."""

    days: int
    element: str = ""
    name: str = ""
    words: str = ""
    matters: Matters = ""
    how_it_is: HowItIs = ""
    was: tuple[Was, ...] = ()
    changed: int | None = None  # said otherwise since, days ago
    shown: int | None = None  # to whom they report to, since so many days
    shown_to_team: int | None = None


@dataclass(frozen=True)
class Step:
    """What came of a wish."""

    days: int
    by: str
    state: Literal["trying", "happening", "not_now"]
    reason: str = ""
    look_again: int | None = None  # so many days from now


@dataclass(frozen=True)
class SaidWish:
    """Work somebody wants more or less of."""

    days: int
    direction: Literal["more_of", "less_of"]
    text: str
    because: str = ""
    instead: str = ""
    tags: tuple[str, ...] = ()
    matching: bool = False
    steps: tuple[Step, ...] = ()
    shown: int | None = None
    shown_to_team: int | None = None


@dataclass(frozen=True)
class SaidStatement:
    """A sentence about oneself."""

    days: int
    kind: Literal["hard_news", "thanks", "best_work", "strength", "a_year", "a_few_years"]
    text: str
    shown: int | None = None
    shown_to_team: int | None = None


@dataclass(frozen=True)
class Self:
    """What one person says of themselves."""

    element: tuple[SaidElement, ...] = ()
    wish: tuple[SaidWish, ...] = ()
    statement: tuple[SaidStatement, ...] = ()


@dataclass(frozen=True)
class Script:
    """One organisation of the demo, whole."""

    folder: str
    organisation: str
    domain: str
    timezone: str
    people: tuple[DemoPerson, ...]
    stories: tuple[Story, ...]
    selves: Mapping[str, Self]

    def person(self, key: str) -> DemoPerson:
        """The person of that key; an unknown one is a mistake in the data."""
        return next(person for person in self.people if person.key == key)
