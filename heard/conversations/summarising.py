"""The summary by mail after a conversation: agreements, actions, the next date.

No note's text unless the organisation allows it, never anything private; and only to those of the
two who want it.
"""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from heard.activity.mail import send_later
from heard.conversations.looking_back import record_of
from heard.conversations.models import Conversation, Pair
from heard.people.models import Person


def mail_summary(conversation: Conversation) -> list[Person]:
    """Send it to both who want it; who was written to."""
    pair = conversation.pair
    wanting = [
        person
        for person in (pair.employee, pair.manager)
        if person.summary_by_mail and person.is_active
    ]
    for person in wanting:
        with (
            translation.override(person.language or pair.organisation.language),
            timezone.override(person.zone),
        ):
            send_later(
                to=person.email,
                subject=subject(conversation, person),
                text=summary_text(conversation, person),
            )
    return wanting


def subject(conversation: Conversation, reader: Person) -> str:
    """Says with whom and when; no topic."""
    assert conversation.started_at is not None
    return _("%(name)s and you, %(day)s") % {
        "name": conversation.pair.other(reader).called,
        "day": date_format(timezone.localtime(conversation.started_at), "j F"),
    }


def summary_text(conversation: Conversation, reader: Person) -> str:
    """Plain text, the same for both but for the greeting."""
    pair: Pair = conversation.pair
    record = record_of(conversation, reader)
    parts = [_("What you two agreed, and what comes of it.")]
    if record.agreements:
        parts.append(_("Agreed") + "\n" + _listed(row.text for row in record.agreements))
    if record.actions:
        parts.append(
            _("To do")
            + "\n"
            + _listed(
                f"{row.owner.called}: {row.text}"
                + (f" ({date_format(row.due_on, 'j F')})" if row.due_on else "")
                for row in record.actions
            )
        )
    if not record.agreements and not record.actions:
        parts.append(_("No promises this time. That's fine."))
    if pair.organisation.mail_carries_notes:
        for item, notes in record.covered:
            if not item.is_private:
                parts.append(f"{item.text}\n" + _listed(note.text for note in notes))
    if pair.next_at is not None:
        parts.append(
            _("Next: %(when)s")
            % {"when": date_format(timezone.localtime(pair.next_at), "l j F, H:i")}
        )
    page = settings.BASE_URL + reverse("pair", args=[pair.address])
    parts.append(_("The page: %(url)s") % {"url": page})
    return "\n\n".join(parts) + "\n"


def _listed(lines: object) -> str:
    return "\n".join(f"- {line}" for line in lines)  # type: ignore[attr-defined]
