"""Mail, sent after the change it tells of is safe, and never in its way.

Plain text first; the HTML is the same text with spacing. A failure is logged by kind, without an
address or a word of the message: no save fails because a mail server is down.
"""

import logging

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils.html import escape, linebreaks, urlize

PAGE = '<!doctype html><html><body style="font:16px/1.6 system-ui,sans-serif">%s</body></html>'

log = logging.getLogger(__name__)


def send_later(*, to: str, subject: str, text: str) -> None:
    """Once the present transaction is committed; at once where there is none."""
    transaction.on_commit(lambda: _send(to=to, subject=subject, text=text))


def _send(*, to: str, subject: str, text: str) -> bool:
    message = EmailMultiAlternatives(" ".join(subject.split()), text, to=[to])
    html = linebreaks(urlize(escape(text), nofollow=True))
    message.attach_alternative(PAGE % html, "text/html")
    try:
        message.send()
    except Exception as error:
        log.warning("mail not sent: %s", type(error).__name__)
        return False
    return True
