"""Restoring: what undo means for each reversible act on a page.

Only on a live page, only what its actor still sees, and only as long as nothing has happened since
that taking it back would overrule. Restoring leaves no further way back.
"""

import datetime as dt
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from heard.activity.models import Undo
from heard.activity.undoing import NothingToUndo, Restorer
from heard.conversations.models import (
    Action,
    Agreement,
    Conversation,
    Focus,
    Item,
    Note,
    Pair,
    PrivateNote,
    ProjectLine,
    ProjectWord,
    PromptUse,
    Raise,
    Rhythm,
    SaidBack,
    Thinking,
)
from heard.conversations.models.conversation import redate
from heard.conversations.models.item import recount
from heard.conversations.models.on_page import CHANGED_KIND
from heard.conversations.planning import put_in_place
from heard.conversations.revisiting import take_change_back
from heard.conversations.showing import show_again
from heard.lib.refusals import Refusal
from heard.objectives.models import Revision

Row = TypeVar("Row", Item, Action, Conversation, ProjectLine)


def restore_item(way_back: Undo) -> None:
    """Back to the state and the place it had; the words were never touched."""
    item = _still_theirs(Item, way_back, "author")
    before = way_back.before
    _refuse_overtaken(way_back, item.state == before["did"])
    item.state = before["state"]
    item.carried = before["carried"]
    item.covered_in_id = before["covered_in"]
    item.settled_at = _moment(before["settled_at"])
    item.section, item.position = before["section"], before["position"]
    item.changed("state", "carried", "covered_in", "settled_at", "section", "position")
    recount(item.pair)


def restore_audience(way_back: Undo) -> None:
    """Whoever saw it before sees it again, in its place, linked as it was."""
    item = _still_theirs(Item, way_back, "author")
    before = way_back.before
    _refuse_overtaken(way_back, item.audience == before["did"])
    shared = item.audience == Item.Audience.PAIR
    try:
        audience = Item.Audience.ONLY_ME if shared else Item.Audience.PAIR
        show_again(item, audience, links=before["links"])
    except Refusal as refusal:
        raise NothingToUndo(way_back.kind) from refusal
    item.section, item.position = before["section"], before["position"]
    item.changed("section", "position")
    recount(item.pair)


def take_item_back(way_back: Undo) -> None:
    """An item added by mistake goes again, unless something hangs on it by now."""
    item = _still_theirs(Item, way_back)
    hangs = Raise.objects.filter(item=item).exists() or something_hangs_on(item)
    _refuse_overtaken(way_back, item.version == 1 and not hangs)
    pair = item.pair
    item.delete()
    recount(pair)


def something_hangs_on(item: Item) -> bool:
    """Whether somebody has written or promised anything under it."""
    kinds = (Note, Action, Agreement, SaidBack, Thinking)
    return any(kind._default_manager.filter(item=item).exists() for kind in kinds)


def restore_action(way_back: Undo) -> None:
    """Open, done or dropped, as it was."""
    action = _still_theirs(Action, way_back)
    _refuse_overtaken(way_back, action.state == way_back.before["did"])
    action.state = way_back.before["state"]
    action.settled_at = _moment(way_back.before["settled_at"])
    action.changed("state", "settled_at")


def restore_note(way_back: Undo) -> None:
    """Back under its item, where it was."""
    _bring_back(way_back, Note.objects.filter(author=way_back.person))


def restore_private_note(way_back: Undo) -> None:
    """Back on the writer's own pad."""
    _bring_back(way_back, PrivateNote.objects.filter(author=way_back.person))


def restore_date(way_back: Undo) -> None:
    """The date it had before it was moved; or none, where it was the first."""
    conversation = _still_theirs(Conversation, way_back)
    was_planned = conversation.state == Conversation.State.PLANNED
    _refuse_overtaken(way_back, was_planned and conversation.version == way_back.before["version"])
    pair = conversation.pair
    if way_back.before["planned"] is None:
        conversation.delete()
    else:
        _put_date_back(conversation, way_back.before["planned"])
    redate(pair)


def take_skip_back(way_back: Undo) -> None:
    """The skipped one is the next again, and why it was skipped goes; so does the one behind it."""
    conversation = _still_theirs(Conversation, way_back)
    _refuse_overtaken(way_back, conversation.state == Conversation.State.SKIPPED)
    _take_away_the_one_behind(conversation.pair, way_back)
    conversation.state = Conversation.State.PLANNED
    conversation.line = ""
    conversation.changed("state", "line")
    redate(conversation.pair)


def take_elsewhere_back(way_back: Undo) -> None:
    """They did not meet elsewhere after all: the date it stood for is the next again."""
    conversation = _still_theirs(Conversation, way_back)
    _refuse_overtaken(way_back, conversation.version == way_back.before["version"])
    pair = conversation.pair
    if not way_back.before["was_planned"]:
        conversation.delete()
        redate(pair)
        return
    _take_away_the_one_behind(pair, way_back)
    conversation.state, conversation.elsewhere = Conversation.State.PLANNED, False
    conversation.line = ""
    conversation.started_at = conversation.ended_at = conversation.started_by = None
    conversation.changed("state", "elsewhere", "line", "started_at", "ended_at", "started_by")
    redate(pair)


def restore_rhythm(way_back: Undo) -> None:
    """The rhythm as it was, and the next date with it, even one that had been moved."""
    rhythm = Rhythm.objects.visible_to(way_back.person).filter(pair=way_back.subject_id)
    now = rhythm.select_related("pair__organisation").first()
    if now is None:
        raise NothingToUndo(way_back.kind)
    pair = now.pair
    _hold(pair, way_back)
    now.refresh_from_db(fields=["version"])
    before = dict(way_back.before)
    _refuse_overtaken(way_back, now.version == before.pop("version"))
    planned, changed = before.pop("planned"), before.pop("revision")
    before["first_on"] = dt.date.fromisoformat(before["first_on"])
    before["at"] = dt.time.fromisoformat(before["at"])
    put_in_place(pair, Rhythm(pair=pair, **before), by=way_back.person)
    if changed is not None:
        Revision.objects.of(now).filter(id=changed).update(taken_back_at=timezone.now())
    _put_next_back(pair, planned)
    redate(pair)


def take_line_back(way_back: Undo) -> None:
    """A project line added by mistake goes again, unless something was said of it by now."""
    line = _still_theirs(ProjectLine, way_back)
    _refuse_overtaken(way_back, line.version == 1)
    line.delete()


def restore_line(way_back: Undo) -> None:
    """Back on the page, where it was."""
    line = _still_theirs(ProjectLine, way_back)
    _refuse_overtaken(way_back, line.ended_at is not None)
    line.ended_at = None
    line.changed("ended_at")


def restore_word(way_back: Undo) -> None:
    """The word it had before, for the page and for that day; the same word said again stands."""
    line = _still_theirs(ProjectLine, way_back)
    before = way_back.before
    _refuse_overtaken(way_back, line.said_at == _moment(before["at"]))
    line.word, line.said_by_id = before["word"], before["said_by"]
    line.said_at = _moment(before["said_at"])
    line.changed("word", "said_at", "said_by")
    words = ProjectWord.objects.filter(line=line, on=dt.date.fromisoformat(before["day"]))
    if before["that_day"]:
        words.update(word=before["that_day"])
    else:
        words.delete()


def _still_theirs(model: type[Row], way_back: Undo, *related: str) -> Row:
    """The row, held, if its actor may still see and change it."""
    visible = model._default_manager.visible_to(way_back.person)
    row: Row | None = (
        visible.select_related("pair__organisation", *related)
        .filter(id=way_back.subject_id)
        .first()
    )
    if row is None:
        raise NothingToUndo(way_back.kind)
    _hold(row.pair, way_back)
    row.hold()
    return row


def _hold(pair: Pair, way_back: Undo) -> None:
    try:
        pair.hold()
    except Refusal as refusal:
        raise NothingToUndo(way_back.kind) from refusal


def _refuse_overtaken(way_back: Undo, as_left: bool) -> None:
    if not as_left:
        raise NothingToUndo(way_back.kind)


def _bring_back(way_back: Undo, own: QuerySet[Note] | QuerySet[PrivateNote]) -> None:
    note = own.select_related("pair").filter(id=way_back.subject_id).first()
    if note is None:
        raise NothingToUndo(way_back.kind)
    _hold(note.pair, way_back)
    note.hold()
    note.removed_at = None
    note.changed("removed_at")


def _take_away_the_one_behind(pair: Pair, way_back: Undo) -> None:
    """The date computed meanwhile, unless somebody moved or began it."""
    ahead = Conversation.objects.filter(pair=pair).ahead().first()
    if ahead is None:
        _refuse_overtaken(way_back, way_back.before["behind"] is None)
        return
    as_left = (str(ahead.id), ahead.version)
    _refuse_overtaken(
        way_back, as_left == (way_back.before["behind"], way_back.before["behind_version"])
    )
    ahead.delete()


def _put_next_back(pair: Pair, planned: dict[str, Any] | None) -> None:
    ahead = Conversation.objects.filter(pair=pair).ahead().first()
    if planned is None:
        if ahead is not None:
            ahead.delete()
        return
    begun = Conversation.objects.filter(pair=pair, id=planned["id"]).exclude(
        state=Conversation.State.PLANNED
    )
    if not begun.exists():
        _put_date_back(ahead or Conversation(pair=pair, version=0), planned)


def _put_date_back(conversation: Conversation, planned: dict[str, Any]) -> None:
    conversation.planned_at = dt.datetime.fromisoformat(planned["planned_at"])
    on = planned["rhythm_on"]
    conversation.rhythm_on = dt.date.fromisoformat(on) if on else None
    conversation.minutes_planned = planned["minutes"]
    conversation.moved = planned["moved"]
    conversation.version += 1
    conversation.save()


def _moment(written: str | None) -> dt.datetime | None:
    return parse_datetime(written) if written else None


def restore_focus(way_back: Undo) -> None:
    """What it was about before this choice, unless somebody chose again or they have talked."""
    focus = (
        Focus.objects.visible_to(way_back.person)
        .select_related("pair")
        .filter(id=way_back.subject_id)
        .first()
    )
    if focus is None:
        raise NothingToUndo(way_back.kind)
    _hold(focus.pair, way_back)
    as_left = focus.chosen_at.isoformat() == way_back.before["chosen_at"]
    begun = Conversation.objects.filter(pair=focus.pair, ended_at__gt=focus.chosen_at)
    _refuse_overtaken(way_back, as_left and not begun.held().exists())
    focus.about, focus.was = focus.was, ""
    focus.chosen_at = timezone.now()
    focus.save(update_fields=["about", "was", "chosen_at"])


def take_decline_back(way_back: Undo) -> None:
    """The suggestion may be offered again."""
    uses = PromptUse.objects.visible_to(way_back.person).select_related("pair")
    use = uses.filter(id=way_back.subject_id).first()
    if use is None:
        raise NothingToUndo(way_back.kind)
    _hold(use.pair, way_back)
    use.delete()


RESTORERS: dict[str, Restorer] = {
    "focus": restore_focus,
    "prompt_declined": take_decline_back,
    "item_state": restore_item,
    "item_added": take_item_back,
    "item_audience": restore_audience,
    "action_state": restore_action,
    CHANGED_KIND: take_change_back,
    "note_removed": restore_note,
    "private_note_removed": restore_private_note,
    "conversation_moved": restore_date,
    "conversation_skipped": take_skip_back,
    "conversation_elsewhere": take_elsewhere_back,
    "rhythm": restore_rhythm,
    "project_line_added": take_line_back,
    "project_line_ended": restore_line,
    "project_word": restore_word,
}
