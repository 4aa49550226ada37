"""Search: what the asker may read, grouped by pair, their own first."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import Truncator
from django.views.decorators.http import require_safe

from heard.conversations.models import Item, Note, SaidBack, Thinking
from heard.conversations.searching import Found
from heard.conversations.searching import search as search_words
from heard.lib.text import cleaned
from heard.objectives.searching import find
from heard.people.models import Person
from heard.web.middleware.acting import PersonRequest
from heard.web.rows import day
from heard.web.views.pair import page_url, record_url

QUERY_MOST = 200


@require_safe
def search(request: PersonRequest) -> HttpResponse:
    """A plain page; with a script, the same list inside the palette."""
    words = cleaned(request.GET.get("q", "")[:QUERY_MOST])
    person = request.person
    hits = search_words(person, words) if words else []
    groups: dict[Any, dict[str, Any]] = {}
    for hit in hits:
        group = groups.setdefault(
            hit.pair.id,
            {"name": hit.pair.other(person).name, "url": page_url(hit.pair), "hits": []},
        )
        group["hits"].append(hit_line(hit))
    people = []
    if words:
        people = [
            {"name": one.name, "title": one.title, "team": one.team, "initials": one.initials}
            for one in Person.objects.visible_to(person)
            .active()
            .filter(name__icontains=words)
            .order_by("name")[:8]
        ]
    objectives, priorities = find(person, words)
    context = {
        "words": words,
        "objectives": [
            *(
                {"text": row.sentence, "url": reverse("objective", args=[row.id])}
                for row in objectives
            ),
            *(
                {"text": row.sentence, "url": reverse("priority", args=[row.id])}
                for row in priorities
            ),
        ],
        "groups": list(groups.values()),
        "people": people,
        "count": len(hits) + len(objectives) + len(priorities),
    }
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "search_results.html", context)
    return render(request, "search.html", context)


def hit_line(hit: Found) -> dict[str, Any]:
    """One hit, flat, leading to where it stands."""
    row = hit.row
    if isinstance(row, Item):
        url = reverse("item", args=[row.id])
    elif isinstance(row, SaidBack | Thinking):
        url = f"{reverse('item', args=[row.item_id])}#further-{row.item_id}"
    elif isinstance(row, Note):
        url = f"{reverse('item', args=[row.item_id])}#n-{row.id}"
    elif hit.kind == "private_note":
        url = reverse("private-note", args=[row.id])
    elif hit.kind == "conversation":
        url = record_url(hit.pair, row)
    else:
        url = reverse(hit.kind, args=[row.id])
    return {
        "kind": hit.kind,
        "text": Truncator(" ".join(hit.text.split())).chars(180),
        "when": day(hit.at),
        "private": hit.private,
        "url": url,
    }
