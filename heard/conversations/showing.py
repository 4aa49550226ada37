"""Showing an item to the other, or keeping it to oneself from now on.

Whatever hangs on it goes with it under the other key: the author's notes, what they thought
through, their earlier wordings. Words of the other's never do, so an item they have written under,
or that was raised, stays shared.
"""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.activity.models import Event
from heard.activity.undoing import leave_way_back
from heard.conversations.models import (
    Action,
    Agreement,
    EarlierWording,
    Item,
    Note,
    Raise,
    SaidBack,
    Thinking,
)
from heard.conversations.models.item import recount
from heard.lib.refusals import Refusal
from heard.people.models import Person


@transaction.atomic
def show_to(item: Item, audience: str, *, by: Person) -> UUID | None:
    """Widen to the pair or narrow to the author, at once. Returns the way back."""
    if audience not in Item.Audience.values:
        raise Refusal(_("An item is for the two of you, or only for you."), "audience")
    item.hold()
    if audience == item.audience:
        return None
    before = {"did": audience, **item.as_data()}
    before["links"] = _put_under(item, audience)
    item.tell("item_shown" if audience == Item.Audience.PAIR else "item_hidden", by=by)
    return leave_way_back("item_audience", by=by, subject_id=item.id, before=before).id


@transaction.atomic
def show_again(item: Item, audience: str, *, links: dict[str, list[str]]) -> None:
    """Undo's half: the audience it had before, and what it was linked with."""
    _put_under(item, audience)
    for model, ids in ((Action, links["actions"]), (Agreement, links["agreements"])):
        model._default_manager.filter(id__in=ids, item=None).update(item=item)


def was_met(item: Item) -> bool:
    """Whether the other has done something with it, so has read it for certain.

    Nothing keeps who looked at what; where this is false, the other may have read it all the same.
    """
    return Event.objects.filter(subject_id=item.id).exclude(actor=item.author_id).exists()


def _put_under(item: Item, audience: str) -> dict[str, list[str]]:
    """Reseal the item and what hangs on it; the links that a private item may not keep."""
    private = audience == Item.Audience.ONLY_ME
    notes = list(Note.objects.filter(item=item))
    thinking = list(Thinking.objects.filter(item=item))
    hanging: list[Note | Thinking] = [*notes, *thinking]
    if private:
        _refuse_to_hide(item, notes, thinking)
        _hide_earlier(item, hanging)
    words, prompt = item.text, item.prompt
    item.audience = audience
    item.text, item.prompt = words, prompt
    item.section = item.pair.side_of(item.author_id)
    item.touched_at = timezone.now()
    item.changed("audience", "text", "prompt", "section", "touched_at")
    for row in hanging:
        words = row.text
        row.only_for = item.author if private else None
        row.text = words
        row.save(update_fields=["only_for", "text"])
    recount(item.pair)
    return _unlink(item) if private else {"actions": [], "agreements": []}


def _refuse_to_hide(item: Item, notes: list[Note], thinking: list[Thinking]) -> None:
    if Raise.objects.filter(item=item).exists():
        raise Refusal(_("You asked for an answer to it, so it stays with both of you."), "audience")
    theirs = any(note.author_id != item.author_id for note in notes)
    said_back = SaidBack.objects.filter(item=item).exists()
    if theirs or said_back or any(row.by_other for row in thinking):
        raise Refusal(
            _("%(name)s has written under it, so it stays with both of you.")
            % {"name": item.pair.other(item.author).called},
            "audience",
        )


def _hide_earlier(item: Item, hanging: list[Note | Thinking]) -> None:
    """What it said before goes with it. Shown again, only the present words are."""
    for earlier in EarlierWording.of([item.id, *(row.id for row in hanging)]):
        words = earlier.text
        earlier.only_for = item.author
        earlier.text = words
        earlier.save(update_fields=["only_for", "text"])


def _unlink(item: Item) -> dict[str, list[str]]:
    """What both read must not point to what one of them may not know of."""
    links: dict[str, list[str]] = {}
    for name, model in (("actions", Action), ("agreements", Agreement)):
        rows = model._default_manager.filter(item=item)
        links[name] = [str(row_id) for row_id in rows.values_list("id", flat=True)]
        rows.update(item=None)
    return links
