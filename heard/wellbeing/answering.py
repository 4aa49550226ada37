"""Answering: three words about the week, by and for one person."""

import datetime as dt
import json
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.activity.recording import record
from heard.lib.refusals import Conflict, Refusal, at_most
from heard.lib.text import cleaned
from heard.people.models import Person
from heard.wellbeing.models import CheckIn, Habit
from heard.wellbeing.models.habit import Reader
from heard.wellbeing.pack import Pack
from heard.wellbeing.pack_reading import own_pack

NOTE_MOST = 1_000
WORD_MOST = 40


@transaction.atomic
def answer(
    *,
    by: Person,
    answers: Mapping[str, str],
    word: str = "",
    note: str = "",
    base: int | None = None,
) -> CheckIn:
    """Today's, or other words for today's: one a day, and the last said is what stands.

    `base` is the version the writer had in front of them, nought where there was none yet.
    """
    pack = own_pack()
    found = _understood(answers, pack)
    own_word = at_most(cleaned(word), WORD_MOST, "word")
    line = at_most(cleaned(note), NOTE_MOST, "note")
    content = json.dumps({**found, CheckIn.OWN_WORD: own_word} if own_word else found)
    row, made = CheckIn.objects.get_or_create(
        organisation_id=by.organisation_id,
        person=by,
        on=by.today(),
        defaults={"pack": pack.name, "sealed_answers": content, "note": line},
    )
    if not made:
        row.hold()
        if base is not None and base != row.version:
            if (row.sealed_answers, row.note) == (content, line):
                return row
            raise Conflict(theirs=row.note, yours=line, version=row.version)
        row.pack, row.sealed_answers, row.note = pack.name, content, line
        row.changed("pack", "sealed_answers", "note")
    record("check_in_answered", by=by, page_id=None, subject_id=row.id, private=True)
    return row


@transaction.atomic
def delete(row: CheckIn, *, by: Person) -> None:
    """Gone for good, with everything it said."""
    record("check_in_deleted", by=by, page_id=None, subject_id=row.id, private=True)
    row.delete()


def habit_of(person: Person) -> Habit:
    """Their habit, or the one everybody begins with; not kept before something is chosen."""
    return Habit.objects.visible_to(person).first() or Habit(person=person)


@transaction.atomic
def keep_habit(*, by: Person, **chosen: object) -> Habit:
    """What they chose, from now on: the day, the reader, a pause."""
    habit, _made = Habit.objects.get_or_create(organisation_id=by.organisation_id, person=by)
    habit.hold()
    for name, value in chosen.items():
        setattr(habit, name, value)
    habit.changed(*chosen)
    record("check_in_habit", by=by, page_id=None, subject_id=habit.id, private=True)
    return habit


def choose_day(*, by: Person, weekday: int) -> Habit:
    """On which day of the week one is asked. Monday is 0."""
    if weekday not in range(7):
        raise Refusal(_("Choose a day of the week."), "weekday")
    return keep_habit(by=by, weekday=weekday)


def choose_reader(*, by: Person, reader: str) -> Habit:
    """Who reads it; the choice sticks for the next time, on the pages there are now."""
    if reader not in Reader.values:
        raise Refusal(_("A check-in is only for you, or for you and your manager."), "reader")
    return keep_habit(by=by, reader=reader, reader_chosen_at=timezone.now())


def pause(*, by: Person, until: dt.date | None = None) -> Habit:
    """Not asked until that day; without a day, not until one says so."""
    if until is not None and until <= by.today():
        raise Refusal(_("Choose a day to come, or none at all."), "until")
    return keep_habit(by=by, paused=True, paused_until=until)


def go_on(*, by: Person) -> Habit:
    """Asked again, from one's next day on."""
    return keep_habit(by=by, paused=False, paused_until=None)


def is_paused(habit: Habit, today: dt.date) -> bool:
    """A pause that had an end is over on that day by itself."""
    return habit.paused and (habit.paused_until is None or habit.paused_until > today)


def is_my_day(habit: Habit, today: dt.date) -> bool:
    """Whether one is asked today, unless one has answered."""
    return habit.weekday == today.weekday() and not is_paused(habit, today)


def _understood(answers: Mapping[str, str], pack: Pack) -> dict[str, str]:
    """Question to word, each known; the words are taken as shown or as named."""
    found: dict[str, str] = {}
    for asked, said in answers.items():
        question = pack.question(asked)
        if question is None:
            raise Refusal(_("That question isn't one of ours."), "answers")
        if not said:
            continue
        place = question.scale.place_of(said.strip().casefold().replace(" ", "_"))
        if place is None:
            raise Refusal(_("Choose one of the words for that question."), asked)
        found[asked] = question.scale.words[place].id
    if not found:
        raise Refusal(_("Choose a word for at least one of them."), "answers")
    return found
