"""An element of somebody's blend: what drives them, how much it matters, and how it is now."""

from django.db import models
from django.utils.translation import gettext_lazy

from heard.people.tenancy import TenantManager
from heard.privacy.own import Own, OwnQuerySet
from heard.privacy.sealing import SealedText

# So many and no more: what matters most, not everything that matters.
CHOSEN_MOST = 8


class Matters(models.TextChoices):
    """How much it matters. The order is the scale."""

    LITTLE = "little", gettext_lazy("a little")
    QUITE = "quite", gettext_lazy("quite")
    VERY = "very", gettext_lazy("very")


class HowItIs(models.TextChoices):
    """How it is at present. The order is the scale."""

    POOR = "poor", gettext_lazy("poor")
    SO_SO = "so_so", gettext_lazy("so-so")
    FINE = "fine", gettext_lazy("fine")
    GOOD = "good", gettext_lazy("good")


class ElementQuerySet(OwnQuerySet["Element"]):
    """Elements of the organisation in force."""

    def chosen(self) -> "ElementQuerySet":
        """On the page, in the order they were put."""
        return self.filter(removed_at__isnull=True).order_by("position", "id")


class Element(Own):
    """One of the 24, or one's own. Which it is, is sealed as well: "caring" alone would tell."""

    # The catalogue's id, or nothing for an own one; the name as renamed, or nothing for its own.
    element = SealedText(blank=True)
    name = SealedText(blank=True)
    in_my_words = SealedText(blank=True)
    matters = SealedText(blank=True)
    how_it_is = SealedText(blank=True)
    position = models.CharField(max_length=64)
    changed_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(ElementQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "person", "position"], name="element_of_person")
        ]

    def __str__(self) -> str:
        return str(self.id)


class ElementChangeQuerySet(OwnQuerySet["ElementChange"]):
    """Changes of the organisation in force."""


class ElementChange(Own):
    """How an element stood from a day on. For its person alone; never shared."""

    element = models.ForeignKey(Element, on_delete=models.CASCADE, related_name="changes")
    on = models.DateField()
    matters = SealedText(blank=True)
    how_it_is = SealedText(blank=True)

    objects = TenantManager.from_queryset(ElementChangeQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "element", "on"], name="element_change_once_a_day"
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "person", "on"], name="element_change_of_person")
        ]

    def __str__(self) -> str:
        return f"{self.element_id} {self.on}"
