"""Lists, a page at a time: by where the last row stood, never by counting.

The cursor is the last row's place, signed, so that only one we gave comes back; a row added or
gone meanwhile moves nothing else.
"""

from collections.abc import Callable
from typing import Annotated, Generic, TypeVar

from django.core import signing
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from ninja import Query
from pydantic import BaseModel, Field

from heard.api.problems import invalid

MOST = 200
AS_MADE = ("created_at", "id")

Out = TypeVar("Out")
Row = TypeVar("Row", bound=models.Model)


class Listed(BaseModel, Generic[Out]):
    """A page of a list."""

    items: list[Out]
    next: str | None = Field(description="The cursor of the next page; null on the last one.")


class Page(BaseModel):
    """Which page is wanted."""

    limit: int = Field(50, ge=1, le=MOST, description="How many at most.")
    cursor: str = Field("", description="`next` of the page before.")


Paged = Annotated[Page, Query()]


def listed(
    rows: "models.QuerySet[Row]",
    page: Page,
    shown: Callable[[Row], Out],
    *,
    order: tuple[str, ...] = AS_MADE,
) -> Listed[Out]:
    """One page in this order, whose last field is the id."""
    found, following = page_of(rows, page, order=order)
    return Listed(items=[shown(row) for row in found], next=following)


def page_of(
    rows: "models.QuerySet[Row]", page: Page, *, order: tuple[str, ...] = AS_MADE
) -> tuple[list[Row], str | None]:
    """The rows of one page, and the cursor of the next."""
    salt = f"api.cursor.{rows.model._meta.label}.{'.'.join(order)}"
    if page.cursor:
        rows = rows.filter(_behind(order, _place(page.cursor, salt)))
    found = list(rows.order_by(*order)[: page.limit + 1])
    if len(found) <= page.limit:
        return found, None
    found = found[: page.limit]
    place = [str(getattr(found[-1], name)) for name in order]
    return found, signing.dumps(place, salt=salt)


def _place(cursor: str, salt: str) -> list[str]:
    try:
        place: list[str] = signing.loads(cursor, salt=salt)
    except signing.BadSignature as error:
        raise invalid("cursor", _("This isn't a cursor of this list.")) from error
    return place


def _behind(order: tuple[str, ...], place: list[str]) -> Q:
    """Everything after this place: later in the first field, or equal there and later in the
    next."""
    condition = Q()
    for number, name in enumerate(order):
        equal = dict(zip(order[:number], place, strict=False))
        condition |= Q(**equal, **{f"{name}__gt": place[number]})
    return condition
