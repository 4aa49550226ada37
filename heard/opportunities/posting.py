"""Posting: an opening is put up, with a title and whatever else is known; and its words changed.

What people told us is looked through in the same moment.
"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from heard.activity.recording import record
from heard.activity.undoing import leave_way_back
from heard.blend.wishing import tag_lines
from heard.lib.refusals import Conflict, Refusal, at_most, within
from heard.lib.text import cleaned, one_line
from heard.opportunities.matching import match_opening
from heard.opportunities.models import Opening
from heard.people.models import Person

TITLE_MOST = 200
WORDS_MOST = 1_000
TIME_MOST = 200
GOING_ON_MOST = 200
FIELDS = ("title", "why", "time_needed", "until", "learning", "tags", "audience")


@transaction.atomic
def post(*, by: Person, words: dict[str, Any]) -> Opening:
    """A new opening of this person's; only the title has to be there."""
    _refuse_too_many(by)
    opening = Opening(posted_by=by, **_read({"title": "", **words}))
    opening.save()
    record("opening_posted", by=by, page_id=None, subject_id=opening.id)
    leave_way_back("opening_posted", by=by, subject_id=opening.id, before={})
    match_opening(opening)
    return opening


@transaction.atomic
def reword_opening(
    opening: Opening, *, by: Person, words: dict[str, Any], base: int | None = None
) -> Opening:
    """Other words, another day, another audience. What is not given stays.

    `base` is the version the writer had in front of them: later words are never replaced unseen.
    """
    opening.hold()
    if not opening.is_going_on:
        raise Refusal(_("This opening is closed; its words stay as they were."), "title")
    new = {name: value for name, value in _read(words).items() if value != getattr(opening, name)}
    if base is not None and base < opening.version and "title" in new:
        raise Conflict(theirs=opening.title, yours=new["title"], version=opening.version)
    if not new:
        return opening
    for name, value in new.items():
        setattr(opening, name, value)
    opening.changed(*new)
    record("opening_changed", by=by, page_id=None, subject_id=opening.id)
    match_opening(opening)
    return opening


def _read(words: dict[str, Any]) -> dict[str, Any]:
    """What was given, cleaned and within its limits."""
    known: dict[str, Any] = {}
    if "title" in words:
        known["title"] = within(one_line(words["title"]), TITLE_MOST, "title")
    for name, most in (("why", WORDS_MOST), ("learning", WORDS_MOST)):
        if name in words:
            known[name] = at_most(cleaned(words[name]), most, name)
    if "time_needed" in words:
        known["time_needed"] = at_most(one_line(words["time_needed"]), TIME_MOST, "time_needed")
    if "tags" in words:
        known["tags"] = tag_lines(words["tags"])
    if "until" in words:
        known["until"] = words["until"]
    if "audience" in words:
        if words["audience"] not in Opening.Audience.values:
            raise Refusal(_("Everyone here, or your people and theirs?"), "audience")
        known["audience"] = words["audience"]
    return known


def _refuse_too_many(person: Person) -> None:
    if Opening.objects.filter(posted_by=person).going_on().count() >= GOING_ON_MOST:
        raise Refusal(
            _("%(most)s openings of one person can be open. Close one first.")
            % {"most": GOING_ON_MOST},
            "title",
        )
