"""A wish: work somebody wants more of, or less of, and why."""

from django.db import models
from django.utils.translation import gettext_lazy

from heard.people.tenancy import TenantManager
from heard.privacy.own import Own, OwnQuerySet
from heard.privacy.sealing import SealedText


class WishQuerySet(OwnQuerySet["Wish"]):
    """Wishes of the organisation in force."""

    def standing(self) -> "WishQuerySet":
        """Not withdrawn, the strongest first."""
        return self.filter(withdrawn_at__isnull=True).order_by("position", "id")


class Wish(Own):
    """More of what I don't do, or less of what I do. Mine alone until I share it."""

    class Direction(models.TextChoices):
        MORE_OF = "more_of", gettext_lazy("More of")
        LESS_OF = "less_of", gettext_lazy("Less of")

    direction = models.CharField(max_length=7, choices=Direction.choices)
    text = SealedText()
    # Skills, where I'm heading, what drives me: the case for it.
    because = SealedText(blank=True)
    # What I would take on in return; asked for "less of".
    instead = SealedText(blank=True)
    # One a line.
    tags = SealedText(blank=True)
    position = models.CharField(max_length=64)
    # Also compared with openings; never without being shared with the manager.
    for_matching = models.BooleanField(default=False)
    # The day its person named for looking at it again; until then it may rest.
    look_again_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(WishQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "person", "position"], name="wish_of_person")
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def tag_list(self) -> list[str]:
        return [tag for tag in self.tags.split("\n") if tag]
