"""How pages answer: a fragment where a script asked, a redirect where a form was sent.

Bad input is answered beside its field with everything kept; a conflict shows both texts.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from heard.lib.refusals import Conflict, Refusal
from heard.web.middleware.acting import PersonRequest

Rest = ParamSpec("Rest")
View = Callable[Concatenate[PersonRequest, Rest], HttpResponse]


def writes(view: View[Rest]) -> View[Rest]:
    """A view that changes something: POST only, refusals and conflicts answered in words.

    What was sent is read whole first, so that nothing changes by what cannot be read.
    """

    @wraps(view)
    def answered(request: PersonRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        len(request.POST)
        try:
            return view(request, *args, **kwargs)
        except Refusal as refusal:
            return refused(request, refusal)
        except Conflict as conflict:
            return conflicted(request, conflict)

    return require_POST(answered)  # type: ignore[return-value]


def refused(request: PersonRequest, refusal: Refusal) -> HttpResponse:
    """The sentence, and the field it belongs to; the form keeps what was typed."""
    if request.htmx:  # type: ignore[attr-defined]
        response = HttpResponse(refusal.message, status=422, content_type="text/plain")
        response["X-Field"] = refusal.field
        return response
    context = {
        "message": refusal.message,
        "fields": typed_again(request, refusal.field),
        "back": back_of(request, "/"),
    }
    return render(request, "problem.html", context, status=422)


def typed_again(request: PersonRequest, wrong: str) -> list[dict[str, Any]]:
    """Every field as it was sent: the wrong one and longer ones to see, the rest carried along."""
    labels = {
        "text": _("Words"),
        "sentence": _("Sentence"),
        "due_on": _("By when"),
        "review_on": _("Look again on"),
        "look_again_on": _("Look again on"),
        "if_it_slips": _("If it slips"),
        "summary": _("Summary"),
        "line": _("A line about it"),
        "step": _("A step"),
        "now": _("Where it stands now"),
        "day": _("Day"),
        "at": _("Time"),
        "on": _("On"),
        "minutes": _("Minutes"),
        "name": _("Name"),
        "because": _("Because"),
        "instead": _("Instead"),
        "tags": _("Tags"),
        "reason": _("Reason"),
        "missing": _("What is missing"),
        "want": _("What do you want?"),
        "present": _("What is true now?"),
        "ways": _("What could you try?"),
        "will": _("What will you do?"),
        "question": _("Your question"),
    }
    fields = [
        {
            "name": name,
            "value": value,
            "label": labels.get(name, name),
            "wrong": name == wrong,
            "hidden": name not in labels and name != wrong,
        }
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    ]
    if all(field["name"] != wrong for field in fields) and wrong in labels:
        fields.append(
            {"name": wrong, "value": "", "label": labels[wrong], "wrong": True, "hidden": False}
        )
    return fields


def conflicted(request: PersonRequest, conflict: Conflict) -> HttpResponse:
    """Both texts, and three ways on; keeping both is the first."""
    context = {
        "conflict": conflict,
        "both": conflict.both,
        "action": request.path,
        "kept": [
            (name, value)
            for name, value in request.POST.items()
            if name not in {"csrfmiddlewaretoken", "text", "version"}
        ],
        "back": back_of(request, "/"),
    }
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "pair/conflict.html", context, status=409)
    return render(request, "pair/conflict_page.html", context, status=409)


def changed(
    request: PersonRequest,
    back: str,
    template: str = "",
    context: dict[str, Any] | None = None,
    *,
    said: str = "",
    way_back: UUID | None = None,
    event: str = "",
) -> HttpResponse:
    """After a change: the fragment with its toast for a script, else back to where it shows."""
    if not request.htmx:  # type: ignore[attr-defined]
        return HttpResponseRedirect(with_notice(back, way_back))
    html = render_to_string(template, context or {}, request) if template else ""
    if said:
        toast = {"said": said, "way_back": way_back, "back": here(request)}
        html += render_to_string("frame/toast_swap.html", toast, request)
    response = HttpResponse(html)
    if event:
        response["HX-Trigger"] = event
    return response


def wait_words(seconds: int) -> str:
    """How long to wait, in whole minutes; less than one is one."""
    minutes = -(-seconds // 60)
    return ngettext("in a minute", "in %(minutes)s minutes", minutes) % {"minutes": minutes}


def here(request: PersonRequest) -> str:
    """The page a script asked from, as a path of ours."""
    return str(request.htmx.current_url_abs_path or "/")  # type: ignore[attr-defined]


def back_of(request: PersonRequest, default: str) -> str:
    """Where the form said it came from: a path of ours, never another site."""
    back = request.POST.get("back", "")
    if back.startswith("/") and not back.startswith(("//", "/\\")):
        return back
    return default


def with_notice(back: str, way_back: UUID | None) -> str:
    """The address, telling the page which act to speak of, and to offer an undo for."""
    if way_back is None:
        return back
    path, hash_, fragment = back.partition("#")
    joint = "&" if "?" in path else "?"
    return f"{path}{joint}did={way_back}{hash_}{fragment}"


def what_was_done(kind: str, did: str) -> str:
    """The words for a notice about a reversible act."""
    words = {
        "item_added": _("Added."),
        "item_audience": _("Changed who sees it."),
        "covered": _("Covered."),
        "let_go": _("Let go."),
        "open": _("Back on the page."),
        "done": _("Done."),
        "dropped": _("Dropped."),
        "ended": _("Ended."),
        "said_back": _("Said back."),
        "said_back_yes": _("You said that's it."),
        "said_back_missing": _("You said what is missing."),
        "thinking": _("Kept."),
        "note_removed": _("Note removed."),
        "private_note_removed": _("Note removed."),
        "conversation_moved": _("Moved."),
        "conversation_skipped": _("Skipped."),
        "conversation_elsewhere": _("Noted that you met elsewhere."),
        "rhythm": _("Rhythm changed."),
        "element_removed": _("Put away."),
        "wish_withdrawn": _("Withdrawn."),
        "statement_removed": _("Taken away."),
        "shown": _("Shown from now."),
        "kept_back": _("No longer shown."),
        "keep": _("Still right."),
        "emphasis": _("Changed: emphasis. It's on the record, and that's that."),
        "timing": _("Changed: timing. It's on the record, and that's that."),
        "rethink": _("Thought again. The old sentence stays readable."),
        "stop": _("Stopped, on purpose."),
        "edit": _("Put into other words. The old ones stay readable."),
        "achieve": _("Achieved."),
        "objective_update": _("Noted."),
        "trying": _("Being tried."),
        "happening": _("Happening."),
        "not_now": _("Not now. It comes back on its day."),
        "project_line_added": _("Added."),
        "project_line_ended": _("Put away."),
        "moving": _("Moving."),
        "slow": _("Slow."),
        "stuck": _("Stuck."),
        "focus": _("Changed what it is about."),
        "feedback_given": _("Sent."),
        "thanked": _("Thanked."),
        "feedback_withdrawn": _("Taken back."),
        "feedback_put_away": _("Put away."),
        "feedback_shown": _("Shown from now."),
        "feedback_asked": _("Asked."),
        "feedback_ask_taken_back": _("No longer asked."),
        "feedback_declined": _("Declined, kindly. You can still answer later."),
        "opening_posted": _("Posted."),
        "talking": _("Talking."),
        "filled": _("Filled."),
        "withdrawn": _("Withdrawn."),
        "interest_shown": _("Told them."),
        "opening_set_aside": _("Not now. It is out of your list."),
        "prompt_not_now": _("Left for now."),
        "prompt_not_for_us": _("Not offered to you here again."),
    }
    return words.get(did) or words.get(kind) or _("Changed.")
