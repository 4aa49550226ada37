"""A raise: an item of the employee's that needs an answer, followed until they call it settled."""

import datetime as dt
from typing import Self

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heard.activity.recording import record
from heard.conversations.models.conversation import Conversation
from heard.conversations.models.item import Item
from heard.conversations.models.pair import Pair, PairQuerySet
from heard.lib.refusals import Refusal, at_most, within
from heard.lib.text import cleaned
from heard.people.models import Person
from heard.people.tenancy import TenantManager, TenantModel
from heard.privacy.keys import KeyOwner, of_pair
from heard.privacy.own import renew
from heard.privacy.sealing import SealedText

ANSWER_MOST = 2_000


class RaiseQuerySet(models.QuerySet["Raise"]):
    """Raises of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """Those of the pairs one can see."""
        return self.filter(
            organisation_id=person.organisation_id, pair__in=PairQuerySet(Pair).visible_to(person)
        )

    def waiting(self) -> Self:
        """An answer is owed: raised, heard, or still being looked into."""
        return self.filter(state__in=Raise.WAITING)

    def owed(self, today: dt.date) -> Self:
        """What waits for an answer, and what was answered for now and whose day has come."""
        again = Q(look_again_on__lte=today) & ~Q(state=Raise.State.CLOSED)
        return self.filter(Q(state__in=Raise.WAITING) | again)

    def unsettled(self) -> Self:
        return self.exclude(state=Raise.State.CLOSED)


class Raise(TenantModel):
    """One matter that cannot vanish: raised, heard, looking, answered, and closed by its raiser."""

    class State(models.TextChoices):
        RAISED = "raised", gettext_lazy("Waiting for an answer")
        HEARD = "heard", gettext_lazy("Heard")
        LOOKING = "looking", gettext_lazy("Being looked into")
        YES = "yes", gettext_lazy("Yes")
        PARTLY = "partly", gettext_lazy("Partly")
        NO = "no", gettext_lazy("No, for now")
        NOT_OURS = "not_ours", gettext_lazy("Not ours to decide")
        CLOSED = "closed", gettext_lazy("Settled")

    WAITING = (State.RAISED, State.HEARD, State.LOOKING)

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="+", db_index=False)
    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="raised")
    raised_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=8, choices=State.choices, default=State.RAISED)
    look_again_on = models.DateField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(RaiseQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "pair", "state"], name="raise_by_pair"),
            models.Index(fields=["organisation", "raised_by", "state"], name="raise_mine"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_waiting(self) -> bool:
        return self.state in self.WAITING

    def is_owed(self, today: dt.date) -> bool:
        """Whether an answer is owed as of a day: what was parked comes back on its own."""
        again = self.look_again_on is not None and self.look_again_on <= today
        return self.is_waiting or (again and self.state != self.State.CLOSED)

    @transaction.atomic
    def answer(
        self, outcome: str, *, by: Person, sentence: str, look_again_on: dt.date | None = None
    ) -> "Answer":
        """Every outcome needs a sentence; *looking* and a parked *no* may carry a date."""
        sentence = refuse_no_answer(outcome, sentence, look_again_on)
        self._hold()
        if self.state == self.State.CLOSED:
            raise Refusal(_("This is settled already."), "state")
        answer = Answer.objects.create(
            raised=self,
            pair_id=self.pair_id,
            answered_by=by,
            outcome=outcome,
            sentence=sentence,
            look_again_on=look_again_on,
            given_in=Conversation.objects.filter(pair=self.pair_id).under_way().first(),
        )
        self.state = outcome
        self.look_again_on = look_again_on
        self.settled_at = None
        self._changed()
        record(f"raise_{outcome}", by=by, page_id=self.pair_id, subject_id=self.id)
        return answer

    @transaction.atomic
    def hear(self, *, by: Person) -> None:
        """The other has taken it in; the answer is still to come."""
        self._hold()
        if self.state == self.State.RAISED:
            self.state = self.State.HEARD
            self._changed()
            record("raise_heard", by=by, page_id=self.pair_id, subject_id=self.id)

    @transaction.atomic
    def settle(self, *, by: Person) -> None:
        """The raiser says that settles it; only an answered one can be."""
        self._hold()
        if self.state == self.State.CLOSED:
            return
        if self.is_waiting:
            raise Refusal(_("There is no answer to this yet."), "state")
        self.state = self.State.CLOSED
        self.settled_at = timezone.now()
        self._changed()
        record("raise_settled", by=by, page_id=self.pair_id, subject_id=self.id)

    @transaction.atomic
    def not_yet(self, *, by: Person, text: str = "") -> None:
        """The raiser is not content: it waits for an answer again. A line back is kept as it is.

        While it waits anyway, a line is a line; without one, saying so again changes nothing.
        """
        words = at_most(cleaned(text), ANSWER_MOST, "text")
        self._hold()
        if self.is_waiting and not words:
            return
        Reply(pair=self.pair, raised=self, by=by, reopens=not self.is_waiting, text=words).save()
        if not self.is_waiting:
            self.state = self.State.RAISED
            self.look_again_on = None
            self.settled_at = None
        self._changed()
        record("raise_reopened", by=by, page_id=self.pair_id, subject_id=self.id)

    def _hold(self) -> None:
        self.pair.hold()
        renew(self)

    def _changed(self) -> None:
        self.version += 1
        self.save(update_fields=["state", "look_again_on", "settled_at", "version"])


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Answers of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """Those given on pages one can see."""
        return self.filter(
            organisation_id=person.organisation_id, pair__in=PairQuerySet(Pair).visible_to(person)
        )


class Answer(TenantModel):
    """What was answered, by whom, in a sentence; answers are added, never rewritten."""

    class Outcome(models.TextChoices):
        YES = "yes", gettext_lazy("Yes")
        PARTLY = "partly", gettext_lazy("Partly")
        NO = "no", gettext_lazy("No")
        NOT_OURS = "not_ours", gettext_lazy("Not ours to decide")
        LOOKING = "looking", gettext_lazy("Still looking")

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="+", db_index=False)
    raised = models.ForeignKey(Raise, on_delete=models.CASCADE, related_name="answers")
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    sentence = SealedText()
    look_again_on = models.DateField(null=True, blank=True)
    # The conversation it was given in, where it was given in one.
    given_in = models.ForeignKey(
        Conversation, on_delete=models.SET_NULL, null=True, blank=True, related_name="answers"
    )

    objects = TenantManager.from_queryset(AnswerQuerySet)()

    class Meta:
        indexes = [models.Index(fields=["organisation", "raised"], name="answer_by_raise")]

    def __str__(self) -> str:
        return self.outcome

    def sealing_owner(self) -> KeyOwner:
        return of_pair(self.pair_id)


def refuse_no_answer(outcome: str, sentence: str, look_again_on: dt.date | None) -> str:
    """The sentence, or why it is no answer yet: every outcome needs one, *looking* a day too."""
    if outcome not in Answer.Outcome.values:
        raise Refusal(_("Choose yes, partly, no, not ours to decide, or still looking."), "outcome")
    sentence = cleaned(sentence)
    if not sentence:
        raise Refusal(_("An answer needs a sentence."), "sentence")
    within(sentence, ANSWER_MOST, "sentence")
    if outcome == Answer.Outcome.LOOKING and look_again_on is None:
        raise Refusal(_("Say until when you are looking into it."), "look_again_on")
    return sentence


class ReplyQuerySet(models.QuerySet["Reply"]):
    """Replies of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """Those given on pages one can see."""
        return self.filter(
            organisation_id=person.organisation_id, pair__in=PairQuerySet(Pair).visible_to(person)
        )


class Reply(TenantModel):
    """*Not yet*, by the raiser, perhaps with a line; kept word for word, never rewritten."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="+", db_index=False)
    raised = models.ForeignKey(Raise, on_delete=models.CASCADE, related_name="replies")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # Whether it opened again what had been answered; otherwise it waited anyway.
    reopens = models.BooleanField(default=False)
    text = SealedText(blank=True)

    objects = TenantManager.from_queryset(ReplyQuerySet)()

    class Meta:
        indexes = [models.Index(fields=["organisation", "raised"], name="reply_by_raise")]

    def __str__(self) -> str:
        return str(self.id)

    def sealing_owner(self) -> KeyOwner:
        return of_pair(self.pair_id)
