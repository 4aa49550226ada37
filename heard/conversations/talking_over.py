"""Talking over: a change that was not simply agreed to comes to the page of the two as an item."""

from uuid import UUID

from django.utils.translation import gettext as _

from heard.conversations.gathering import ITEM_MOST, add_item
from heard.conversations.models import Pair
from heard.objectives.living import Living
from heard.objectives.models import Revision
from heard.people.models import Person


def page_with_manager(person: Person) -> UUID | None:
    """The live page somebody has with whom they report to."""
    live = Pair.objects.live().filter(employee=person, kind=Pair.Kind.MANAGER)
    return live.order_by("-created_at").values_list("id", flat=True).first()


def put_on_page(revision: Revision, subject: Living, by: Person) -> None:
    """*Talk about it*: an item in the words of what changed."""
    visible = Pair.objects.visible_to(by).live().select_related("employee", "manager")
    page = subject.page()
    pair = visible.filter(id=page).first() if page else None
    if pair is not None:
        add_item(pair, by=by, text=words_about(revision)[:ITEM_MOST])


def words_about(revision: Revision) -> str:
    """What is to be talked about, in the words it had."""
    said = revision.said.get("sentence") or revision.said.get("text")
    if said is None:
        return _("Talk about our rhythm, which changed")
    return _("Talk about what changed: %(sentence)s") % {"sentence": said}
