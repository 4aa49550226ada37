"""Moments, from the people records: a start, a year here, a new manager, a return, a farewell."""

import datetime as dt
from collections.abc import Iterator

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heard.activity.signalling import Fired, Whose
from heard.conversations.suggesting.asking import PairAsking
from heard.conversations.suggesting.bank import of_signal
from heard.conversations.suggesting.declaring import gives
from heard.conversations.suggesting.wording import day_of
from heard.people.models import ReportingLine

NEW_FOR = dt.timedelta(days=90)
VERY_NEW_FOR = dt.timedelta(days=30)
# Apt in the first month; the others of its signal in the first three.
FIRST_MONTH = frozenset({"MOM01", "MOM02"})
NEW_MANAGER_FOR = dt.timedelta(days=60)
# Either side of the day.
ANNIVERSARY = dt.timedelta(days=14)
# "How much closer did this half-year bring you": the only one of its signal that fits a half.
HALF_YEAR = frozenset({"CAR10"})


@gives("new_starter", whose=Whose.ORGANISATION)
def started_lately(asking: PairAsking) -> Iterator[Fired]:
    """The employee's first ninety days."""
    since = asking.employee.started_on
    if since is None or not dt.timedelta(0) <= asking.today - since <= NEW_FOR:
        return
    later = of_signal("new_starter") - FIRST_MONTH
    yield Fired(
        "new_starter",
        _("Because %(name)s started on %(day)s.")
        % {"name": asking.employee.called, "day": day_of(since)},
        prompts=frozenset() if asking.today - since <= VERY_NEW_FOR else later,
    )


@gives("milestone", whose=Whose.ORGANISATION)
def years_here(asking: PairAsking) -> Iterator[Fired]:
    """Within a fortnight of a whole year here, or of half of one."""
    since = asking.employee.started_on
    if since is None:
        return
    months = 6 * round((asking.today - since).days / (365.25 / 2))
    day = since + relativedelta(months=months)
    if months <= 0 or abs(asking.today - day) > ANNIVERSARY:
        return
    whole = months % 12 == 0
    words = {"name": asking.employee.called, "day": day_of(day), "years": months // 12}
    yield Fired(
        "milestone",
        ngettext(
            "Because %(day)s makes %(years)s year here for %(name)s.",
            "Because %(day)s makes %(years)s years here for %(name)s.",
            months // 12,
        )
        % words
        if whole
        else _("Because %(day)s makes another half-year here for %(name)s.") % words,
        prompts=frozenset() if whole else HALF_YEAR,
    )


@gives("manager_change", whose=Whose.ORGANISATION)
def manager_is_new(asking: PairAsking) -> Iterator[Fired]:
    """The first sixty days with this manager, of somebody who had another before."""
    if not asking.is_younger_than(NEW_MANAGER_FOR.days):
        return
    lines = ReportingLine.objects.visible_to(asking.viewer).filter(person=asking.employee)
    now, *before = lines.select_related("manager").order_by("-since", "-id")[:2] or [None]
    if now is None or not before or now.manager_id != asking.manager.id:
        return
    if dt.timedelta(0) <= asking.today - now.since <= NEW_MANAGER_FOR:
        yield Fired(
            "manager_change",
            _("Because %(manager)s has been %(name)s's manager since %(day)s.")
            % {
                "manager": asking.manager.called,
                "name": asking.employee.called,
                "day": day_of(now.since),
            },
        )


@gives("leaving", whose=Whose.ORGANISATION)
def last_day_is_set(asking: PairAsking) -> Iterator[Fired]:
    """The employee's last day is known and still ahead, or today."""
    last = asking.employee.left_on
    if last is not None and last >= asking.today:
        yield Fired(
            "leaving",
            _("Because %(name)s's last day is %(day)s.")
            % {"name": asking.employee.called, "day": day_of(last)},
        )
