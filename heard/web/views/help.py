"""Help: who can see what, generated from live settings; the keys; accessibility."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.conversations.models.pair import FORMER_MANAGER_READS
from heard.people.models import Person
from heard.web.middleware.acting import PersonRequest
from heard.wellbeing.models import PlaceToTurn


@require_safe
def more(request: HttpRequest) -> HttpResponse:
    """On a phone: the places that do not fit at its bottom, settings and help."""
    return render(request, "more.html")


@require_safe
def help_page(request: PersonRequest) -> HttpResponse:
    """Where everything is explained, and whom to turn to."""
    places = PlaceToTurn.objects.visible_to(request.person).in_order()
    return render(request, "help/index.html", {"turn_to": places})


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What, who can see it, how long: the table people decide by."""
    person: Person | None = request.person  # type: ignore[attr-defined]
    return render(request, "help/privacy.html", {"rows": privacy_rows(person)})


def privacy_rows(person: Person | None) -> list[dict[str, Any]]:
    """One row a kind of thing. The days and the mail line come from code and settings."""
    days = FORMER_MANAGER_READS.days
    two = _("The two of you; nobody above, beside or behind you")
    mail = _("No words by mail but agreements and actions")
    if person is not None and person.organisation.mail_carries_notes:
        mail = _("Your organisation also mails the shared notes to the two of you")
    return [
        {
            "what": _("Private notes and private items"),
            "who": _("Only the person who wrote them"),
            "long": _("Until they remove them"),
        },
        {
            "what": _("What you say of yourself: blend, work you want, how you like to work"),
            "who": _("Only you; what you show somebody, that person too, until you take it back"),
            "long": _("Until you take it away"),
        },
        {
            "what": _("Check-ins"),
            "who": _(
                "Only the person who answers; one they show, their manager too. Nobody is told "
                "whether they answered"
            ),
            "long": _("Until they delete them; a shown one ends with the page"),
        },
        {
            "what": _("Shared items, notes, agreements, actions, answers, summaries"),
            "who": two,
            "long": _(
                "As long as the page; after a change of manager the former manager reads for "
                "%(days)s days"
            )
            % {"days": days},
        },
        {
            "what": _("Feedback and private thanks, and that somebody asked for feedback"),
            "who": _(
                "Whoever wrote it and whoever it is for; their manager only while they show it"
            ),
            "long": _("Until the receiver puts it away"),
        },
        {
            "what": _("That a page exists, its dates and rhythm"),
            "who": two,
            "long": _("As long as the page"),
        },
        {
            "what": _("Name, title, team, manager, work address"),
            "who": _("Everyone in the organisation"),
            "long": _("Kept; those who leave are marked, not deleted"),
        },
        {
            "what": _("The summary by mail"),
            "who": _("The two of you, if you want it. %(mail)s.") % {"mail": mail},
            "long": _("In your mailbox"),
        },
        {
            "what": _("What you are signed in on, your tokens"),
            "who": _("Only you"),
            "long": _("Until they end"),
        },
    ]


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """The sheet of keys."""
    return render(request, "help/keys.html", {"groups": key_groups()})


def key_groups() -> list[dict[str, Any]]:
    """Every key that does something, by where."""
    return [
        {
            "where": _("Anywhere"),
            "keys": [
                ("a", _("Add something")),
                ("/", _("Search")),
                ("Ctrl K", _("Search, over the page")),
                ("z", _("Undo the last thing")),
                ("g h", _("Go home")),
                ("g c", _("Go to conversations")),
                ("g m", _("Go to Me")),
                ("g o", _("Go to objectives")),
                ("g f", _("Go to feedback")),
                ("g v", _("Give feedback")),
                ("?", _("This sheet")),
            ],
        },
        {
            "where": _("Home"),
            "keys": [
                ("o", _("Open our page")),
                ("p", _("Prep")),
                ("w", _("What came of what you raised")),
                ("j / k", _("Next, previous person")),
            ],
        },
        {
            "where": _("Heard"),
            "keys": [
                ("j / k", _("Next, previous")),
                ("y", _("That settles it")),
                ("r", _("A line back")),
            ],
        },
        {
            "where": _("On a page"),
            "keys": [
                ("j / k", _("Next, previous item")),
                ("Enter", _("Open the item")),
                ("x", _("Covered")),
                ("c", _("Leave it for next time")),
                ("d", _("Let go")),
                ("e", _("Change the words")),
                ("p", _("Who can read it")),
                ("!", _("An action")),
                ("=", _("An agreement")),
                ("Alt ↑ / ↓", _("Move up, down")),
                ("Alt ← / →", _("To the other section")),
                (_("Space"), _("On the handle: lift, then drop where the arrows took it")),
                ("s", _("Start")),
                ("w", _("Wrap up")),
                ("m", _("Dates and rhythm")),
                ("[ / ]", _("Beside the page: the one before, the next")),
            ],
        },
        {
            "where": _("Me"),
            "keys": [
                ("t", _("Talk about this")),
                ("Alt ↑ / ↓", _("A wish: stronger, weaker")),
                ("Alt ← / →", _("To the other list")),
            ],
        },
        {
            "where": _("Feedback"),
            "keys": [("n", _("Ask for feedback"))],
        },
        {
            "where": _("While writing"),
            "keys": [
                ("Enter", _("Add it")),
                ("Shift Enter", _("A new line")),
                ("Ctrl Enter", _("Keep the rhythm, close the conversation")),
                ("Esc", _("Leave the field or the menu")),
            ],
        },
    ]


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "help/accessibility.html")
