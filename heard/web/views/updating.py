"""What is said of an objective as it goes: a word and a line, steps, where a measure stands."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from heard.lib.refusals import Refusal
from heard.objectives import updating
from heard.web.middleware.acting import PersonRequest
from heard.web.replies import back_of, changed, writes
from heard.web.views.objectives import own, url_of


@writes
def updates(request: PersonRequest, objective_id: UUID) -> HttpResponse:
    """On course, wobbling, stuck; or how time, budget or support is."""
    found = own(request, objective_id)
    form = request.POST
    _said, way_back = updating.update(
        found,
        by=request.person,
        word=form.get("word", ""),
        line=form.get("line", ""),
        about=form.get("about", "confidence"),
    )
    back = back_of(request, url_of(found))
    return changed(request, back, way_back=way_back)


@writes
def steps(request: PersonRequest, objective_id: UUID) -> HttpResponse:
    """One more step."""
    found = own(request, objective_id)
    updating.add_step(found, by=request.person, words=request.POST.get("step", ""))
    return changed(request, url_of(found) + "#steps")


@writes
def step(request: PersonRequest, objective_id: UUID, step_id: str) -> HttpResponse:
    """Done, not done after all, or no step any more."""
    found, person = own(request, objective_id), request.person
    did = request.POST.get("do", "")
    if did == "drop":
        updating.drop_step(found, step_id, by=person)
    elif did in ("done", "open"):
        updating.tick_step(found, step_id, by=person, done=did == "done", on=person.today())
    else:
        raise Refusal(_("Choose one of these."), "do")
    return changed(request, url_of(found) + "#steps")


@writes
def measure(request: PersonRequest, objective_id: UUID, place: int) -> HttpResponse:
    """Where a measure stands now."""
    found = own(request, objective_id)
    now = updating.as_number(request.POST.get("now", ""), "now")
    updating.read_measure(found, place, by=request.person, now=now)
    return changed(request, url_of(found) + "#know")
