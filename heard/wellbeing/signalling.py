"""What one's own check-ins make apt to talk about; for their person alone."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from heard.activity.signalling import Asking, Fired, Source, Whose
from heard.wellbeing.models import CheckIn
from heard.wellbeing.pack import Pack
from heard.wellbeing.pack_reading import own_pack
from heard.wellbeing.patterns import Answered, answered, pattern_of

SIGNALS = frozenset(
    {"checkin_dip", "checkin_up", "checkin_low_streak", "workload_high", "workload_low"}
)
# As many as a usual is made of, and a few for those that left a question out.
READ = 12


def own_check_ins(asking: Asking) -> Iterable[Fired]:
    """From the viewer's own, on the pages where they are the one who is led."""
    if not asking.viewer_is_employee:
        return []
    rows = CheckIn.objects.visible_to(asking.viewer).newest_first()[:READ]
    return fired_by(answered(list(rows)), own_pack(), reasons_to_oneself())


def fired_by(rows: Sequence[Answered], pack: Pack, reasons: dict[str, str]) -> list[Fired]:
    """Which signals these answers fire, own or shown, oldest first."""
    pattern = pattern_of(rows, pack)
    holds = {
        "checkin_low_streak": pattern.low_streak,
        "checkin_dip": pattern.dip,
        "checkin_up": pattern.up,
        "workload_high": pattern.too_much,
        "workload_low": pattern.too_little,
    }
    return [Fired(name, reasons[name]) for name, fires in holds.items() if fires]


def reasons_to_oneself() -> dict[str, str]:
    """Why, to the person whose check-ins they are."""
    return {
        "checkin_low_streak": _("Because your last three check-ins were low for you."),
        "checkin_dip": _("Because your last two check-ins were lower than your usual."),
        "checkin_up": _("Because your last two check-ins were higher than your usual."),
        "workload_high": _("Because you said twice that it was too much work."),
        "workload_low": _("Because you said twice that there was too little work."),
    }


OWN_CHECK_INS = Source("own_check_ins", Whose.VIEWER, SIGNALS, own_check_ins)
