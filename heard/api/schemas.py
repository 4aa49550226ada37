"""The shapes that go in and out, and the values they are made of."""

import datetime as dt
import re
from typing import Annotated, Any
from uuid import UUID

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from ninja import Query
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StrictInt,
    WithJsonSchema,
)

from heard.lib.recurrence import zone_named

# Further off, the calendar of some time zone runs out.
FIRST_YEAR, LAST_YEAR = 1971, 2099
MOST_VERSION = 2**31 - 1

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})")


def read_day(value: Any) -> dt.date | None:
    """`2027-03-12`, and nothing that merely resembles it."""
    if value is None:
        return None
    day: dt.date | None = _parsed(parse_date, DAY, value)
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(_("A day such as 2027-03-12, please."))
    return day


def read_moment(value: Any) -> dt.datetime | None:
    """A time of RFC 3339 with its offset."""
    if value is None:
        return None
    moment: dt.datetime | None = _parsed(parse_datetime, MOMENT, value)
    if moment is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(_("A time with its zone, such as 2027-03-12T09:30:00Z, please."))
    return moment.astimezone(dt.UTC)


def read_hour(value: Any) -> dt.time:
    """`09:30` on a wall clock."""
    if not isinstance(value, str) or not HOUR.fullmatch(value):
        raise ValueError(_("An hour such as 09:30, please."))
    return dt.time.fromisoformat(value)


def known_zone(value: str) -> str:
    """A name of the zone data, such as `Europe/Rome`."""
    zone_named(value)
    return value


def _parsed(parse: Any, shape: re.Pattern[str], value: Any) -> Any:
    if not isinstance(value, str) or not shape.fullmatch(value) or not value.isascii():
        return None
    try:
        return parse(value.upper())
    except ValueError:
        return None


def told_moment(moment: dt.datetime) -> str:
    """Always in UTC, always to the second or finer."""
    return moment.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


DAY_SHAPE = {"type": "string", "format": "date"}
MOMENT_SHAPE = {"type": "string", "format": "date-time"}
NULL_SHAPE = {"type": "null"}

Day = Annotated[dt.date, BeforeValidator(read_day), WithJsonSchema(DAY_SHAPE)]
MaybeDay = Annotated[
    dt.date | None,
    BeforeValidator(read_day),
    WithJsonSchema({"anyOf": [DAY_SHAPE, NULL_SHAPE]}),
]
Moment = Annotated[dt.datetime, BeforeValidator(read_moment), WithJsonSchema(MOMENT_SHAPE)]
Hour = Annotated[
    dt.time,
    BeforeValidator(read_hour),
    PlainSerializer(lambda at: f"{at:%H:%M}", return_type=str),
    WithJsonSchema({"type": "string", "pattern": f"^{HOUR.pattern}$"}),
]
Told = Annotated[
    dt.datetime,
    PlainSerializer(told_moment, return_type=str),
    WithJsonSchema(MOMENT_SHAPE, mode="serialization"),
]
Zone = Annotated[str, AfterValidator(known_zone), Field(max_length=64)]
Version = Annotated[StrictInt, Field(ge=1, le=MOST_VERSION)]


def words(most: int, *, least: int = 1, needed: bool = False) -> Any:
    """What people write. The domain counts, after cleaning, and says by how much it is too long."""
    shape: dict[str, Any] = {"minLength": least, "maxLength": most}
    return Field(default=... if needed else None, json_schema_extra=shape)


def left_out(**more: Any) -> Any:
    """May be left out; sent as null it is refused, unless its type says what null means."""
    return Field(default=None, **more)


def one_of(values: list[str]) -> WithJsonSchema:
    """The words a model knows, for the document."""
    return WithJsonSchema({"type": "string", "enum": values})


class Sent(BaseModel):
    """A body: only the fields it names."""

    model_config = ConfigDict(extra="forbid")


class Change(Sent):
    """A change: the fields that are sent, on the version that was read."""

    version: Version = left_out(description="The version you read; a later one answers 409.")

    def has(self, *names: str) -> bool:
        return bool(self.model_fields_set & set(names))


class Seen(BaseModel):
    """Which version was read, where a request has no body."""

    version: int = left_out(
        ge=1, le=MOST_VERSION, description="The version you read; a later one answers 409."
    )


SeenVersion = Annotated[Seen, Query()]


class Shown(BaseModel):
    """What every row has."""

    id: UUID
    created_at: Told


class ShownChanging(Shown):
    """What every row that changes has."""

    version: int
