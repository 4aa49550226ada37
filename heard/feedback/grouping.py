"""Grouping: feedback to a manager from five people up, shown together and never one by one.

No event, no way back and no time is kept of who wrote: any of them would be the link that closing
destroys. Closing happens by itself, on the first visit after the day.
"""

import datetime as dt
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.activity.recording import record
from heard.feedback.models import Round, Seat, Voice
from heard.lib.refusals import Refusal, at_most
from heard.lib.text import cleaned
from heard.people.models import Person, ReportingLine
from heard.privacy.keys import with_nobody_acting
from heard.privacy.own import hold_alone

FLOOR = 5
OPEN_FOR = dt.timedelta(days=14)
APART = dt.timedelta(days=182)
VOICE_MOST = 2_000


@transaction.atomic
def open_round(*, by: Person) -> Round:
    """To everybody who reports to this person today; five at the least, twice a year at most."""
    people = team_of(by)
    if len(people) < FLOOR:
        raise Refusal(
            _("A round needs five people who report to you. Ask them one by one instead."), "round"
        )
    if Round.objects.filter(manager=by, created_at__gt=timezone.now() - APART).exists():
        raise Refusal(_("Half a year lies between two rounds."), "round")
    found = Round(manager=by, closes_at=timezone.now() + OPEN_FOR)
    found.save()
    for person in people:
        Seat(round=found, person=person).save()
    record("round_opened", by=by, page_id=None, subject_id=found.id, private=True)
    return found


def team_of(manager: Person) -> list[Person]:
    """Who reports to this person today and is here."""
    lines = ReportingLine.objects.current().filter(manager=manager).values("person")
    return list(Person.objects.active().filter(id__in=lines).order_by("id"))


@transaction.atomic
def say(found: Round, *, by: Person, keep_doing: str, differently: str) -> Voice | None:
    """What this one would say; changed as often as they like until it closes, or taken back."""
    hold_alone(found)
    if not found.is_open:
        raise Refusal(_("This round is closed."), "round")
    words = {
        "keep_doing": at_most(cleaned(keep_doing), VOICE_MOST, "keep_doing"),
        "differently": at_most(cleaned(differently), VOICE_MOST, "differently"),
    }
    voice = Voice.objects.visible_to(by).filter(round=found, giver=by).first()
    if not any(words.values()):
        if voice is not None:
            voice.delete()
        return None
    voice = voice or Voice(round=found, giver=by, created_at=found.created_at)
    voice.keep_doing, voice.differently = words["keep_doing"], words["differently"]
    voice.save()
    return voice


def close_what_is_over(manager: Person) -> None:
    """Rounds of this manager whose day has passed; nothing to do is the usual case."""
    over = Round.objects.visible_to(manager).filter(
        manager=manager, closed_at__isnull=True, closes_at__lte=timezone.now()
    )
    for found in over:
        close(found)


@transaction.atomic
def close(found: Round) -> Round:
    """Who wrote what is gone from here on; with fewer than five, what they wrote too."""
    with nobody(found):
        hold_alone(found)
        if found.closed_at is not None:
            return found
        voices = list(Voice.objects.filter(round=found))
        words = [(voice.keep_doing, voice.differently) for voice in voices]
        Voice.objects.filter(round=found).delete()
        Seat.objects.filter(round=found).delete()
        found.enough = len(words) >= FLOOR
        if found.enough:
            secrets.SystemRandom().shuffle(words)
            for keep_doing, differently in words:
                Voice(
                    id=uuid4(),
                    round=found,
                    created_at=found.closes_at,
                    keep_doing=keep_doing,
                    differently=differently,
                ).save()
        found.closed_at = found.closes_at
        found.save(update_fields=["enough", "closed_at"])
    return found


@contextmanager
def nobody(found: Round) -> Iterator[None]:
    with with_nobody_acting(found.organisation_id):
        yield


def together(found: Round, *, by: Person) -> tuple[list[str], list[str]]:
    """What they said, each question by itself and each in an order of its own, so that no two
    lines can be put together again."""
    voices = list(Voice.objects.visible_to(by).filter(round=found, giver__isnull=True))
    keep = sorted((voice.keep_doing for voice in voices if voice.keep_doing), key=_scattered)
    change = sorted((voice.differently for voice in voices if voice.differently), key=_scattered)
    return keep, change


def _scattered(text: str) -> str:
    """The same order on each visit, and one that says nothing."""
    return sha256(text.encode()).hexdigest()
