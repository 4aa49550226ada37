"""The last step of joining: how one likes to work with people. Skipped without a trace."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from heard.blend.models import Statement
from heard.blend.stating import state
from heard.conversations.sharing import MANAGER, Audience, show
from heard.lib.refusals import Refusal
from heard.web.middleware.acting import PersonRequest
from heard.web.views.joining import own_page
from heard.web.views.me import LIKE_TO_WORK, audiences

Kind = Statement.Kind
ONLY_ME = "only_me"


@dataclass
class Asked:
    """One sentence: ready words, room for one's own, and who reads it."""

    kind: str
    label: str
    ready: list[str]
    text: str = ""
    chosen: str = ""
    audience: str = ONLY_ME
    wrong: str = ""

    @property
    def said(self) -> str:
        """One's own words before the ready ones."""
        return self.text.strip() or self.chosen


def about_you(request: PersonRequest) -> HttpResponse:
    """Three optional sentences, each with its audience; then onto the page."""
    manager = next((one for one in audiences(request) if one.key == MANAGER), None)
    asked = sentences(request)
    if request.method == "POST":
        if kept(request, asked, manager):
            return HttpResponseRedirect(own_page(request.person))
        return page(request, asked, manager, status=422)
    return page(request, asked, manager)


def page(
    request: PersonRequest, asked: list[Asked], manager: Audience | None, *, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "asked": asked,
        "wrong": [one for one in asked if one.wrong],
        "manager": manager.name if manager else "",
        "chip_pair": _("You and %(name)s") % {"name": manager.name} if manager else "",
        "onward": own_page(request.person),
    }
    return render(request, "accounts/about_you.html", context, status=status)


def sentences(request: PersonRequest) -> list[Asked]:
    """What is asked, with what was typed."""
    ready = {
        Kind.HARD_NEWS: [_("straight away"), _("in writing"), _("with time")],
        Kind.THANKS: [_("quietly"), _("out loud")],
    }
    sent = request.POST
    return [
        Asked(
            kind=str(kind),
            label=str(kind.label),
            ready=ready.get(kind, []),
            text=sent.get(kind, ""),
            chosen=sent.get(f"{kind}_ready", ""),
            audience=sent.get(f"{kind}_audience", ONLY_ME),
        )
        for kind in LIKE_TO_WORK
    ]


def kept(request: PersonRequest, asked: list[Asked], manager: Audience | None) -> bool:
    """Each by itself: what fits is kept, what does not is said beside its field."""
    for one in asked:
        if not one.said:
            continue
        try:
            row = state(by=request.person, kind=one.kind, text=one.said)
            if manager is not None and one.audience == MANAGER:
                show([row], manager, by=request.person)
        except Refusal as refusal:
            one.wrong = refusal.message
    return not any(one.wrong for one in asked)
