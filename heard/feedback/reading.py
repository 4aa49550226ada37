"""Reading: what one received, gave and is asked, newest first, all keys in one look-up."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, Q
from django.utils import timezone

from heard.feedback.models import Ask, Feedback, Round, Thanks
from heard.people.models import Person
from heard.people.reporting import manager_of
from heard.privacy.keys import keyring, of_inbox, of_organisation, of_person

PAGE = 20
ASKS_MOST = 100
# The standing prompt to tell one's manager something.
UPWARD_EVERY = dt.timedelta(days=60)

PEOPLE = ("giver", "receiver", "ask")


@dataclass(frozen=True)
class Received:
    """What reached one person, and what waits for a word from them."""

    mine: list[Feedback]
    shown: list[Feedback]
    waiting: list[Ask]


def received_by(person: Person, *, before: dt.datetime | None = None) -> Received:
    """One's own, what one's people show one, and what one is asked. One row more than a page, so
    that it shows whether there is another."""
    rows = (
        Feedback.objects.visible_to(person).select_related(*PEOPLE).order_by("-created_at", "-id")
    )
    if before is not None:
        rows = rows.filter(created_at__lt=before)
    mine = list(rows.received_by(person)[: PAGE + 1])
    shown = [] if before else list(rows.shown_to(person)[:PAGE])
    waiting = [] if before else asked_of(person)
    open_inboxes(person, [*mine, *shown], waiting)
    return Received(mine, shown, waiting)


def given_by(person: Person, *, before: dt.datetime | None = None) -> list[Feedback]:
    """What one gave, one row more than a page."""
    rows = Feedback.objects.visible_to(person).filter(giver=person).select_related(*PEOPLE)
    if before is not None:
        rows = rows.filter(created_at__lt=before)
    found = list(rows.order_by("-created_at", "-id")[: PAGE + 1])
    open_inboxes(person, found)
    return found


def asked_of(person: Person) -> list[Ask]:
    """What this person is asked and has not answered, the newest first."""
    rows = Ask.objects.visible_to(person).waiting_for(person)
    related = rows.select_related("asker", "reader")
    return list(related.order_by("-created_at", "-id")[:ASKS_MOST])


def asked_by(person: Person) -> list[Ask]:
    """What this person asked, the newest first, answered or not."""
    rows = (
        Ask.objects.visible_to(person)
        .filter(asker=person)
        .select_related("asker", "asked", "reader")
    )
    found = list(rows.order_by("-created_at", "-id")[:ASKS_MOST])
    open_inboxes(person, [], found)
    return found


def thanks_seen_by(person: Person, *, before: dt.datetime | None = None) -> list[Thanks]:
    """What one was thanked for, thanked for, and reads of one's team; a row more than a page."""
    rows = Thanks.objects.visible_to(person).select_related("giver", "receiver")
    if before is not None:
        rows = rows.filter(created_at__lt=before)
    found = list(rows.order_by("-created_at", "-id")[: PAGE + 1])
    private = [row for row in found if row.audience == Thanks.Audience.PRIVATE]
    keyring().unlock([of_organisation(), *{of_inbox(row.receiver_id) for row in private}])
    return found


def upward_is_due(person: Person) -> Person | None:
    """Their manager, where they told them nothing here for sixty days. For themselves alone."""
    manager = manager_of(person)
    if manager is None:
        return None
    since = timezone.now() - UPWARD_EVERY
    said = Feedback.objects.visible_to(person).filter(giver=person, receiver=manager)
    return None if said.filter(created_at__gt=since).exists() else manager


def open_rounds(person: Person) -> list[Round]:
    """What this person's manager asks the whole team just now."""
    rows = Round.objects.visible_to(person).exclude(manager=person).select_related("manager")
    return list(rows.order_by("closes_at"))


def asks_about(feedback: Feedback, reader: Person) -> list[Ask]:
    """What the receiver asked besides and nobody has answered yet."""
    rows = Ask.objects.visible_to(reader).filter(follows=feedback.id, answered_at__isnull=True)
    return list(rows.select_related("asker", "asked", "reader").order_by("created_at"))


def open_inboxes(
    person: Person, feedback: Iterable[Feedback] = (), asks: Iterable[Ask] = ()
) -> None:
    """The keys of every row of a page in one look-up."""
    owners = {of_inbox(row.receiver_id) for row in feedback}
    owners |= {of_inbox(row.asker_id) for row in asks}
    keyring().unlock([of_person(person.id), *sorted(owners, key=lambda owner: owner.id)])


def may_be_news(person: Person) -> Q:
    """Whether something unread or an ask may wait for somebody: asked together with their pages."""
    came = Feedback.objects.filter(receiver=person, opened_at__isnull=True)
    return Q(Exists(came) | Exists(Ask.objects.waiting_for(person)))
