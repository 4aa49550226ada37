"""An item: something one of the two wants to talk about."""

import datetime as dt
from typing import Any, Self
from uuid import UUID

from django.db import models, transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.activity.recording import record
from heard.activity.undoing import leave_way_back
from heard.conversations.models.conversation import Conversation
from heard.conversations.models.pair import Pair, PairQuerySet
from heard.conversations.models.written import Written
from heard.lib.refusals import Refusal
from heard.people.models import Person
from heard.people.tenancy import TenantManager
from heard.privacy.keys import KeyOwner, of_pair, of_person
from heard.privacy.sealing import SealedText

# Untouched this long an item steps back to "Later", after a line of notice.
STEPS_BACK_AFTER = dt.timedelta(days=90)
NOTICE_AFTER = dt.timedelta(days=60)
# Carried this often, wrap-up and prep ask: do, drop, or change?
WHAT_NOW_AFTER = 3
OPEN_MOST = 200


class ItemQuerySet(models.QuerySet["Item"]):
    """Items of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """On pages one can see: what both see, and one's own private ones."""
        return self.filter(
            Q(audience=Item.Audience.PAIR) | Q(author=person),
            organisation_id=person.organisation_id,
            pair__in=PairQuerySet(Pair).visible_to(person),
        )

    def open(self) -> Self:
        return self.filter(state=Item.State.OPEN)

    def on_the_table(self, conversation: Conversation | None) -> Self:
        """Open ones, and while two people talk those they have just covered."""
        wanted = Q(state=Item.State.OPEN)
        if conversation is not None:
            wanted |= Q(covered_in=conversation)
        return self.filter(wanted)

    def in_order(self) -> Self:
        return self.order_by("position", "id")


class Item(Written):
    """Belongs to the pair, not to a date: no move, exit or cancellation loses it."""

    row_policy = "audience = 'pair' OR author_id = {person}"

    class Audience(models.TextChoices):
        ONLY_ME = "only_me"
        PAIR = "pair"

    class State(models.TextChoices):
        OPEN = "open"
        COVERED = "covered"
        LET_GO = "let_go"

    class Section(models.TextChoices):
        EMPLOYEE = "employee"
        MANAGER = "manager"

    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=8, choices=Audience.choices, default=Audience.PAIR)
    section = models.CharField(max_length=8, choices=Section.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    carried = models.PositiveSmallIntegerField(default=0)
    position = models.CharField(max_length=64)
    touched_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    covered_in = models.ForeignKey(
        Conversation, on_delete=models.SET_NULL, null=True, blank=True, related_name="covered"
    )
    # The prompt of the bank it began as, where it did; sealed as the words are.
    prompt = SealedText(blank=True)
    # Made by the page that sends it, so that sending twice makes one row.
    client_id = models.UUIDField(null=True, blank=True)

    objects = TenantManager.from_queryset(ItemQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "pair", "author", "client_id"],
                condition=Q(client_id__isnull=False),
                name="item_sent_once",
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "pair", "state", "position"], name="item_on_page"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def sealing_owner(self) -> KeyOwner:
        """A private item is sealed under its author's key, a shared one under the pair's."""
        if self.audience == self.Audience.ONLY_ME:
            return of_person(self.author_id)
        return of_pair(self.pair_id)

    @property
    def is_private(self) -> bool:
        return self.audience == self.Audience.ONLY_ME

    @property
    def stepped_back(self) -> bool:
        """Whether it waits under "Later": untouched for ninety days."""
        return timezone.now() - self.touched_at > STEPS_BACK_AFTER

    @property
    def about_to_step_back(self) -> bool:
        """Whether the sixty-day notice is due."""
        return not self.stepped_back and timezone.now() - self.touched_at > NOTICE_AFTER

    @property
    def asks_what_now(self) -> bool:
        """Whether it has been carried so often that it is time to do, drop or change it."""
        return self.state == self.State.OPEN and self.carried >= WHAT_NOW_AFTER

    @transaction.atomic
    def settle(self, state: str, *, by: Person, in_: Conversation | None = None) -> UUID | None:
        """Cover it, let it go, or open it again. Doing it twice is success, not an error.

        Returns the way back, where there was something to take back.
        """
        if state not in self.State.values:
            raise Refusal(_("An item is open, covered or let go."), "state")
        self.hold()
        if state == self.state:
            return None
        if state == self.State.OPEN:
            refuse_too_many(self.pair, by, more=1)
        before = {"did": state, **self.as_data()}
        self.state = state
        self.settled_at = None if state == self.State.OPEN else timezone.now()
        self.covered_in = in_ if state == self.State.COVERED else None
        self.touched_at = timezone.now()
        self.changed("state", "settled_at", "covered_in", "touched_at")
        recount(self.pair)
        self.tell(f"item_{state}", by=by)
        return leave_way_back("item_state", by=by, subject_id=self.id, before=before).id

    @transaction.atomic
    def touch(self, *, by: Person) -> None:
        """Bring it back from "Later", or keep it from stepping there."""
        self.hold()
        self.touched_at = timezone.now()
        self.carried = 0 if self.carried >= WHAT_NOW_AFTER else self.carried
        self.changed("touched_at", "carried")
        self.tell("item_kept", by=by)

    def stay(self) -> None:
        """Something was done with it: the ninety days begin again."""
        self.touched_at = timezone.now()
        self.save(update_fields=["touched_at"])

    def as_data(self) -> dict[str, Any]:
        """What undo needs to put it back: states and ids, no words."""
        return {
            "state": self.state,
            "carried": self.carried,
            "covered_in": str(self.covered_in_id) if self.covered_in_id else None,
            "settled_at": self.settled_at.isoformat() if self.settled_at else None,
            "section": self.section,
            "position": self.position,
        }

    def tell(self, kind: str, *, by: Person) -> None:
        record(kind, by=by, page_id=self.pair_id, subject_id=self.id, private=self.is_private)


def refuse_too_many(pair: Pair, person: Person, *, more: int) -> None:
    """Two hundred open ones a page. Counted as one person sees it: the other's private items are
    no part of the number, or it would betray them."""
    if Item.objects.visible_to(person).filter(pair=pair).open().count() + more > OPEN_MOST:
        raise Refusal(
            _("There are %(most)s open items on this page, as many as fit. Let some go first.")
            % {"most": OPEN_MOST}
        )


def recount(pair: Pair) -> None:
    """Write the truth about the page's open shared items onto the pair, for home and the list.

    Private items are never counted: a number the other can see must not betray them.
    """
    pair.open_from_employee, pair.open_from_manager = open_counts(pair)
    pair.save(update_fields=["open_from_employee", "open_from_manager"])


def open_counts(pair: Pair) -> tuple[int, int]:
    """How many open shared items stand in each section."""
    found = (
        Item.objects.filter(pair=pair, audience=Item.Audience.PAIR)
        .open()
        .aggregate(
            employee=Count("id", filter=Q(section=Item.Section.EMPLOYEE)),
            manager=Count("id", filter=Q(section=Item.Section.MANAGER)),
        )
    )
    return found["employee"], found["manager"]
