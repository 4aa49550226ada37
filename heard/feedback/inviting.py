"""Inviting somebody outside: a link, the address it went to, one question, one answer.

Opening the link shows nothing and changes nothing: mail scanners follow links too. Whoever knows
the address it was made for is shown the question and the name whoever asks chose; once answered
the link is dead. A dead, a used and an unknown link are one answer.

Nobody acts on the outside. Within the one answer the link acts for whoever made it: it reaches
that one ask, and writes into that one inbox.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hmac import compare_digest

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.activity.recording import record
from heard.feedback.asking import ME, words_of
from heard.feedback.giving import Words, checked
from heard.feedback.models import Ask, Feedback, Link
from heard.lib import tokens
from heard.lib.refusals import Refusal, within
from heard.lib.text import one_line
from heard.people.joining import the_place_of
from heard.people.models import Person
from heard.privacy.keys import acting_as
from heard.privacy.own import hold_alone

VALID_FOR = dt.timedelta(days=30)
NAME_MOST = 80


@dataclass(frozen=True)
class Question:
    """All that somebody outside may know."""

    asker: str
    about: str
    question: str
    language: str


@transaction.atomic
def ask_outside(
    *,
    by: Person,
    address: str,
    known_as: str,
    about: str,
    kind: str = Ask.Question.WHAT_WORKED,
    own_question: str = "",
    due_on: dt.date | None = None,
    readers: str = ME,
) -> tuple[Ask, str]:
    """One ask and the token of its link, which is told once."""
    row = Ask(
        asker=by,
        address=_address(address),
        known_as=within(one_line(known_as), NAME_MOST, "known_as"),
        **words_of(
            by=by, about=about, kind=kind, own_question=own_question, due_on=due_on, readers=readers
        ),
    )
    row.save()
    record("feedback_asked", by=by, page_id=None, subject_id=row.id, private=True)
    return row, _link(row)


@transaction.atomic
def renew(row: Ask, *, by: Person) -> str:
    """A fresh link; the one before it is dead."""
    hold_alone(row)
    if not row.address or row.answered_at is not None:
        raise Refusal(_("There is no link to renew."), "state")
    Link.objects.visible_to(by).filter(ask=row).update(ended_at=timezone.now())
    return _link(row)


def knock(token: str, address: str) -> bool:
    """Whether this link lives and was made for this address."""
    with the_ask(token) as row:
        if row is None:
            return False
        return compare_digest(row.address.encode(), address.strip().casefold().encode())


def question_behind(token: str) -> Question | None:
    """What the link asks; nothing for any other."""
    with the_ask(token) as row:
        if row is None:
            return None
        language = row.asker.organisation.language
        return Question(row.known_as, row.about, row.question, language)


@transaction.atomic
def answer_from_outside(token: str, *, words: Words, signed: str) -> bool:
    """Written into the asker's inbox; of two who come at the same moment one gets through."""
    with the_ask(token) as row:
        if row is None:
            return False
        name = within(one_line(signed), NAME_MOST, "signed")
        said = checked(words, about=row.about)
        now = timezone.now()
        digest = tokens.digest(token.partition(".")[2])
        if not Link.objects.usable().filter(ask=row, digest=digest).update(used_at=now):
            return False
        row.answered_at = now
        row.changed("answered_at")
        feedback = Feedback(receiver=row.asker, ask=row, signed=name, **said)
        feedback.save()
        record(
            "feedback_arrived",
            by=row.asker,
            page_id=None,
            subject_id=feedback.id,
            private=True,
        )
        return True


@contextmanager
def the_ask(token: str) -> Iterator[Ask | None]:
    """What a living link leads to, acting as whoever made it; nothing for a dead one."""
    with the_place_of(token) as (organisation, secret):
        link = _usable(secret) if organisation is not None else None
        if link is None:
            yield None
            return
        with acting_as(link.asker):
            rows = Ask.objects.visible_to(link.asker).select_related("asker__organisation")
            yield rows.filter(id=link.ask_id, answered_at__isnull=True).first()


def _usable(secret: str) -> Link | None:
    links = Link.objects.usable().select_related("asker__organisation")
    return links.filter(digest=tokens.digest(secret)).first()


def _link(row: Ask) -> str:
    secret = tokens.new_secret()
    Link(
        asker=row.asker,
        ask=row,
        digest=tokens.digest(secret),
        expires_at=timezone.now() + VALID_FOR,
    ).save()
    return tokens.joined(row.organisation_id, secret)


def _address(value: str) -> str:
    address = value.strip().casefold()
    try:
        validate_email(address)
    except ValidationError:
        raise Refusal(_("An e-mail address, please."), "address") from None
    return address
