"""The places in the header: the same words for everyone, shown once they exist."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from heard.people.access import can_keep_directory
from heard.people.models import Person


@dataclass(frozen=True)
class Place:
    """One entry of the navigation."""

    label: str
    url: str
    icon: str
    current: bool


def places_for(person: Person, request: HttpRequest) -> list[Place]:
    """Home and Conversations; for those who keep the directory, People."""
    entries = [
        (_("Home"), reverse("home"), "home", request.path == "/"),
        (_("Conversations"), reverse("conversations"), "pair", request.path.startswith("/with")),
    ]
    if can_keep_directory(person):
        here = request.path.startswith("/admin/people")
        entries.append((_("People"), reverse("people"), "people", here))
    return [Place(*entry) for entry in entries]
