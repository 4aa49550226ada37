"""Asking: what changed and waits for a word from one of the two, page by page."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from heard.conversations.models import Pair
from heard.conversations.models.pair import PairQuerySet
from heard.objectives.models import Objective, PriorityAsk, Revision
from heard.objectives.recalling import quiet_or_soon
from heard.people.models import Person
from heard.privacy.keys import keyring, of_organisation, of_pair


@dataclass(frozen=True)
class Asked:
    """Changes to agree to or talk about; and what a changed priority means for an objective."""

    changes: list[Revision]
    priorities: list[PriorityAsk]


def asked_of(pair: Pair, reader: Person) -> Asked:
    """On this page, the oldest first."""
    keyring().unlock([of_pair(pair.id), of_organisation()])
    objectives = Objective.objects.visible_to(reader).filter(page_id=pair.id)
    on_page = Q(key_kind="pair", key_id=pair.id) | Q(subject_id__in=objectives.values("id"))
    changes = Revision.objects.visible_to(reader).waiting().filter(on_page, asked=reader)
    asks = PriorityAsk.objects.visible_to(reader).open().filter(objective__page_id=pair.id)
    return Asked(
        changes=list(
            changes.select_related("proposed_by", "asked", "agreed_by").order_by("created_at")
        ),
        priorities=list(
            asks.select_related("objective", "priority", "first", "last").order_by("created_at")
        ),
    )


def with_asks(pairs: PairQuerySet, reader: Person) -> PairQuerySet:
    """Each page with whether anything on it waits for this person, asked together with the page."""
    waiting = Revision.objects.waiting().filter(asked=reader)
    objectives = Objective.objects.filter(page_id=OuterRef(OuterRef("pk"))).values("id")
    asks = PriorityAsk.objects.visible_to(reader).open()
    return pairs.annotate(
        asks_waiting=Exists(waiting.filter(key_kind="pair", key_id=OuterRef("pk")))
        | Exists(waiting.filter(subject_id__in=objectives))
        | Exists(asks.filter(objective__page_id=OuterRef("pk")))
    )


def with_objectives_at_hand(pairs: PairQuerySet, reader: Person) -> PairQuerySet:
    """Each page with whether an objective of the reader's on it is quiet or has its day soon."""
    own = Objective.objects.filter(quiet_or_soon(reader), page_id=OuterRef("pk"))
    return pairs.annotate(objectives_at_hand=Exists(own))


def something_is_asked(pair: Pair) -> bool:
    """As asked together with the pair; of an ended page nobody asks any more."""
    return bool(getattr(pair, "asks_waiting", False))
