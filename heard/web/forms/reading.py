"""Reading single values out of a form, refusing what cannot be understood in words."""

import datetime as dt
from uuid import UUID

from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from django.utils.translation import gettext as _

from heard.lib.date_words import read_date
from heard.lib.refusals import Refusal


def whole_number(form: QueryDict, name: str) -> int | None:
    """A number, or None where the field is absent or empty."""
    value = form.get(name, "").strip()
    if not value:
        return None
    if not value.isascii() or not value.isdigit() or len(value) > 9:
        raise Refusal(_("A whole number, please."), name)
    return int(value)


def date(form: QueryDict, name: str, *, today: dt.date) -> dt.date | None:
    """A date, as the browser's field sends it or in words ("fri", "in two weeks")."""
    value = form.get(name, "").strip()
    if not value:
        return None
    try:
        found = parse_date(value)
    except ValueError:
        found = None
    found = found or read_date(value[:80], today=today)
    if found is None:
        raise Refusal(_("That day isn't clear. Try “Friday”, “in two weeks” or 12/3/2027."), name)
    return found


def required_date(form: QueryDict, name: str, *, today: dt.date) -> dt.date:
    found = date(form, name, today=today)
    if found is None:
        raise Refusal(_("Choose a day."), name)
    return found


def time(form: QueryDict, name: str) -> dt.time:
    """An hour of the day."""
    try:
        found = parse_time(form.get(name, "").strip())
    except ValueError:
        found = None
    if found is None:
        raise Refusal(_("Choose a time, such as 10:00."), name)
    return found.replace(second=0, microsecond=0, tzinfo=None)


def moment(written: str) -> dt.datetime | None:
    """Where a page of a list ended, or nothing where it was never one of ours."""
    try:
        found = parse_datetime(written.replace(" ", "+"))
        # The first hours of the calendar have no equal elsewhere in the world.
        at = found.astimezone(dt.UTC) if found and timezone.is_aware(found) else None
    except (ValueError, OverflowError):
        return None
    return at if at is not None and 1971 <= at.year <= 2099 else None


def identifier(form: QueryDict, name: str) -> UUID | None:
    """An id, or None where there is none or it was never one of ours."""
    try:
        return UUID(form.get(name, ""))
    except ValueError:
        return None
