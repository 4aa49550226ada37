"""Thanks: what I was thanked for, what my team reads, and one field to say it."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from heard.activity.undoing import way_back_from
from heard.feedback.models import Thanks
from heard.feedback.reading import PAGE, thanks_seen_by
from heard.feedback.thanking import thank
from heard.lib.refusals import Refusal
from heard.lib.text import rendered
from heard.people.models import Person
from heard.web.forms import naming, reading
from heard.web.middleware.acting import PersonRequest
from heard.web.replies import with_notice
from heard.web.rows import day
from heard.web.views.asking import near_choices
from heard.web.views.feedback import tabs


def thanks(request: PersonRequest) -> HttpResponse:
    """The list, and the field."""
    if request.method != "POST":
        return _page(request)
    try:
        rows = thank(
            naming.named(request.POST, by=request.person),
            by=request.person,
            text=request.POST.get("text", ""),
            audience=request.POST.get("audience", Thanks.Audience.PRIVATE),
        )
    except Refusal as refusal:
        return _page(request, refusal)
    way_back = way_back_from(rows[0].id, by=request.person)
    return HttpResponseRedirect(with_notice(reverse("thanks"), way_back))


def _page(request: PersonRequest, refusal: Refusal | None = None) -> HttpResponse:
    person = request.person
    form = request.POST if refusal else request.GET
    before = reading.moment(request.GET.get("before", ""))
    found = thanks_seen_by(person, before=before)
    context = {
        "tabs": tabs("thanks"),
        "rows": together(found[:PAGE], person),
        "older": found[PAGE - 1].created_at.isoformat() if len(found) > PAGE else "",
        "near": near_choices(person, form.getlist("person")),
        "values": {name: form.get(name, "") for name in ("to", "text")},
        "audiences": [
            {
                "value": one.value,
                "label": one.label,
                "chosen": one == form.get("audience", Thanks.Audience.PRIVATE),
            }
            for one in Thanks.Audience
        ],
        "message": refusal.message if refusal else "",
        "wrong": refusal.field if refusal else "",
    }
    return render(request, "feedback/thanks.html", context, status=422 if refusal else 200)


def together(rows: list[Thanks], reader: Person) -> list[dict[str, Any]]:
    """What was said to several at once is one line, with those of them this reader may know of."""
    lines: dict[Any, dict[str, Any]] = {}
    for row in rows:
        line = lines.setdefault(
            row.batch,
            {
                "id": row.batch,
                "from": row.giver.called,
                "initials": row.giver.initials,
                "to": [],
                "when": day(row.created_at),
                "html": rendered(row.text),
                "team": row.audience == Thanks.Audience.TEAM,
            },
        )
        line["to"].append(row.receiver.called)
    return [{**line, "to": ", ".join(line["to"])} for line in lines.values()]
