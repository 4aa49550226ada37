"""What was passed up as flat values: for the two, and, the words alone, for whoever is asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from heard.conversations import access
from heard.conversations.following import PEOPLE
from heard.conversations.models import CameBack, PassedUp
from heard.lib.text import rendered
from heard.people.models import Person
from heard.privacy.keys import keyring, of_organisation
from heard.web.rows import AnswerRow, day


@dataclass(frozen=True)
class PassedRow:
    """One question, as one of three sees it."""

    id: str
    url: str
    to: str
    asker: str
    raiser: str
    worder: str
    words: SafeString
    text: str
    version: int
    state: str
    said: str
    when: str
    answers: list[AnswerRow]
    can_word: bool
    can_agree: bool
    can_take_back: bool
    can_answer: bool


def passed_row(passed: PassedUp, back: Sequence[CameBack], reader: Person) -> PassedRow:
    return PassedRow(
        id=str(passed.id),
        url=reverse("passed-up", args=[passed.id]),
        to=passed.to.called,
        asker=passed.asked_by.called,
        raiser=passed.raised_by.called,
        worder=passed.worded_by.called,
        words=rendered(passed.text),
        text=passed.text,
        version=passed.version,
        state=passed.state,
        said=said_of(passed, reader),
        when=day(passed.asked_at or passed.created_at),
        answers=[_answer(one) for one in back],
        can_word=access.can_word_question(reader, passed),
        can_agree=access.can_agree_to_words(reader, passed),
        can_take_back=access.can_take_words_back(reader, passed),
        can_answer=access.can_answer_back(reader, passed),
    )


def said_of(passed: PassedUp, reader: Person) -> str:
    """Where it stands, in a sentence."""
    to = {"name": passed.to.called}
    if passed.state == PassedUp.State.ASKED:
        assert passed.asked_at is not None
        return _("Passed up to %(name)s, %(day)s") % {**to, "day": day(passed.asked_at)}
    if passed.state == PassedUp.State.DECLINED:
        return _("Not passed up to %(name)s") % to
    if passed.state == PassedUp.State.WITHDRAWN:
        return _("Taken back; %(name)s no longer sees it") % to
    if access.can_agree_to_words(reader, passed):
        return _("To go to %(name)s, once you agree to the words") % to
    other = passed.pair.other(passed.worded_by).called
    return _("To go to %(to)s, once %(name)s agrees to the words") % {
        "to": passed.to.called,
        "name": other,
    }


def _answer(back: CameBack) -> AnswerRow:
    return AnswerRow(
        outcome=back.get_outcome_display(),
        sentence=rendered(back.sentence),
        by=back.passed.to.called,
        when=day(back.created_at),
        look_again=day(back.look_again_on) if back.look_again_on else "",
    )


def asked_of_me(person: Person) -> list[PassedRow]:
    """What was passed up to this person and has no answer for good yet, oldest first."""
    rows = PassedUp.objects.visible_to(person).asked_of(person)
    rows = rows.select_related("to", "raised_by", "asked_by", "worded_by", *PEOPLE)
    keyring().unlock([of_organisation()])
    return [passed_row(row, (), person) for row in rows.order_by("asked_at")]
