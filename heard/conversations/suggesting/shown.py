"""What the employee shows on this page: for the other, who sees the copies and nothing else."""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from heard.activity.signalling import Fired, Whose
from heard.blend.catalogue import name_of
from heard.blend.weighing import gap_tells
from heard.conversations.models import Told
from heard.conversations.suggesting.asking import PairAsking
from heard.conversations.suggesting.bank import of_signal
from heard.conversations.suggesting.declaring import gives
from heard.conversations.suggesting.wording import quoted
from heard.wellbeing.pack_reading import own_pack
from heard.wellbeing.patterns import Answered
from heard.wellbeing.signalling import SIGNALS, fired_by

# A change is worth a word for a fortnight.
FRESH = dt.timedelta(days=14)
# "What would a change of hours or place make possible?" is a question about these.
HOURS_OR_PLACE = {"flex", "pace", "body", "headspace", "home", "partner", "friends", "caring"}


@gives(*sorted(SIGNALS), whose=Whose.SHARED)
def shown_check_ins(asking: PairAsking) -> Iterable[Fired]:
    """The same reading as the employee's own, of only those that are shown."""
    name = {"name": asking.employee.called}
    rows = [row.says for row in asking.shown_by_employee if row.kind == Told.Kind.CHECK_IN]
    said = [Answered(dt.date.fromisoformat(one["on"]), one["answers"]) for one in rows]
    said.sort(key=lambda one: one.on)
    reasons = {
        "checkin_low_streak": _("Because the last three check-ins %(name)s shows you were low."),
        "checkin_dip": _("Because the last two check-ins %(name)s shows you were below the usual."),
        "checkin_up": _("Because the last two check-ins %(name)s shows you were above the usual."),
        "workload_high": _("Because %(name)s told you twice that it was too much work."),
        "workload_low": _("Because %(name)s told you twice that there was too little work."),
    }
    return fired_by(said, own_pack(), {key: words % name for key, words in reasons.items()})


@gives("blend_gap", "blend_changed", whose=Whose.SHARED)
def shown_blend(asking: PairAsking) -> Iterator[Fired]:
    """What matters much and is poor, and what they lately said otherwise, of what they show."""
    for row in asking.shown_by_employee:
        if row.kind != Told.Kind.ELEMENT:
            continue
        said = row.says
        name = name_of(said["element"], said["name"])
        words = {"name": asking.employee.called, "element": quoted(name)}
        if gap_tells(said["matters"], said["how_it_is"]):
            yield Fired(
                "blend_gap",
                _("Because %(name)s shows you that %(element)s matters and falls short.") % words,
                fills=(name,),
                subject_id=row.source_id,
                prompts=apt_for(said["element"]),
            )
        if row.changed_at > row.told_at and asking.now - row.changed_at < FRESH:
            yield Fired(
                "blend_changed",
                _("Because %(name)s changed what they say about %(element)s.") % words,
                fills=(name,),
                subject_id=row.source_id,
            )


def apt_for(element: str) -> frozenset[str]:
    """Hours and places are a way to time, health, home and care; not to more responsibility."""
    prompts = of_signal("blend_gap")
    return prompts if element in HOURS_OR_PLACE else prompts - {"BLN03"}
