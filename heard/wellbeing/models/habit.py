"""A habit: on which day somebody is asked, who reads it unless they say otherwise, and pauses."""

from django.db import models

from heard.people.tenancy import TenantManager
from heard.privacy.own import Own, OwnQuerySet


class Reader(models.TextChoices):
    """Who reads a check-in; chosen each time, and the choice sticks."""

    ONLY_ME = "only_me"
    PAIR = "pair"


class HabitQuerySet(OwnQuerySet["Habit"]):
    """Habits of the organisation in force."""


class Habit(Own):
    """One a person, from the first time they choose something."""

    # Monday is 0.
    weekday = models.PositiveSmallIntegerField(default=4)
    reader = models.CharField(max_length=8, choices=Reader.choices, default=Reader.ONLY_ME)
    # For the pages there were then: with a new manager the choice is made anew.
    reader_chosen_at = models.DateTimeField(null=True, blank=True)
    # Not asked until this day; with no day, not at all.
    paused = models.BooleanField(default=False)
    paused_until = models.DateField(null=True, blank=True)

    objects = TenantManager.from_queryset(HabitQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "person"], name="habit_one_a_person")
        ]

    def __str__(self) -> str:
        return str(self.person_id)
