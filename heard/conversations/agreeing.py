"""Agreements and actions: what the two promise."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.activity.recording import record
from heard.activity.undoing import leave_way_back
from heard.conversations.gathering import ITEM_MOST
from heard.conversations.models import Action, Agreement, Conversation, Item, Pair, Raise
from heard.conversations.models.on_page import CHANGED_KIND
from heard.conversations.revisiting import ask_again, refuse_ended
from heard.lib.refusals import Conflict, Refusal, at_most, within
from heard.lib.text import cleaned
from heard.objectives.living import Says
from heard.objectives.models import Choice
from heard.objectives.pivoting import pivot
from heard.people.models import Person

LIFT_MOST = 500


class Unchanged:
    """What a caller does not mention stays as it is, whoever changed it meanwhile."""


UNCHANGED = Unchanged()


@transaction.atomic
def agree(
    pair: Pair,
    *,
    by: Person,
    text: str,
    review_on: dt.date | None = None,
    during: Conversation | None = None,
    item: Item | None = None,
) -> Agreement:
    """A sentence both accept. Written down while they talk, it stands; otherwise it waits for
    the other's yes."""
    pair.hold()
    agreement = Agreement(
        pair=pair,
        made_by=by,
        text=within(cleaned(text), ITEM_MOST),
        review_on=review_on,
        made_in=during,
        item=_made_of(item),
        accepted_at=timezone.now() if during else None,
    )
    agreement.save()
    record("agreement_made", by=by, page_id=pair.id, subject_id=agreement.id)
    return agreement


@transaction.atomic
def change_agreement(
    agreement: Agreement,
    *,
    by: Person,
    text: str | None = None,
    review_on: dt.date | Unchanged | None = UNCHANGED,
    base: int | None = None,
    during: Conversation | None = None,
) -> Agreement:
    """Other words or another date; the old wording is kept and the other is asked again.

    What is not given stays as it is; `review_on` None means no date.
    """
    agreement.hold()
    refuse_ended(agreement)
    changes: Says = {}
    words = None if text is None else within(cleaned(text), ITEM_MOST)
    if words is not None and words != agreement.text:
        if base is not None and base < agreement.text_version:
            raise Conflict(theirs=agreement.text, yours=words, version=agreement.version)
        changes |= {"text": words, "state": Agreement.State.CHANGED.value}
    if not isinstance(review_on, Unchanged):
        changes["review_on"] = review_on.isoformat() if review_on else None
    said = agreement.says()
    if any(said[name] != changes[name] for name in changes):
        asks = "text" in changes and during is None
        before = agreement.as_it_was(did="edit")
        revision = pivot(agreement, by=by, choice=Choice.EDIT, changes=changes, asks=asks)
        if "text" in changes:
            ask_again(agreement, by=by, during=during)
        leave_way_back(CHANGED_KIND, by=by, subject_id=revision.id, before=before)
    return agreement


@transaction.atomic
def promise(
    pair: Pair,
    *,
    by: Person,
    text: str,
    owner: Person | None = None,
    due_on: dt.date | None = None,
    if_it_slips: str = "",
    during: Conversation | None = None,
    item: Item | None = None,
) -> Action:
    """An action for one of the two; without an owner it is the writer's."""
    owner = owner or by
    _one_of_the_two(pair, owner)
    pair.hold()
    action = Action(
        pair=pair,
        made_by=by,
        owner=owner,
        text=within(cleaned(text), ITEM_MOST),
        due_on=due_on,
        if_it_slips=at_most(cleaned(if_it_slips), ITEM_MOST, "if_it_slips"),
        made_in=during,
        item=_made_of(item),
    )
    action.save()
    record("action_made", by=by, page_id=pair.id, subject_id=action.id)
    return action


@transaction.atomic
def change_action(
    action: Action,
    *,
    by: Person,
    text: str | None = None,
    owner: Person | None = None,
    due_on: dt.date | Unchanged | None = UNCHANGED,
    if_it_slips: str | None = None,
    base: int | None = None,
) -> Action:
    """Words, owner, date or plan. What is not given stays as it is; `due_on` None means no date."""
    action.hold()
    if text is not None:
        action.rewrite(within(cleaned(text), ITEM_MOST), by=by, base=base)
    if owner is not None:
        _one_of_the_two(action.pair, owner)
        if owner.id != action.owner_id:
            # How sure somebody was says nothing about how sure somebody else is.
            action.sureness, action.lift = None, ""
        action.owner = owner
    if if_it_slips is not None:
        action.if_it_slips = at_most(cleaned(if_it_slips), ITEM_MOST, "if_it_slips")
    if not isinstance(due_on, Unchanged):
        action.due_on = due_on
    action.changed("owner", "if_it_slips", "due_on", "sureness", "lift")
    record("action_changed", by=by, page_id=action.pair_id, subject_id=action.id)
    return action


@transaction.atomic
def say_how_sure(action: Action, *, by: Person, sure: int | None, lift: str = "") -> Action:
    """Its owner says how sure they are, nought to ten, and what would lift it by one.

    Optional: None takes it back. The sentence is asked for below seven and kept whatever it is.
    """
    if sure is not None and not 0 <= sure <= 10:
        raise Refusal(_("From nought to ten, please."), "sure")
    action.hold()
    action.sureness = sure
    action.lift = at_most(cleaned(lift), LIFT_MOST, "lift")
    action.changed("sureness", "lift")
    record("action_sureness", by=by, page_id=action.pair_id, subject_id=action.id)
    return action


@transaction.atomic
def need_answer(item: Item, *, by: Person) -> Raise:
    """Mark an item: it is followed from now on until its author says it is settled."""
    item.hold()
    if item.is_private:
        raise Refusal(
            _("Only you can see this one. Show it first, then ask for an answer."), "state"
        )
    raise_, made = Raise.objects.get_or_create(
        organisation_id=item.organisation_id,
        item=item,
        defaults={"pair": item.pair, "raised_by": by},
    )
    if made:
        item.stay()
        item.changed()
        record("raise_made", by=by, page_id=item.pair_id, subject_id=raise_.id)
    return raise_


@transaction.atomic
def need_no_answer(item: Item, *, by: Person) -> None:
    """Take the mark off again, as long as nobody has answered."""
    item.hold()
    raise_ = Raise.objects.filter(item=item).first()
    if raise_ is None:
        return
    if raise_.answers.exists() or raise_.passed.exists():
        raise Refusal(_("This was answered already; say that it is settled instead."), "state")
    raise_.delete()
    item.changed()
    record("raise_taken_back", by=by, page_id=item.pair_id, subject_id=item.id)


def _made_of(item: Item | None) -> Item | None:
    """The item a promise comes from. What both read never points to one of them's private item."""
    if item is None or item.is_private:
        return None
    item.stay()
    return item


def _one_of_the_two(pair: Pair, owner: Person) -> None:
    if not pair.holds(owner):
        raise Refusal(_("An action belongs to one of the two of you."), "owner")
