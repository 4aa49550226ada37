"""The labelled set: how good the matching is must not fall, nor the set shrink."""

from uuid import UUID

import pytest

from heard.opportunities.comparing import nearest
from heard.opportunities.meaning import embedder
from heard.opportunities.meaning.languages import is_english
from heard.opportunities.remembering import Shelf
from tests.opportunities.labels import labelled
from tests.opportunities.quality import by_product, by_tags, by_words, each_score, mean

PRECISION_AT_3, RECALL_AT_10 = 0.30, 0.55


def test_the_set_is_as_large_as_it_says() -> None:
    known = labelled()
    assert len(known.openings) >= 60
    assert len(known.wishes) >= 300
    assert len({wish.text for wish in known.wishes}) == len(known.wishes)
    assert {wish.kind for wish in known.wishes} == set("+~-<")
    assert not any(wish.kind == "<" for wish in known.offered)


def test_it_is_as_good_as_it_was_and_better_than_words() -> None:
    """Floors a little below what docs/matching.md reports; the margin over words holds too."""
    assert embedder() is not None
    known = labelled()
    score = mean(each_score(known, by_product(known)))
    assert score.precision_at_3 >= PRECISION_AT_3
    assert score.recall_at_10 >= RECALL_AT_10
    for other in (by_words(known), by_tags(known)):
        plain = mean(each_score(known, other))
        assert score.precision_at_3 >= plain.precision_at_3 + 0.05
        assert score.recall_at_10 >= plain.recall_at_10 + 0.15


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Standing in front of customers", True),
        ("Mentoring", True),
        ("Vor Kunden sprechen, nicht immer nur intern", False),
        ("Faire des photos de nos collègues au travail", False),
        ("العمل مع العملاء", False),
        ("", False),
    ],
)
def test_a_language_the_model_was_not_taught_is_told_apart(text: str, known: bool) -> None:
    assert is_english(text) is known


def test_other_languages_fall_back_to_tags_and_words() -> None:
    """A German wish with a tag is met by its tag; one in French without, by nothing."""
    kept = Shelf()
    german, french = UUID(int=1), UUID(int=2)
    one = embedder()
    assert one is not None
    kept.put(
        [
            (german, "Vor Kunden sprechen, nicht immer intern", ("customers",), ""),
            (french, "Faire des photos de nos collègues", (), ""),
        ],
        one,
    )
    found = nearest(kept, "Host the evening with our customers", [])
    assert [(near.id, near.because_of) for near in found] == [(german, "tag")]
    assert nearest(kept, "Photograph the crews", []) == []
