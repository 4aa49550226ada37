"""Saying back: the manager says in a sentence what they heard, the employee whether that is it."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from heard.activity.undoing import leave_way_back
from heard.conversations.models import Item, SaidBack
from heard.lib.refusals import Refusal, at_most, within
from heard.lib.text import one_line
from heard.people.models import Person

SENTENCE_MOST = 500


@transaction.atomic
def say_back(item: Item, *, by: Person, text: str, base: int | None = None) -> UUID | None:
    """What was heard. Other words ask anew; none at all take it back.

    Returns the way back, where anything changed.
    """
    sentence = at_most(one_line(text), SENTENCE_MOST)
    _hold(item)
    said = SaidBack.objects.filter(item=item).first()
    if said is None or not said.text:
        within(sentence, SENTENCE_MOST)
    if said is None:
        said = SaidBack(pair=item.pair, item=item, author=by, text=sentence)
        before = {**said.as_data(), "text": 0}
        said.save()
    else:
        before = said.as_data()
        if not said.rewrite(sentence, by=by, base=base):
            return None
        said.stand(SaidBack.State.SAID, by=by)
    return _left(item, said, before, "said_back", by)


@transaction.atomic
def answer_said_back(
    item: Item, *, by: Person, missing: str | None, base: int | None = None
) -> UUID | None:
    """*Yes, that's it* where nothing is missing (None); else a line about what is.

    `base` is the version in front of them: nobody says yes to words they have not read.
    """
    line = "" if missing is None else within(one_line(missing), SENTENCE_MOST, "missing")
    state = SaidBack.State.YES if missing is None else SaidBack.State.MISSING
    _hold(item)
    said = SaidBack.objects.filter(item=item).first()
    if said is None or not said.text:
        raise Refusal(_("Nothing stands here that was said back."), "missing")
    if base is not None and base < said.text_version:
        raise Refusal(_("The sentence has changed meanwhile. Read it again."), "missing")
    before = said.as_data()
    said.stand(state, line, by=by)
    if before == said.as_data():
        return None
    return _left(item, said, before, f"said_back_{state}", by)


def _hold(item: Item) -> None:
    item.hold()
    if item.is_private:
        raise Refusal(_("Only what both of you see is said back."))


def _left(item: Item, said: SaidBack, before: dict[str, object], kind: str, by: Person) -> UUID:
    item.stay()
    item.tell(kind, by=by)
    before |= {"version": said.version, "did": kind}
    return leave_way_back("said_back", by=by, subject_id=said.id, before=before).id
