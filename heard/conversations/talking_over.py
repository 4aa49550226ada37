"""Talking over: what changed in an objective comes to the page of the two as an item."""

from uuid import UUID

from django.utils.translation import gettext as _

from heard.conversations.gathering import ITEM_MOST, add_item
from heard.conversations.models import Pair
from heard.objectives.living import Living
from heard.objectives.models import Objective, Revision
from heard.people.models import Person


def page_with_manager(person: Person) -> UUID | None:
    """The live page somebody has with whom they report to."""
    live = Pair.objects.live().filter(employee=person, kind=Pair.Kind.MANAGER)
    return live.order_by("-created_at").values_list("id", flat=True).first()


def put_on_page(revision: Revision, subject: Living, by: Person) -> None:
    """*Talk about it*: an item in the words of what changed."""
    if not isinstance(subject, Objective):
        return
    visible = Pair.objects.visible_to(by).live().select_related("employee", "manager")
    pair = visible.filter(id=subject.page_id).first() if subject.page_id else None
    if pair is not None:
        words = _("Talk about what changed: %(sentence)s") % {"sentence": revision.said["sentence"]}
        add_item(pair, by=by, text=words[:ITEM_MOST])
