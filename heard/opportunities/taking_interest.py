"""Taking interest: *I'm interested*, taken back; *not now*, and looking again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.activity.recording import record
from heard.activity.undoing import leave_way_back
from heard.lib.refusals import Refusal, at_most
from heard.lib.text import cleaned
from heard.opportunities.access import can_show_interest
from heard.opportunities.models import Interest, Opening, SetAside
from heard.people.models import Person

LINE_MOST = 500


@transaction.atomic
def take_interest(opening: Opening, *, by: Person, line: str = "") -> Interest:
    """They would like it, with one line. Saying so twice is once, in the later words."""
    opening.hold()
    if not can_show_interest(by, opening):
        raise Refusal(_("This opening is closed, or it is your own."), "line")
    words = at_most(cleaned(line), LINE_MOST, "line")
    found = Interest.objects.filter(opening=opening, person=by).first()
    if found is not None and found.taken_back_at is None:
        if words and words != found.line:
            found.line = words
            found.changed("line")
        return found
    if found is None:
        found = Interest(opening=opening, person=by, line=words)
        found.save()
    else:
        _begin_again(found, words)
    SetAside.objects.filter(opening=opening, person=by).delete()
    record("interest_shown", by=by, page_id=None, subject_id=found.id, private=True)
    leave_way_back("interest_shown", by=by, subject_id=found.id, before={})
    return found


@transaction.atomic
def take_interest_back(interest: Interest, *, by: Person) -> Interest:
    """No longer. The poster is shown it no more, and owes no answer for it."""
    interest.opening.hold()
    if interest.answer:
        raise Refusal(_("This was answered already; the answer stays."), "line")
    if interest.taken_back_at is None:
        interest.taken_back_at = timezone.now()
        interest.changed("taken_back_at")
        record("interest_taken_back", by=by, page_id=None, subject_id=interest.id, private=True)
    return interest


@transaction.atomic
def set_aside(opening: Opening, *, by: Person) -> SetAside:
    """*Not now*: out of their list, for themselves alone."""
    found, made = SetAside.objects.get_or_create(
        organisation_id=by.organisation_id, opening=opening, person=by
    )
    if made:
        leave_way_back("opening_set_aside", by=by, subject_id=found.id, before={})
    return found


@transaction.atomic
def look_again(opening: Opening, *, by: Person) -> None:
    """In their list again."""
    SetAside.objects.filter(opening=opening, person=by).delete()


def _begin_again(interest: Interest, words: str) -> None:
    """What was answered the time before is not an answer to this time."""
    interest.line, interest.taken_back_at, interest.shown_at = words, None, timezone.now()
    interest.answer, interest.reason = "", ""
    interest.answered_by, interest.answered_at = None, None
    interest.changed(
        "line", "taken_back_at", "shown_at", "answer", "reason", "answered_by", "answered_at"
    )
