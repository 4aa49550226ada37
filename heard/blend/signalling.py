"""What one's own blend makes apt to talk about; for its person alone.

Wishes are not here: whether one has waited depends on the steps taken with it, which stand on a
page, a layer above. What somebody is *shown* of another's blend is read there too.
"""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from heard.activity.signalling import Asking, Fired, Source, Whose
from heard.blend.catalogue import name_of
from heard.blend.models import Element, ElementChange
from heard.blend.models.element import HowItIs, Matters
from heard.blend.weighing import gap_tells

GAP, CHANGED = "blend_gap", "blend_changed"
# A change is worth a word for a fortnight: the usual way from one conversation to the next.
FRESH = dt.timedelta(days=14)


def own_blend(asking: Asking) -> Iterable[Fired]:
    """From the viewer's own, on the pages where they are the one who is led."""
    if not asking.viewer_is_employee:
        return
    rows = list(Element.objects.visible_to(asking.viewer).chosen())
    recent = _changed_since(asking) if rows else set()
    for row in rows:
        name = name_of(row.element, row.name)
        if gap_tells(row.matters, row.how_it_is):
            yield Fired(GAP, _because(row, name), (name,), row.id)
        if row.id in recent:
            reason = _("Because you changed how it is with “%(name)s”.") % {"name": name}
            yield Fired(CHANGED, reason, (name,), row.id)


def _changed_since(asking: Asking) -> set[object]:
    """Elements said otherwise lately. The first thing said of one is no change."""
    on_days: dict[object, list[dt.date]] = {}
    rows = ElementChange.objects.visible_to(asking.viewer).filter(on__lte=asking.today)
    for element_id, on in rows.order_by("on").values_list("element_id", "on"):
        on_days.setdefault(element_id, []).append(on)
    return {
        element_id
        for element_id, days in on_days.items()
        if len(days) > 1 and days[-1] > asking.today - FRESH
    }


def _because(row: Element, name: str) -> str:
    return _("Because “%(name)s” matters: %(matters)s, and it is: %(how_it_is)s.") % {
        "name": name,
        "matters": Matters(row.matters).label,
        "how_it_is": HowItIs(row.how_it_is).label,
    }


OWN_BLEND = Source("own_blend", Whose.VIEWER, frozenset({GAP, CHANGED}), own_blend)
