"""Expecting: a sentence on what is expected of the owner, confirmed by both, again on change."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.activity.recording import record
from heard.lib.refusals import Refusal
from heard.objectives.changing import change
from heard.objectives.living import Living
from heard.objectives.models import Objective, Revision
from heard.people.models import Person


def expect(objective: Objective, *, by: Person, sentence: str) -> Revision | None:
    """Other words. The owner's hold at once, the manager's once the owner agrees."""
    if not objective.is_active:
        raise Refusal(_("Only what is under way can change."), "state")
    return change(objective, by=by, words={"expected": sentence})


@transaction.atomic
def confirm_expected(objective: Objective, *, by: Person) -> Objective:
    """The other of the two says that this is what is expected. Saying it twice is still once."""
    objective.hold()
    if not objective.expected or objective.expected_confirmed_at is not None:
        return objective
    if objective.expected_by_id == by.id:
        raise Refusal(_("It waits for the other of you."), "expected")
    objective.expected_confirmed_at = timezone.now()
    objective.changed("expected_confirmed_at")
    record("objective_expected", by=by, page_id=objective.page_id, subject_id=objective.id)
    return objective


def keep_confirmed(revision: Revision, subject: Living, by: Person) -> None:
    """A yes to the change is a yes to the sentence in it."""
    if not isinstance(subject, Objective):
        return
    if revision.said.get("expected") == revision.says.get("expected"):
        return
    if subject.expected and subject.expected == revision.says["expected"]:
        subject.expected_confirmed_at = timezone.now()
        subject.changed("expected_confirmed_at")
