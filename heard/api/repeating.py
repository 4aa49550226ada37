"""Repeating: a write sent twice with one `Idempotency-Key` is done once.

The first takes the key inside its own transaction; whoever comes with the same key meanwhile waits
for it there and is given its answer. What was asked is kept only as a digest beside the answer,
under the person's own key: a digest in clear would let short words be guessed.
"""

import hashlib
import json
import re
from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _

from heard.api.authentication import TokenRequest
from heard.api.models import KeptAnswer
from heard.api.problems import invalid

HEADER = "Idempotency-Key"
KEY = re.compile(r"[\x21-\x7e]{1,255}")


def once(request: TokenRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer, or the one this key was given before. Runs inside the write's transaction."""
    key = request.headers.get(HEADER)
    if key is None:
        return answer()
    if not KEY.fullmatch(key):
        raise invalid(HEADER, _("1 to 255 visible ASCII characters, please."))
    mine = KeptAnswer.objects.visible_to(request.person)
    mine.past().delete()
    row = KeptAnswer(person=request.person, key=key, route=f"{request.method} {request.path}")
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return _again(request, mine.get(key=row.key, route=row.route))
    response = answer()
    row.answer = _told(request, response)
    row.save(update_fields=["answer"])
    return response


def _told(request: TokenRequest, response: HttpResponse) -> str:
    return json.dumps(
        {
            "asked": _asked(request),
            "status": response.status_code,
            "type": response.headers.get("Content-Type", ""),
            "body": response.content.decode(),
        }
    )


def _again(request: TokenRequest, row: KeptAnswer) -> HttpResponse:
    """The same answer; a key that was spent on something else is refused."""
    kept = json.loads(row.answer)
    if kept["asked"] != _asked(request):
        raise invalid(HEADER, _("This key was used for something else; take a new one."))
    response = HttpResponse(kept["body"], status=kept["status"], content_type=kept["type"])
    response["Idempotent-Replayed"] = "true"
    return response


def _asked(request: TokenRequest) -> str:
    """What was sent: the query and the body, byte for byte."""
    sent = request.META.get("QUERY_STRING", "").encode() + b"\n" + request.body
    return hashlib.sha256(sent).hexdigest()
