"""Reading single values out of a form, refusing what cannot be understood in words."""

import datetime as dt
from uuid import UUID

from django.http import QueryDict
from django.utils.dateparse import parse_date, parse_time
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


def identifier(form: QueryDict, name: str) -> UUID | None:
    """An id, or None where there is none or it was never one of ours."""
    try:
        return UUID(form.get(name, ""))
    except ValueError:
        return None
