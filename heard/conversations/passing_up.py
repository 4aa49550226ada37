"""Passing up: what neither of the two can answer, put to somebody who may know.

The manager names them and words it. Nothing goes before both stand behind the same words; whoever
changes the words is not the one who agrees to them. The raiser takes it back whenever they like.
"""

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.activity.recording import record
from heard.conversations.models import CameBack, PassedUp, Raise
from heard.conversations.models.raise_ import refuse_no_answer
from heard.lib.refusals import Conflict, Refusal, within
from heard.lib.text import cleaned
from heard.people.models import Person
from heard.people.reporting import manager_of
from heard.privacy.own import hold_alone, renew

WORDS_MOST = 1_000
LINE_MOST = 12


def line_above(person: Person) -> list[Person]:
    """Whom this person reports to, and those above, the nearest first."""
    found: list[Person] = []
    above = manager_of(person)
    while above is not None and len(found) < LINE_MOST:
        found.append(above)
        above = manager_of(above)
    return found


@transaction.atomic
def pass_up(raise_: Raise, *, by: Person, to: Person, text: str) -> PassedUp:
    """Words for a question, and whom to ask; it waits for the raiser's yes."""
    words = within(cleaned(text), WORDS_MOST)
    raise_.pair.hold()
    renew(raise_)
    if raise_.state == Raise.State.CLOSED:
        raise Refusal(_("This is settled already."), "state")
    if raise_.pair.holds(to) or to.left_on is not None or to.paused_on is not None:
        raise Refusal(_("Choose somebody else who works here."), "to")
    if _under_way(raise_):
        raise Refusal(_("It is passed up already; wait for what comes back."), "state")
    passed = PassedUp(
        pair=raise_.pair,
        raised=raise_,
        raised_by=raise_.raised_by,
        asked_by=by,
        to=to,
        worded_by=by,
        text=words,
    )
    passed.save()
    record("passed_up_worded", by=by, page_id=raise_.pair_id, subject_id=passed.id)
    return passed


@transaction.atomic
def word_otherwise(passed: PassedUp, *, by: Person, text: str, base: int | None) -> None:
    """Other words, by either; the yes is the other one's to say from now on."""
    words = within(cleaned(text), WORDS_MOST)
    _hold(passed, PassedUp.State.WORDED)
    if words == passed.text:
        return
    if base is not None and base < passed.version:
        raise Conflict(theirs=passed.text, yours=words, version=passed.version)
    passed.text, passed.worded_by = words, by
    passed.version += 1
    passed.save(update_fields=["text", "worded_by", "version"])
    record("passed_up_worded", by=by, page_id=passed.pair_id, subject_id=passed.id)


@transaction.atomic
def agree_to_words(passed: PassedUp, *, by: Person, seen: int | None = None) -> None:
    """Yes to these words: now, and not before, somebody else reads them."""
    _hold(passed, PassedUp.State.WORDED)
    if seen is not None and seen != passed.version:
        raise Refusal(_("The words have changed meanwhile. Read them once more."), "state")
    if by.id == passed.worded_by_id or not passed.pair.holds(by):
        raise Refusal(_("These are your own words; the other of you says yes to them."), "state")
    passed.asked_at = timezone.now()
    passed.becomes(PassedUp.State.ASKED, "asked_at")
    record("passed_up_asked", by=by, page_id=passed.pair_id, subject_id=passed.id)


@transaction.atomic
def decline_words(passed: PassedUp, *, by: Person) -> None:
    """No: nothing goes, and nobody asks why."""
    _hold(passed, PassedUp.State.WORDED)
    passed.ended_at = timezone.now()
    passed.becomes(PassedUp.State.DECLINED, "ended_at")
    record("passed_up_declined", by=by, page_id=passed.pair_id, subject_id=passed.id)


@transaction.atomic
def take_back_words(passed: PassedUp, *, by: Person) -> None:
    """Consent withdrawn: whoever was asked sees nothing of it any more.

    On an ended page too: a yes can always be taken back.
    """
    hold_alone(passed)
    if passed.state != PassedUp.State.ASKED:
        return
    passed.ended_at = timezone.now()
    passed.becomes(PassedUp.State.WITHDRAWN, "ended_at")
    record("passed_up_withdrawn", by=by, page_id=passed.pair_id, subject_id=passed.id)


@transaction.atomic
def answer_back(
    passed: PassedUp,
    *,
    by: Person,
    outcome: str,
    sentence: str,
    look_again_on: dt.date | None = None,
) -> CameBack:
    """What whoever was asked says to it; an outcome and a sentence, as of every answer."""
    sentence = refuse_no_answer(outcome, sentence, look_again_on)
    hold_alone(passed)
    if passed.state != PassedUp.State.ASKED or by.id != passed.to_id:
        raise Refusal(_("This isn't asked of you any more."), "state")
    back = CameBack(passed=passed, outcome=outcome, sentence=sentence, look_again_on=look_again_on)
    back.save()
    record("passed_up_answered", by=by, page_id=passed.pair_id, subject_id=passed.id)
    return back


def _under_way(raise_: Raise) -> bool:
    """Being worded, or with somebody who is here and has not answered for good."""
    asked = PassedUp.objects.filter(raised=raise_, to__left_on__isnull=True)
    answered = CameBack.objects.exclude(outcome="looking").values("passed_id")
    open_ = Q(state=PassedUp.State.WORDED) | Q(state=PassedUp.State.ASKED)
    return asked.filter(open_).exclude(id__in=answered).exists()


def _hold(passed: PassedUp, state: str) -> None:
    passed.pair.hold()
    renew(passed)
    if passed.state != state:
        raise Refusal(_("This is decided already."), "state")
