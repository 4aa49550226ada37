"""The check-in as pages show it: the questions, or the one sentence back."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from heard.conversations.checking_in import reader_of, upward
from heard.conversations.models import Pair
from heard.people.models import Person
from heard.web.middleware.acting import PersonRequest
from heard.wellbeing.answering import habit_of, is_my_day, is_paused
from heard.wellbeing.models import CheckIn, Habit, PlaceToTurn
from heard.wellbeing.models.habit import Reader
from heard.wellbeing.pack import Question
from heard.wellbeing.pack_reading import own_pack
from heard.wellbeing.patterns import answered, pattern_of
from heard.wellbeing.saying_back import asks_what_next, in_words

# What a usual is made of, with room for those that left a question out.
RECENT = 16
SALT = "heard.check-in-later"


@dataclass(frozen=True)
class Choice:
    """One word of a scale."""

    id: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class AskedQuestion:
    """One question with its words."""

    id: str
    label: str
    words: list[Choice]


def panel_on(request: PersonRequest, pages: list[Pair]) -> dict[str, Any] | None:
    """On Home: on one's own day, unless one put it off; answered, what came back."""
    habit = habit_of(request.person)
    if not is_my_day(habit, request.person.today()) or is_put_off(request):
        return None
    return panel_of(request.person, habit, recent_of(request.person), pages)


def fold_on(request: PersonRequest, pages: list[Pair]) -> dict[str, Any] | None:
    """In Prep: open on one's day, folded on others, and not there at all while paused."""
    habit = habit_of(request.person)
    if is_paused(habit, request.person.today()):
        return None
    panel = panel_of(request.person, habit, recent_of(request.person), pages)
    my_day = habit.weekday == request.person.today().weekday()
    return panel | {"folded": not my_day or is_put_off(request)}


def recent_of(person: Person) -> list[CheckIn]:
    """The last ones, newest first."""
    return list(CheckIn.objects.visible_to(person).newest_first()[:RECENT])


def panel_of(
    person: Person, habit: Habit, recent: list[CheckIn], pages: list[Pair]
) -> dict[str, Any]:
    """The form where today is not answered yet, else the sentence."""
    row = next((one for one in recent if one.on == person.today()), None)
    if row is None:
        return form_of(person, habit, None, pages)
    return {"said": said_back(person, habit, recent, pages)}


def form_of(
    person: Person,
    habit: Habit,
    row: CheckIn | None,
    pages: list[Pair],
    *,
    reader: str = "",
) -> dict[str, Any]:
    """The questions of today with whatever was said already."""
    led = upward(pages, person)
    answers = row.answers if row else {}
    return {
        "questions": questions_of(own_pack().asked_on(person.today()), answers),
        "word": row.word if row else "",
        "note": row.note if row else "",
        "version": row.version if row else 0,
        "reader": reader or reader_of(habit, led),
        "chip_pair": chip_of(led),
    }


def questions_of(asked: list[Question], answers: dict[str, str]) -> list[AskedQuestion]:
    """Each question with its words, and which of them was chosen."""
    return [
        AskedQuestion(
            question.id,
            str(question),
            [
                Choice(word.id, str(word), answers.get(question.id) == word.id)
                for word in question.scale.words
            ],
        )
        for question in asked
    ]


def chip_of(led: list[Pair]) -> str:
    """Who reads it besides oneself, by name; nothing where one reports to nobody."""
    names = [pair.manager.called for pair in led]
    if not names:
        return ""
    if len(names) == 1:
        return _("You and %(name)s") % {"name": names[0]}
    return _("You, %(names)s") % {"names": ", ".join(names)}


def said_back(
    person: Person, habit: Habit, recent: list[CheckIn], pages: list[Pair]
) -> dict[str, Any]:
    """One sentence, what one might do with it, and after a long low people to turn to."""
    pattern = pattern_of(answered(recent), own_pack())
    led = upward(pages, person)
    shown = reader_of(habit, led) == Reader.PAIR
    return {
        "sentence": in_words(pattern),
        "ask": asks_what_next(pattern),
        "readers": ", ".join(pair.manager.called for pair in led) if shown else "",
        "page": led[0] if led else None,
        "chip_pair": chip_of(led[:1]),
        "places": list(PlaceToTurn.objects.visible_to(person).in_order())
        if pattern.wants_somebody
        else [],
        "wants_somebody": pattern.wants_somebody,
    }


def is_put_off(request: PersonRequest) -> bool:
    """Only this browser knows, until it is closed."""
    return request.COOKIES.get(settings.SKIPPED_CHECK_IN_COOKIE) == put_off_mark(
        request.person, timezone.localdate()
    )


def put_off_mark(person: Person, day: dt.date) -> str:
    """Says nothing to anybody else who uses this browser, nor tomorrow."""
    return salted_hmac(SALT, f"{person.id}|{day}").hexdigest()[:32]
