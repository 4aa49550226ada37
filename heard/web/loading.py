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
    rows: Visible = model._default_manager  # type: ignore[assignment]
    found = rows.visible_to(person).select_related(*related).filter(**lookup).first()
    if found is None:
        raise Http404
    return found  # type: ignore[no-any-return]
