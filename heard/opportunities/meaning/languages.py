"""Whether a text is in English, the one language the model was taught: cheaply, and by its words.

Small words tell languages apart in a sentence; where there are none, how finely the vocabulary
has to cut the rest does. What is not known is compared by tags and words alone.
"""

import re
import unicodedata

from heard.opportunities.meaning.wordpiece import UNKNOWN, pieces_of, words_in

# Accents set aside, as the words are. None is a common word of another language here.
_ENGLISH = """
    the of and to with for my our that is are be have would like i on it their how what more from at
    by something people who this when not but they we them rather than into about myself somebody
"""
_OTHERS = """
    ich und der die das den dem ein eine einen mit fur von zu im ist nicht mehr auch gerne wie bei
    auf het een van voor graag ik niet naar wil mochte unsere mein meine
    je le la les des du une et avec pour dans plus que sur mon ma mes nos nous el los las con para
    del en y mas quiero quisiera por mi como uma com os mais gostaria di che il gli piu vorrei un
    jag och att med som vill gerna mer till av det chce bardziej sie na lub wiecej z de
"""
ENGLISH = frozenset(re.findall(r"\w+", _ENGLISH))
OTHERS = frozenset(re.findall(r"\w+", _OTHERS))
# Pieces a word, where no small word says anything.
FINE = 1.7


def is_english(text: str) -> bool:
    letters = [sign for sign in text if sign.isalpha()]
    if not letters:
        return False
    latin = sum(unicodedata.name(sign, "").startswith("LATIN") for sign in letters)
    if latin < 0.9 * len(letters):
        return False
    words = [word for word in words_in(text) if word.isalpha()]
    english = sum(word in ENGLISH for word in words)
    others = sum(word in OTHERS for word in words)
    if english != others:
        return english > others
    pieces = [piece for word in words for piece in pieces_of(word)]
    return UNKNOWN not in pieces and len(pieces) <= FINE * len(words)
