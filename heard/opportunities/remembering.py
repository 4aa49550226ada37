"""Remembering: what is offered, kept ready for comparing in the memory of this process.

It is a copy of the offers and never the last word: whoever uses what is found here asks the
database whether each still stands (`matching.py`). What was withdrawn is dropped at the next look.
"""

import base64
import datetime as dt
import math
import re
import threading
from array import array
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from heard.lib.text import folded
from heard.opportunities.meaning import Embedder, embedder, model_of
from heard.opportunities.models import Offer
from heard.people.tenancy import current_organisation_id

if TYPE_CHECKING:
    import numpy

AT_ONCE = 500
LATE = dt.timedelta(minutes=5)
CHUNK = 4096
# Words that say nothing of what a sentence is about.
_SMALL = """
    the and for with our that are have would like from something people who this not but they them
    rather than more what how into about being get getting one two some work working time
    und der die das mit mehr les des une plus avec los las con que
"""
SMALL = frozenset(_SMALL.split())

Given = tuple[UUID, str, Sequence[str], str]


class Shelf:
    """The offers of one organisation: their meanings in a table, their words and tags by row."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self._row: dict[UUID, int] = {}
        self._ids: list[UUID | None] = []
        self.stamps: dict[UUID, dt.datetime] = {}
        self._said: list[tuple[str, tuple[str, ...]]] = []
        self._postings: dict[str, array[int]] = {}
        self._tags: dict[str, set[int]] = {}
        self._meanings: Any = None

    def __len__(self) -> int:
        return len(self._row)

    def put(self, given: Iterable[Given], one: Embedder | None) -> None:
        """Each of these, in place of what was kept of it before."""
        for id_, text, tags, meaning in given:
            self.drop(id_)
            row = len(self._ids)
            self._row[id_] = row
            self._ids.append(id_)
            for word in words_of(text):
                self._postings.setdefault(word, array("I")).append(row)
            self._said.append((text, tuple(map(folded, tags))))
            for tag in map(folded, tags):
                self._tags.setdefault(tag, set()).add(row)
            if one is not None:
                self._keep_meaning(row, unpacked(meaning), one.dimensions)

    def drop(self, id_: UUID) -> None:
        """Nothing of it is found any more, and what stood for its meaning is wiped."""
        row = self._row.pop(id_, None)
        self.stamps.pop(id_, None)
        if row is None:
            return
        self._ids[row] = None
        text, tags = self._said[row]
        self._said[row] = ("", ())
        for word in words_of(text):
            kept = array("I", (other for other in self._postings[word] if other != row))
            self._postings[word] = kept
        for tag in tags:
            self._tags[tag].discard(row)
        if self._meanings is not None and row < len(self._meanings):
            self._meanings[row] = 0

    def by_meaning(self, text: str, most: int) -> dict[UUID, float]:
        """The nearest in meaning, with how near, from nought to one."""
        one = embedder()
        if one is None or self._meanings is None or not one.knows(text):
            return {}
        import numpy

        # As a whole and by its parts, so that the detail of a long why does not drown the title.
        parts = [text, *text.split("\n", 1)] if "\n" in text else [text]
        asked = one.embed(parts).mean(axis=0)
        near = numpy.empty(len(self._ids), dtype=numpy.float32)
        for start in range(0, len(near), CHUNK):
            part = self._meanings[start : min(start + CHUNK, len(near))]
            near[start : start + len(part)] = part.astype(numpy.float32) @ asked
        near /= 127
        best = numpy.argpartition(-near, most)[:most] if len(near) > most else range(len(near))
        found = ((self._ids[int(row)], float(near[int(row)])) for row in best)
        return {id_: value for id_, value in found if id_ is not None and value > 0}

    def by_words(self, text: str, most: int) -> dict[UUID, float]:
        """How much of what each says stands in these words too; rare words weigh more."""
        weights: dict[int, float] = {}
        for word in words_of(text):
            rows = self._postings.get(word, ())
            weight = self._weight(word)
            # A word that everybody uses tells nothing, and would be slow.
            if len(rows) <= max(50, len(self._ids) // 20):
                for row in rows:
                    weights[row] = weights.get(row, 0.0) + weight
        best = sorted(weights, key=lambda row: -weights[row])[:most]
        found = {}
        for row in best:
            id_ = self._ids[row]
            own = words_of(self._said[row][0])
            whole = sum(self._weight(word) for word in own)
            if id_ is not None and len(own) > 1 and whole:
                found[id_] = weights[row] / whole
        return found

    def by_tags(self, text: str, tags: Iterable[str]) -> set[UUID]:
        """A tag of the wish is a tag of the opening, or stands in its words."""
        plain = re.findall(r"\w+", folded(text))
        asked = {folded(tag) for tag in tags}
        for length in range(1, 5):
            ends = range(len(plain) - length + 1)
            asked |= {" ".join(plain[at : at + length]) for at in ends}
        rows = {row for tag in asked for row in self._tags.get(tag, ())}
        return {id_ for row in rows if (id_ := self._ids[row]) is not None}

    def _weight(self, word: str) -> float:
        return math.log(1 + len(self._ids) / (1 + len(self._postings.get(word, ()))))

    def _keep_meaning(self, row: int, meaning: bytes, dimensions: int) -> None:
        import numpy

        if self._meanings is None:
            self._meanings = numpy.zeros((64, dimensions), dtype=numpy.int8)
        if row >= len(self._meanings):
            room = numpy.zeros((len(self._meanings) * 2, dimensions), dtype=numpy.int8)
            room[: len(self._meanings)] = self._meanings
            self._meanings = room
        if len(meaning) == dimensions:
            self._meanings[row] = numpy.frombuffer(meaning, dtype=numpy.int8)


_shelves: dict[UUID, Shelf] = {}


def shelf() -> Shelf:
    """That of the organisation in force, brought up to date with the database."""
    kept = _shelves.setdefault(current_organisation_id(), Shelf())
    with kept.lock:
        _bring_up_to_date(kept)
    return kept


def _bring_up_to_date(kept: Shelf) -> None:
    """What is new or in other words comes; what is not there any more goes.

    Only the last changes are read, with some minutes for what was written and not yet committed;
    everything is looked through where the count says that something has gone.
    """
    since = max(kept.stamps.values(), default=None)
    rows = Offer.objects.filter(changed_at__gt=since - LATE) if since else Offer.objects.all()
    lately = dict(rows.values_list("id", "changed_at"))
    _take_in(kept, [id_ for id_, stamp in lately.items() if kept.stamps.get(id_) != stamp])
    if Offer.objects.count() != len(kept):
        there = dict(Offer.objects.values_list("id", "changed_at"))
        for id_ in [id_ for id_ in kept.stamps if id_ not in there]:
            kept.drop(id_)
        _take_in(kept, [id_ for id_ in there if id_ not in kept.stamps])


def _take_in(kept: Shelf, fresh: list[UUID]) -> None:
    one = embedder()
    for start in range(0, len(fresh), AT_ONCE):
        offers = list(Offer.objects.filter(id__in=fresh[start : start + AT_ONCE]))
        work_out_meanings(offers)
        kept.put([(one_.id, one_.text, one_.tag_list, one_.meaning) for one_ in offers], one)
        kept.stamps.update({offer.id: offer.changed_at for offer in offers})


def work_out_meanings(offers: Iterable[Offer]) -> None:
    """Those that have none by the model in use; kept beside the words, sealed like them."""
    one = embedder()
    if one is None:
        return
    name = model_of(one)
    missing = [offer for offer in offers if offer.model != name]
    known = [offer for offer in missing if one.knows(offer.text)]
    for offer in missing:
        offer.model, offer.meaning = name, ""
    if known:
        vectors = one.embed([offer.text for offer in known])
        for offer, vector in zip(known, vectors, strict=True):
            offer.meaning = packed(vector)
    for offer in missing:
        offer.save(update_fields=["meaning", "model"])


def packed(vector: "numpy.ndarray[Any, Any]") -> str:
    """A vector of length one, a byte a number, as text that can be sealed."""
    return base64.b64encode((vector * 127).round().astype("int8").tobytes()).decode()


def unpacked(meaning: str) -> bytes:
    return base64.b64decode(meaning)


def words_of(text: str) -> set[str]:
    """The words that say what a sentence is about."""
    found = re.findall(r"\w{3,}", folded(text))
    return {_stem(word) for word in found if word not in SMALL}


def _stem(word: str) -> str:
    """Without the commonest endings, so that *speaking* meets *speak*."""
    for ending in ("ing", "ers", "er", "es", "ed", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word
