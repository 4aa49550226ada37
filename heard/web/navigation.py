"""The places in the header: the same words for everyone, shown once they exist."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from heard.people.access import can_keep_directory
from heard.people.models import Person

ON_PHONE = {"home", "pair", "me"}
# Where objectives and what they serve are at home.
OBJECTIVES = ("/objectives", "/priorities", "/revisions")


@dataclass(frozen=True)
class Place:
    """One entry of the navigation."""

    label: str
    url: str
    icon: str
    current: bool
    # Five fit at the bottom of a phone; the others are behind *More*.
    on_phone: bool = True


def places_for(person: Person, request: HttpRequest) -> list[Place]:
    """The same for everyone; People for those who keep the directory."""
    entries = [
        (_("Home"), reverse("home"), "home", request.path == "/"),
        (_("Conversations"), reverse("conversations"), "pair", request.path.startswith("/with")),
        (_("Me"), reverse("me"), "me", is_or_under(request.path, "/me")),
        (
            _("Objectives"),
            reverse("objectives"),
            "objective",
            any(is_or_under(request.path, place) for place in OBJECTIVES),
        ),
    ]
    entries.append(
        (_("Feedback"), reverse("feedback"), "note", is_or_under(request.path, "/feedback"))
    )
    here = is_or_under(request.path, "/opportunities")
    entries.append((_("Opportunities"), reverse("opportunities"), "opening", here))
    if can_keep_directory(person):
        here = request.path.startswith("/admin/people")
        entries.append((_("People"), reverse("people"), "people", here))
    return [Place(*entry, on_phone=entry[2] in ON_PHONE) for entry in entries]


def is_or_under(path: str, place: str) -> bool:
    """Whether an address is this place, or one of the pages below it."""
    return path == place or path.startswith(f"{place}/")
