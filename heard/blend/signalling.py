"""What one's own blend makes apt to talk about; for its person alone.

Wishes are not here: whether one has waited depends on the steps taken with it, which stand on a
page, a layer above. What somebody is *shown* of another's blend is read there too.
"""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Max, Min, Q
from django.utils.translation import gettext as _

from heard.activity.signalling import Asking, Fired, Source, Whose
from heard.blend.catalogue import name_of
from heard.blend.models import Element
from heard.blend.models.element import HowItIs, Matters
from heard.blend.weighing import gap_tells

GAP, CHANGED = "blend_gap", "blend_changed"
# A change is worth a word for a fortnight: the usual way from one conversation to the next.
FRESH = dt.timedelta(days=14)


def own_blend(asking: Asking) -> Iterable[Fired]:
    """From the viewer's own, on the pages where they are the one who is led."""
    if not asking.viewer_is_employee:
        return
    today = Q(changes__on__lte=asking.today)
    rows = Element.objects.visible_to(asking.viewer).chosen()
    said = {"first": Min("changes__on", filter=today), "last": Max("changes__on", filter=today)}
    for row in rows.annotate(**said):
        name = name_of(row.element, row.name)
        if gap_tells(row.matters, row.how_it_is):
            yield Fired(GAP, _because(row, name), (name,), row.id)
        if _changed_lately(row, asking.today):
            reason = _("Because you changed how it is with “%(name)s”.") % {"name": name}
            yield Fired(CHANGED, reason, (name,), row.id)


def _changed_lately(row: Element, today: dt.date) -> bool:
    """Said otherwise within the fortnight. The first thing said of one is no change."""
    first: dt.date | None = getattr(row, "first", None)
    last: dt.date | None = getattr(row, "last", None)
    return last is not None and first != last and last > today - FRESH


def _because(row: Element, name: str) -> str:
    return _("Because “%(name)s” matters: %(matters)s, and it is: %(how_it_is)s.") % {
        "name": name,
        "matters": Matters(row.matters).label,
        "how_it_is": HowItIs(row.how_it_is).label,
    }


OWN_BLEND = Source("own_blend", Whose.VIEWER, frozenset({GAP, CHANGED}), own_blend)
