"""One line a piece of work: how it goes in a word, so that the rest of the page is for the rest."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy

from heard.conversations.models.pair import Pair, PairQuerySet
from heard.conversations.models.written import Written
from heard.people.models import Person
from heard.people.tenancy import TenantManager, TenantModel
from heard.privacy.keys import KeyOwner, of_pair
from heard.privacy.sealing import SealedText


class ProjectLineQuerySet(models.QuerySet["ProjectLine"]):
    """Lines of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """Those of the pairs one can see."""
        return self.filter(
            organisation_id=person.organisation_id, pair__in=PairQuerySet(Pair).visible_to(person)
        )

    def current(self) -> Self:
        """Not put away, in order."""
        return self.filter(ended_at__isnull=True).order_by("position", "id")


class ProjectLine(Written):
    """Its text is what it is called; `word` and `note` say how it stands now."""

    class Word(models.TextChoices):
        MOVING = "moving", gettext_lazy("moving")
        SLOW = "slow", gettext_lazy("slow")
        STUCK = "stuck", gettext_lazy("stuck")

    word = models.CharField(max_length=6, choices=Word.choices, blank=True)
    note = SealedText(blank=True)
    # The version at which the note last changed, as `text_version` is for what it is called.
    note_version = models.PositiveIntegerField(default=1)
    said_at = models.DateTimeField(null=True, blank=True)
    said_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    position = models.CharField(max_length=64)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(ProjectLineQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "pair", "position"], name="project_line_on_page")
        ]

    def __str__(self) -> str:
        return str(self.id)


class ProjectWordQuerySet(models.QuerySet["ProjectWord"]):
    """Words of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """Those of the pairs one can see."""
        return self.filter(
            organisation_id=person.organisation_id, pair__in=PairQuerySet(Pair).visible_to(person)
        )


class ProjectWord(TenantModel):
    """How a line stood on a day; the last thing said that day is what stands."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="+", db_index=False)
    line = models.ForeignKey(ProjectLine, on_delete=models.CASCADE, related_name="words")
    on = models.DateField()
    word = models.CharField(max_length=6, choices=ProjectLine.Word.choices)
    note = SealedText(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects = TenantManager.from_queryset(ProjectWordQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "line", "on"], name="project_word_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return self.word

    def sealing_owner(self) -> KeyOwner:
        return of_pair(self.pair_id)
