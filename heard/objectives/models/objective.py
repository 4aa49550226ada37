"""An objective: a sentence somebody sets out to make true, why, and how they would know."""

import datetime as dt
import json
from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heard.lib.refusals import Refusal
from heard.objectives.living import Says
from heard.objectives.models.priority import Priority
from heard.objectives.models.revision import Revision
from heard.objectives.pages import page_of
from heard.people.models import Person, ReportingLine
from heard.people.reporting import manager_of
from heard.people.tenancy import TenantManager
from heard.privacy.keyed import Keyed
from heard.privacy.keys import KeyOwner, of_organisation, of_pair, of_person
from heard.privacy.own import hold_alone
from heard.privacy.sealing import SealedText

# After so many days without a word the page asks, quietly, whether it is still true.
STALE_AFTER = dt.timedelta(days=30)
# How many confidence words the list draws.
COURSE_MOST = 12

WORDED = (
    "sentence",
    "why",
    "cost",
    "fixed",
    "open_to_choice",
    "plays_to",
    "expected",
    "kept",
    "tell",
)


class ObjectiveQuerySet(models.QuerySet["Objective"]):
    """Objectives of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """One's own; and of others, what they show: see `access.py`."""
        lines = ReportingLine.objects.current()
        reports = lines.filter(manager=person).values("person")
        manager = lines.filter(person=person).values("manager")
        beside = lines.filter(manager__in=manager).values("person")
        team = Q(owner__in=beside) | Q(owner__in=manager)
        shown = (
            Q(visibility=Objective.Visibility.EVERYONE)
            | Q(owner__in=reports)
            | (Q(visibility=Objective.Visibility.TEAM) & team)
        )
        return self.filter(
            Q(owner=person) | (~Q(state=Objective.State.DRAFT) & shown),
            organisation_id=person.organisation_id,
        )

    def of(self, person: Person) -> Self:
        return self.filter(owner=person)

    def beyond(self, person: Person) -> Self:
        """Those one reads only since they were shown more widely: their past is the two's."""
        reports = ReportingLine.objects.current().filter(manager=person).values("person")
        return self.filter(widened_at__isnull=False).exclude(Q(owner=person) | Q(owner__in=reports))

    def active(self) -> Self:
        return self.filter(state=Objective.State.ACTIVE)

    def behind(self) -> Self:
        """Achieved, or stopped on purpose."""
        return self.filter(state__in=[Objective.State.ACHIEVED, Objective.State.STOPPED])


class Objective(Keyed):
    """Alive as long as it is active; every change of what it says is a revision."""

    class Scope(models.TextChoices):
        PERSONAL = "personal", gettext_lazy("Mine")
        TEAM = "team", gettext_lazy("My team's")

    class Kind(models.TextChoices):
        DELIVER = "deliver", gettext_lazy("Deliver")
        LEARN = "learn", gettext_lazy("Learn")

    class Visibility(models.TextChoices):
        PAIR = "pair", gettext_lazy("Me and my manager")
        TEAM = "team", gettext_lazy("My team")
        EVERYONE = "everyone", gettext_lazy("Everyone")

    class State(models.TextChoices):
        DRAFT = "draft", gettext_lazy("Draft")
        ACTIVE = "active", gettext_lazy("Active")
        ACHIEVED = "achieved", gettext_lazy("Achieved")
        STOPPED = "stopped", gettext_lazy("Stopped, on purpose")

    class Confidence(models.TextChoices):
        ON_COURSE = "on_course", gettext_lazy("On course")
        WOBBLING = "wobbling", gettext_lazy("Wobbling")
        STUCK = "stuck", gettext_lazy("Stuck")

    living_kind: ClassVar[str] = "objective"

    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    scope = models.CharField(max_length=8, choices=Scope.choices, default=Scope.PERSONAL)
    kind = models.CharField(max_length=7, choices=Kind.choices, default=Kind.DELIVER)
    visibility = models.CharField(max_length=8, choices=Visibility.choices, default=Visibility.PAIR)
    # When it was last shown to more people: what was said before that was not said to them.
    widened_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    until = models.DateField(null=True, blank=True)
    aligned_to_priority = models.ForeignKey(
        Priority, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    aligned_to_objective = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # The page of the owner and their manager, by its id alone: pages live in a higher layer.
    page_id = models.UUIDField(null=True, blank=True)

    sentence = SealedText()
    why = SealedText(blank=True)
    # What we would neglect for it.
    cost = SealedText(blank=True)
    fixed = SealedText(blank=True)
    # How, when, where, with whom.
    open_to_choice = SealedText(blank=True)
    # A strength, a wish, what drives them: in the owner's words.
    plays_to = SealedText(blank=True)
    # What is expected of the owner, as both confirm it.
    expected = SealedText(blank=True)
    expected_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    expected_confirmed_at = models.DateTimeField(null=True, blank=True)
    # What stays of it, once it was stopped.
    kept = SealedText(blank=True)
    # Who should know that it was stopped, by name.
    tell = SealedText(blank=True)
    # As JSON: what each is, from where, to where; where it stands now.
    measures = SealedText(blank=True)
    steps = SealedText(blank=True)
    # What it became, word for word, where it was thought again.
    became_words = SealedText(blank=True)
    became = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    # What the list asks, kept here by the verbs that change it; open, as states and dates are.
    confidence = models.CharField(max_length=9, choices=Confidence.choices, blank=True)
    course = models.CharField(max_length=COURSE_MOST, blank=True)
    time_is = models.CharField(max_length=5, blank=True)
    budget_is = models.CharField(max_length=5, blank=True)
    support_is = models.CharField(max_length=5, blank=True)
    touched_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = TenantManager.from_queryset(ObjectiveQuerySet)()

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "owner", "state", "touched_at"], name="objective_by_owner"
            ),
            models.Index(
                fields=["organisation", "visibility", "state", "touched_at"],
                name="objective_by_visibility",
            ),
        ]

    @property
    def key(self) -> str:
        """Its id in words, as a form names it."""
        return str(self.id)

    def __str__(self) -> str:
        return str(self.id)

    @classmethod
    def objects_for(cls, person: Person) -> ObjectiveQuerySet:
        """What this person may see, with what a change of it asks about."""
        return cls.objects.visible_to(person).select_related("owner__organisation")

    def hold(self) -> None:
        """The row as it stands, for us alone until the transaction ends."""
        hold_alone(self)

    def changed(self, *fields: str) -> None:
        """Save these fields as the next version."""
        self.version += 1
        self.save(update_fields=[*fields, "version"])

    @property
    def is_stale(self) -> bool:
        """Active, and not a word about it for a month."""
        return self.is_active and self.touched_at < timezone.now() - STALE_AFTER

    @property
    def is_active(self) -> bool:
        return self.state == self.State.ACTIVE

    @property
    def is_shown_above(self) -> bool:
        """Its sentence and state are read by those whose own work serves it."""
        return self.visibility != self.Visibility.PAIR and self.state != self.State.DRAFT

    @property
    def measured(self) -> list[dict[str, Any]]:
        """How we'd know: what, from where, to where, and where it stands now."""
        found: list[dict[str, Any]] = json.loads(self.measures or "[]")
        return found

    @property
    def stepped(self) -> list[dict[str, Any]]:
        """Steps in their order: an id, the words, the day it was done."""
        found: list[dict[str, Any]] = json.loads(self.steps or "[]")
        return found

    # As a living agreement (`heard/objectives/living.py`).

    def says(self) -> Says:
        return {
            **{name: getattr(self, name) for name in WORDED},
            "kind": self.kind,
            "until": self.until.isoformat() if self.until else None,
            "measures": [
                {name: measure[name] for name in ("what", "start", "target")}
                for measure in self.measured
            ],
            "state": self.state,
            "became": self.became_words,
        }

    def take_on(self, says: Says, *, by: Person) -> None:
        """Say this from now on. What was thought again begins anew as an objective of its own."""
        self.word_expected(says["expected"], by=by)
        for name in (*WORDED, "kind"):
            setattr(self, name, says.get(name, ""))
        self.until = dt.date.fromisoformat(says["until"]) if says["until"] else None
        now = {measure["what"]: measure["now"] for measure in self.measured}
        self.measures = json.dumps(
            [{**measure, "now": now.get(measure["what"])} for measure in says["measures"]]
        )
        self.state = says["state"]
        ended = self.state in (self.State.ACHIEVED, self.State.STOPPED)
        self.ended_at = (self.ended_at or timezone.now()) if ended else None
        self._become(says["became"])
        self.touched_at = timezone.now()
        self.changed(
            *WORDED, "kind", "until", "measures", "state", "ended_at", "touched_at",
            "became_words", "became", "expected_by", "expected_confirmed_at",
        )  # fmt: skip

    def word_expected(self, words: str, *, by: Person) -> None:
        """In other words it is confirmed anew, by the other of the two."""
        if words != self.expected:
            self.expected, self.expected_by, self.expected_confirmed_at = words, by, None

    def decided_by(self) -> set[UUID]:
        return {self.owner_id}

    def asked(self, by: Person) -> Person | None:
        """The owner's manager; where somebody else changes it, the owner."""
        return manager_of(self.owner) if by.id == self.owner_id else self.owner

    def page(self) -> UUID | None:
        return self.page_id

    def owner_of_key(self) -> KeyOwner:
        """A draft is its writer's alone; what two share lies under their page's key; the rest
        under the organisation's."""
        if self.state == self.State.DRAFT:
            return of_person(self.owner_id)
        if self.visibility == self.Visibility.PAIR and self.page_id is not None:
            return of_pair(self.page_id)
        return of_organisation()

    def settle_key(self) -> list[str]:
        """After what decides on the key has changed: this row and what hangs on it, sealed anew.
        Returns the fields to save."""
        fields = self.lie_under(self.owner_of_key())
        if fields:
            Revision.lie_with(self)
            for update in self.updates.all():
                update.save(update_fields=update.lie_under(self.owner_of_key()))
        return fields

    def _become(self, words: str) -> None:
        """Its successor, under the new sentence; or none again, as long as nothing hangs on it."""
        if words and self.became is None:
            self.became = self._successor(words)
        elif not words and self.became is not None:
            following = self.became
            if following.version > 1 or Revision.objects.of(following).exists():
                raise Refusal(_("What it became has gone on since."), "state")
            self.became = None
            following.delete()
        self.became_words = words

    def _successor(self, words: str) -> "Objective":
        kept = (
            "owner", "scope", "kind", "visibility", "until", "aligned_to_priority",
            "aligned_to_objective", "page_id", "why", "cost", "fixed", "open_to_choice",
            "plays_to", "measures", "steps", "key_kind", "key_id",
        )  # fmt: skip
        following = Objective(
            state=self.State.ACTIVE, sentence=words, **{name: getattr(self, name) for name in kept}
        )
        following.save()
        return following

    def find_page(self) -> None:
        """Which page it is talked about on today."""
        self.page_id = page_of(self.owner)
