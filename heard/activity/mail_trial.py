"""Trying the mail server: one letter, and what the server itself says to it."""

import smtplib
from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend

MOST_WORDS = 500


@dataclass(frozen=True)
class Trial:
    """Whether a letter left, and the server's words; none where there is no server."""

    left: bool
    words: str = ""
    # Refused by the server, rather than not reached.
    was_reached: bool = True


def has_server() -> bool:
    """Whether mail leaves this machine at all."""
    return not settings.EMAIL_BACKEND.endswith("filebased.EmailBackend")


def try_mail(*, to: str, subject: str, text: str) -> Trial:
    """Send one letter now and say what came of it; a failure is an answer, not an error."""
    message = EmailMessage(subject, text, to=[to])
    connection = get_connection()
    if not isinstance(connection, EmailBackend):
        message.connection = connection
        message.send()
        return Trial(left=True)
    try:
        connection.open()
        assert connection.connection is not None
        return Trial(left=True, words=_hand_over(connection.connection, message, to))
    except smtplib.SMTPResponseException as error:
        return Trial(left=False, words=_said(error.smtp_code, error.smtp_error))
    except (OSError, smtplib.SMTPException) as error:
        return Trial(left=False, words=str(error)[:MOST_WORDS], was_reached=False)
    finally:
        connection.close()


def _hand_over(server: smtplib.SMTP, message: EmailMessage, to: str) -> str:
    """Each word of the exchange; the first refusal ends it."""
    server.ehlo_or_helo_if_needed()
    content = message.message().as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    _taken(*server.mail(parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
    _taken(*server.rcpt(to))
    return _taken(*server.data(content))


def _taken(code: int, words: bytes) -> str:
    if code >= 400:
        raise smtplib.SMTPResponseException(code, words)
    return _said(code, words)


def _said(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {text}"[:MOST_WORDS]
