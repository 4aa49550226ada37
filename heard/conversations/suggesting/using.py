"""Using: one of the two adds a suggestion, leaves it for now, or says that it is not for them."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from heard.activity.undoing import leave_way_back
from heard.conversations.gathering import add_item
from heard.conversations.models import Item, Pair, PromptUse
from heard.conversations.suggesting.bank import Prompt, prompt_named
from heard.conversations.suggesting.fitting import may_ask
from heard.conversations.suggesting.wording import filled, text_of
from heard.lib.refusals import Refusal
from heard.people.models import Person

DECLINED = (PromptUse.Kind.NOT_NOW, PromptUse.Kind.NOT_FOR_US)


@transaction.atomic
def add_suggestion(
    pair: Pair,
    *,
    by: Person,
    prompt_id: str,
    values: Sequence[str] = (),
    about: Sequence[str] = (),
    audience: str = Item.Audience.PAIR,
    client_id: UUID | None = None,
) -> Item:
    """An item that began as this prompt. That it did is on the item, for whoever sees the item."""
    prompt = _theirs(pair, by, prompt_id)
    words = filled(text_of(prompt, about), values)
    return add_item(
        pair, by=by, text=words, audience=audience, client_id=client_id, prompt=prompt.id
    )


@transaction.atomic
def decline(pair: Pair, *, by: Person, prompt_id: str, kind: str) -> UUID:
    """Not now, or not for us: theirs alone, and no reason for the other to be offered less.

    Returns the way back.
    """
    prompt = _theirs(pair, by, prompt_id)
    if kind not in DECLINED:
        raise Refusal(_("A suggestion is added, left for now, or not for you two."), "kind")
    pair.hold()
    use = PromptUse(pair=pair, person=by, prompt=prompt.id, kind=kind)
    use.save()
    before = {"did": f"prompt_{kind}"}
    return leave_way_back("prompt_declined", by=by, subject_id=use.id, before=before).id


def _theirs(pair: Pair, person: Person, prompt_id: str) -> Prompt:
    """The prompt, if it is one this person may say here."""
    prompt = prompt_named(prompt_id)
    if prompt is None or not may_ask(prompt, employee=person.id == pair.employee_id):
        raise Refusal(_("That suggestion isn't one of yours."), "prompt")
    return prompt
