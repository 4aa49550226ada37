"""Words cut into the pieces MiniLM was taught: lower case, no accents, the longest piece first.

Forty lines of our own: the usual package for it brings a client that fetches from a hub.
"""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

VOCABULARY = Path(__file__).parent / "data" / "minilm-vocab.txt"
PIECES_MOST = 256
LETTERS_MOST = 100
BEGIN, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
WORDS = re.compile(r"\w+|[^\w\s]", re.UNICODE)


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, int]:
    lines = VOCABULARY.read_text(encoding="utf-8").split("\n")
    return {piece: number for number, piece in enumerate(lines) if piece}


def words_in(text: str) -> list[str]:
    """Each word and each sign, as the vocabulary writes them."""
    plain = unicodedata.normalize("NFD", text.lower().replace("_", " "))
    return WORDS.findall("".join(sign for sign in plain if unicodedata.category(sign) != "Mn"))


def pieces_of(word: str) -> list[str]:
    """The longest known beginnings, one after the other; one unknown where any is missing."""
    known = vocabulary()
    if len(word) > LETTERS_MOST:
        return [UNKNOWN]
    pieces, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = ("##" if start else "") + word[start:end]
            if piece in known:
                pieces.append(piece)
                start = end
                break
        else:
            return [UNKNOWN]
    return pieces


def numbers_of(text: str) -> list[int]:
    """What the model is given."""
    known = vocabulary()
    pieces = [piece for word in words_in(text) for piece in pieces_of(word)]
    return [known[piece] for piece in [BEGIN, *pieces[: PIECES_MOST - 2], END]]
