"""The one door to a row: what you may not see is the same 404 as what does not exist."""

from typing import Any, Protocol, TypeVar

from django.db import models
from django.http import Http404

from heard.people.models import Person

Row = TypeVar("Row", bound=models.Model)


class Visible(Protocol):
    """A QuerySet that knows who may see what."""

    def visible_to(self, person: Person) -> Any: ...


def load(model: type[Row], person: Person, *related: str, **lookup: Any) -> Row:
    """The row this person may see, with the named relations; else the plain 404."""
    found: Row | None = _reachable(model, person, related, lookup).first()
    if found is None:
        raise Http404
    return found


def load_to_change(model: type[Row], person: Person, *related: str, **lookup: Any) -> Row:
    """The same, held until the transaction ends, so that two who write take turns."""
    rows = _reachable(model, person, related, lookup).select_for_update(of=("self",))
    found: Row | None = rows.first()
    if found is None:
        raise Http404
    return found


def _reachable(
    model: type[Row], person: Person, related: tuple[str, ...], lookup: dict[str, Any]
) -> Any:
    # PostgreSQL takes offence at a NUL even in a question; no row has one.
    if any(isinstance(value, str) and "\x00" in value for value in lookup.values()):
        raise Http404
    rows: Visible = model._default_manager  # type: ignore[assignment]
    return rows.visible_to(person).select_related(*related).filter(**lookup)
