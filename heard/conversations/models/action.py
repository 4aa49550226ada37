"""An action: somebody does something, perhaps by a day, perhaps with a plan for when it slips."""

from typing import Self
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.activity.recording import record
from heard.activity.undoing import leave_way_back
from heard.conversations.models.conversation import Conversation
from heard.conversations.models.item import Item
from heard.conversations.models.pair import Pair, PairQuerySet
from heard.conversations.models.written import Written
from heard.lib.refusals import Refusal
from heard.objectives.models import Revision
from heard.people.models import Person
from heard.people.tenancy import TenantManager
from heard.privacy.sealing import SealedText

# From here on nobody asks what would make the owner surer.
SURE_ENOUGH = 7


class ActionQuerySet(models.QuerySet["Action"]):
    """Actions of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """Those of the pairs one can see."""
        return self.filter(
            organisation_id=person.organisation_id, pair__in=PairQuerySet(Pair).visible_to(person)
        )

    def open(self) -> Self:
        return self.filter(state=Action.State.OPEN)

    def owed_by(self, person: Person) -> Self:
        return self.filter(owner=person)


class Action(Written):
    """Never carried, never lost: it stays open on the page and follows its owner home."""

    class State(models.TextChoices):
        OPEN = "open"
        DONE = "done"
        DROPPED = "dropped"
        HANDED_ON = "handed_on"

    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    if_it_slips = SealedText()
    # How sure its owner is, nought to ten, and below seven what would lift it by one.
    sureness = models.PositiveSmallIntegerField(null=True, blank=True)
    lift = SealedText(blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    settled_at = models.DateTimeField(null=True, blank=True)
    made_in = models.ForeignKey(
        Conversation, on_delete=models.SET_NULL, null=True, blank=True, related_name="actions"
    )
    item = models.ForeignKey(
        Item, on_delete=models.SET_NULL, null=True, blank=True, related_name="actions"
    )

    # The change it follows from: somebody should know that something was stopped.
    because_of = models.ForeignKey(
        Revision, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = TenantManager.from_queryset(ActionQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "pair", "state"], name="action_by_pair"),
            models.Index(fields=["organisation", "owner", "state", "due_on"], name="action_owed"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def asks_for_lift(self) -> bool:
        """Whether "what would lift it by one?" is worth asking."""
        return self.sureness is not None and self.sureness < SURE_ENOUGH

    @transaction.atomic
    def settle(self, state: str, *, by: Person) -> UUID | None:
        """Done, dropped, or open again. Saying so twice changes nothing.

        Returns the way back, where there was something to take back.
        """
        if state not in (self.State.OPEN, self.State.DONE, self.State.DROPPED):
            raise Refusal(_("An action is open, done or dropped."), "state")
        self.hold()
        if state == self.state:
            return None
        before = {
            "did": state,
            "state": self.state,
            "settled_at": self.settled_at.isoformat() if self.settled_at else None,
        }
        self.state = state
        self.settled_at = None if state == self.State.OPEN else timezone.now()
        self.changed("state", "settled_at")
        record(f"action_{state}", by=by, page_id=self.pair_id, subject_id=self.id)
        return leave_way_back("action_state", by=by, subject_id=self.id, before=before).id
