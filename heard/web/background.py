"""A large import goes on while its page is looked at: one thread, one transaction.

How far it is, is told by this process's memory: its own rows are not to be seen before it is done.
Where another process is asked, the bar runs without a number. What counts is in the database.
"""

import logging
from collections.abc import Collection
from threading import Thread
from uuid import UUID

from django.core.cache import cache
from django.db import connection, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from heard.lib.refusals import Refusal
from heard.people.importing.applying import Progress
from heard.people.importing.bringing_in import apply_preview, stop_applying
from heard.people.models import ImportPreview, Person
from heard.privacy.keys import acting_as

log = logging.getLogger(__name__)

REMEMBERED_FOR = 600


def apply_in_background(
    preview: ImportPreview, *, by: Person, seen: str, agreed_leaving: Collection[UUID]
) -> None:
    """Begin once the request's own transaction is written."""
    language = translation.get_language() or "en-gb"
    work = Thread(
        target=_apply,
        args=(preview, by, seen, frozenset(agreed_leaving), language),
        name="people-import",
        daemon=True,
    )
    transaction.on_commit(work.start)


def how_far(preview_id: UUID) -> tuple[int, int] | None:
    """Done and to do, where this process knows."""
    found: tuple[int, int] | None = cache.get(_place(preview_id))
    return found


def _apply(
    preview: ImportPreview, by: Person, seen: str, agreed: frozenset[UUID], language: str
) -> None:
    def tell(done: int, total: int) -> None:
        cache.set(_place(preview.id), (done, total), REMEMBERED_FOR)

    try:
        with translation.override(language):
            _apply_or_say_why(preview, by, seen, agreed, tell)
    finally:
        cache.delete(_place(preview.id))
        connection.close()


def _apply_or_say_why(
    preview: ImportPreview, by: Person, seen: str, agreed: frozenset[UUID], tell: Progress
) -> None:
    try:
        with acting_as(by):
            apply_preview(preview, by=by, seen=seen, agreed_leaving=agreed, progress=tell)
        return
    except Refusal as refusal:
        why = refusal.message
    except Exception as error:
        # The kind alone: a database quotes values in its messages.
        log.error("people import %s stopped: %s", preview.id, type(error).__name__)
        why = _("It stopped half-way, and nothing was changed. Try again.")
    with acting_as(by):
        stop_applying(preview, why, by=by)


def _place(preview_id: UUID) -> str:
    return f"people-import:{preview_id}"
