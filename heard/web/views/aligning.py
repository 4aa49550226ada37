"""What serves what: priorities, the objectives that serve them, and those that serve these."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from heard.objectives.aligning import tree_for
from heard.web.middleware.acting import PersonRequest
from heard.web.tree_drawing import drawn
from heard.web.tree_rows import branches


@require_safe
def tree(request: PersonRequest) -> HttpResponse:
    """As a list set in; drawn, where that is asked for."""
    found = tree_for(request.person)
    first = branches(found.first, request.person)
    alone = branches(found.alone, request.person)
    drawing = drawn([*first, *alone])
    as_drawing = drawing is not None and request.GET.get("as") == "drawing"
    context = {
        "first": first,
        "alone": alone,
        "is_whole": found.is_whole,
        "can_draw": drawing is not None,
        "drawing": drawing if as_drawing else None,
    }
    return render(request, "objectives/tree.html", context)
