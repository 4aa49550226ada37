"""The frame of each question of setting up, and the answers in words."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heard.people.models import SetUp
from heard.people.setting_up import STEPS, newcomers, people_planned, table_of
from heard.web.forms.people import RHYTHMS, WEEK_STARTS


def begin_page(step: str) -> dict[str, Any]:
    """How far it is, and the way back."""
    number = STEPS.index(step)
    return {
        "number": number + 1,
        "count": len(STEPS),
        "back": reverse("set-up-step", args=[STEPS[number - 1]]) if number else "",
    }


def summary(found: SetUp) -> list[dict[str, str]]:
    """Each answer in a line, with where to change it."""
    told = found.answers
    you, place, chosen = told["you"], told["organisation"], told["privacy"]
    week = dict(WEEK_STARTS)[place["week_starts_on"]]
    said = {
        "you": (_("You"), f"{you['name']}, {you['email']}"),
        "organisation": (
            place["name"],
            _("%(zone)s; the week begins on %(day)s")
            % {"zone": place["timezone"].replace("_", " "), "day": week},
        ),
        "signing-in": (_("Signing in"), _("With a password each")),
        "mail": (
            _("Mail"),
            _("Through your mail server")
            if told["mail"]["server"]
            else _("Later; until then links are handed over by hand"),
        ),
        "people": (_("People"), who_comes(found)),
        "privacy": (
            _("Rhythm and privacy"),
            _("%(often)s, %(minutes)s minutes. %(mail)s")
            % {
                "often": dict(RHYTHMS)[chosen["default_rhythm"]],
                "minutes": chosen["default_minutes"],
                "mail": _("The mailed summary carries the shared notes.")
                if chosen["mail_carries_notes"]
                else _("The mailed summary carries agreements and actions only."),
            },
        ),
    }
    return [
        {"label": str(label), "said": str(words), "url": reverse("set-up-step", args=[step])}
        for step, (label, words) in said.items()
    ]


def who_comes(found: SetUp) -> str:
    """The other one by name, or how many a list brings."""
    table = table_of(found)
    asked = found.answers["people"]
    if table is None:
        told = {"name": asked["other_name"], "email": asked["other_email"]}
        if asked["talks_with"] == "me":
            return _("%(name)s, %(email)s, who reports to you") % told
        return _("%(name)s, %(email)s, to whom you report") % told
    count = newcomers(people_planned(found, table))
    return ngettext("One more person", "%(count)s more people", count) % {"count": f"{count:,}"}
