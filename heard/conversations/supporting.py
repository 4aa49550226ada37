"""Supporting: asking for what an objective needs, on the page where it is answered.

What is asked becomes an item that needs an answer, so it is followed like any other; beside it lies
what kind, how much and until when, so that the objective shows what was asked and decided.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import formats
from django.utils.translation import gettext as _

from heard.activity.recording import record
from heard.activity.undoing import leave_way_back
from heard.conversations.agreeing import need_answer
from heard.conversations.gathering import add_item
from heard.conversations.models import Answer, Pair, SupportAsk
from heard.conversations.reading import answers_to
from heard.lib.refusals import Refusal, at_most, within
from heard.lib.text import cleaned
from heard.objectives.models import Objective
from heard.people.models import Person
from heard.privacy.keys import keyring, of_pair

SIZE_MOST = 200
LINE_MOST = 1000


@dataclass(frozen=True)
class Supported:
    """What was asked, and what was last answered to it."""

    ask: SupportAsk
    answer: Answer | None


def page_to_ask(objective: Objective, person: Person) -> Pair | None:
    """The page where its owner asks for support; none where nobody shares one with them."""
    if objective.page_id is None:
        return None
    live = Pair.objects.visible_to(person).live().filter(id=objective.page_id, employee=person)
    return live.select_related("employee", "manager", "organisation").first()


@transaction.atomic
def ask_for_support(
    objective: Objective,
    *,
    by: Person,
    kind: str,
    size: str,
    until: dt.date | None = None,
    line: str = "",
    client_id: UUID | None = None,
) -> tuple[SupportAsk, UUID]:
    """An item on the page that needs an answer. The way back comes with it."""
    if kind not in SupportAsk.Kind.values:
        raise Refusal(_("Say what kind of support it is."), "kind")
    size = within(cleaned(size), SIZE_MOST, "size")
    line = at_most(cleaned(line), LINE_MOST, "line")
    if until is not None and until < by.today():
        raise Refusal(_("Support is for days to come."), "until")
    objective.hold()
    pair = page_to_ask(objective, by)
    if pair is None or not objective.is_active:
        raise Refusal(_("There is nobody to ask on a page of yours just now."), "state")
    ask = SupportAsk(pair=pair, objective=objective, kind=kind, size=size, until=until, line=line)
    item = add_item(pair, by=by, text=words_of(ask), client_id=client_id)
    ask.raised = need_answer(item, by=by)
    sent_before = SupportAsk.objects.filter(raised=ask.raised).first()
    if sent_before is None:
        ask.save()
        record("support_asked", by=by, page_id=pair.id, subject_id=ask.id)
    asked = sent_before or ask
    return asked, leave_way_back("support_asked", by=by, subject_id=asked.id, before={}).id


def words_of(ask: SupportAsk) -> str:
    """What stands on the page: whole sentences, so that it says everything by itself."""
    said = {
        "kind": ask.get_kind_display(),
        "size": ask.size,
        "sentence": ask.objective.sentence,
        "day": formats.date_format(ask.until, "j F Y") if ask.until else "",
    }
    if ask.until:
        words = _("Support for “%(sentence)s”. %(kind)s: %(size)s, until %(day)s") % said
    else:
        words = _("Support for “%(sentence)s”. %(kind)s: %(size)s") % said
    return f"{words}\n\n{ask.line}" if ask.line else words


def support_for(objective: Objective, reader: Person) -> list[Supported]:
    """Everything asked for it that this reader may see, newest first, with the last answer."""
    rows = SupportAsk.objects.visible_to(reader).filter(objective=objective)
    return with_answers(rows.select_related("raised").order_by("-created_at", "-id"))


def with_answers(rows: Iterable[SupportAsk]) -> list[Supported]:
    """Each with what was last answered, in one query more."""
    asks = list(rows)
    keyring().unlock({of_pair(ask.pair_id) for ask in asks})
    answers = answers_to([ask.raised for ask in asks])
    return [
        Supported(ask, said[-1] if said else None)
        for ask in asks
        for said in [answers[ask.raised_id]]
    ]
