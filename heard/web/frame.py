"""What every page's frame needs: who, where, how it should look, and where the assets are."""

from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _

from heard.activity.models import Undo
from heard.people.models import Person
from heard.web.assets import addresses
from heard.web.loading import load
from heard.web.middleware.acting import PersonRequest
from heard.web.navigation import places_for
from heard.web.own_pages import own_pages
from heard.web.replies import what_was_done


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context for base.html; nothing is looked up that the page does not show."""
    person: Person | None = getattr(request, "person", None)
    common: dict[str, Any] = {
        "assets": addresses(),
        "person": person,
        "demo": settings.DEMO,
        "lang": translation.get_language() or "en-gb",
        "dir": "rtl" if translation.get_language_bidi() else "ltr",
        "display": display_of(person),
        "places": [],
    }
    if person is not None:
        common["places"] = places_for(person, request)
        common["quick_add"] = lambda: quick_add_pairs(cast(PersonRequest, request))
        common["notice"] = notice(request, person)
    return common


def display_of(person: Person | None) -> dict[str, str]:
    """The person's own look, as attributes of the page."""
    if person is None:
        return {"theme": "", "text": "", "rows": "", "motion": ""}
    return {
        "theme": "" if person.theme == Person.Theme.SYSTEM else person.theme,
        "text": "" if person.text_size == 100 else str(person.text_size),
        "rows": "compact" if person.compact_rows else "",
        "motion": "none" if person.less_motion else "",
    }


def quick_add_pairs(request: PersonRequest) -> list[dict[str, str]]:
    """The pages something can be added to from anywhere, one's own manager first."""
    person = request.person
    pairs = own_pages(request)[:50]
    ordered = sorted(pairs, key=lambda pair: (pair.employee_id != person.id, pair.manager.name))
    return [
        {
            "short_id": pair.short_id,
            "other_name": pair.other(person).called,
            "address": pair.address,
        }
        for pair in ordered
    ]


def notice(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    """What was just done by a plain form, with its undo; or that it was taken back."""
    wanted = request.GET.get("did")
    if not wanted:
        return None
    try:
        way_back = load(Undo, person, id=UUID(wanted))
    except (ValueError, Http404):
        return None
    if way_back.undone_at:
        return {"said": _("Taken back."), "way_back": None}
    said = what_was_done(way_back.kind, way_back.before.get("did", ""))
    return {"said": said, "way_back": way_back.id}
