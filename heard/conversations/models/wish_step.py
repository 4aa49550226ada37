"""A step with a shared wish: what came of it, and why, on the page of the two."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy

from heard.conversations.models.pair import Pair, PairQuerySet
from heard.conversations.models.told import Told
from heard.people.models import Person
from heard.people.tenancy import TenantManager, TenantModel
from heard.privacy.keys import KeyOwner, of_pair
from heard.privacy.sealing import SealedText


class WishStepQuerySet(models.QuerySet["WishStep"]):
    """Steps of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """The wisher's for good; the other's while the wish is shown to them."""
        shown = Told.objects.filter(
            source_id=OuterRef("wish_id"), pair=OuterRef("pair"), withdrawn_at__isnull=True
        )
        live = PairQuerySet(Pair).visible_to(person).live()
        return self.filter(
            Q(person=person) | Q(Exists(shown), pair__in=live),
            organisation_id=person.organisation_id,
        )


class WishStep(TenantModel):
    """Being tried, happening, or not now with a reason and a day to look again."""

    class State(models.TextChoices):
        TRYING = "trying", gettext_lazy("being tried")
        HAPPENING = "happening", gettext_lazy("happening")
        NOT_NOW = "not_now", gettext_lazy("not now")
        # Its day came: the question is open again, for both.
        AGAIN = "again", gettext_lazy("open again")

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="+", db_index=False)
    # Whose wish it is. The wish itself is theirs alone, so the page knows it by its id.
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    wish_id = models.UUIDField()
    state = models.CharField(max_length=9, choices=State.choices)
    reason = SealedText(blank=True)
    look_again_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects = TenantManager.from_queryset(WishStepQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "wish_id", "created_at"], name="wish_step_order"),
            models.Index(fields=["organisation", "pair", "created_at"], name="wish_step_on_page"),
        ]

    def __str__(self) -> str:
        return self.state

    def sealing_owner(self) -> KeyOwner:
        return of_pair(self.pair_id)

    def stands_as(self, today: dt.date) -> str:
        """The state as of a day: a *not now* whose day has come is open again by itself."""
        due = self.look_again_on is not None and self.look_again_on <= today
        return self.State.AGAIN if self.state == self.State.NOT_NOW and due else self.state
