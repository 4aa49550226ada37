"""One's own answers as dots against one's own usual: drawn here, in percent, for any width."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from heard.web.rows import day
from heard.wellbeing.models import CheckIn
from heard.wellbeing.pack import Pack, Question
from heard.wellbeing.pack_reading import own_pack
from heard.wellbeing.patterns import Answered, answered, usual_band

# About half a year of weeks: as many dots as a phone shows apart.
DRAWN = 26


@dataclass(frozen=True)
class Dot:
    """One answer: where it stands, and what it says."""

    x: str
    y: str
    on: str
    word: str


@dataclass(frozen=True)
class Strip:
    """One question's answers over time, the usual band behind them."""

    id: str
    title: str
    sentence: str
    words: list[str]
    dots: list[Dot]
    band_top: str
    band_height: str
    first: str
    last: str


def strips_of(rows: Sequence[CheckIn]) -> list[Strip]:
    """One a question that was answered often enough to have a usual."""
    return strips_of_history(answered(rows))


def strips_of_history(history: list[Answered]) -> list[Strip]:
    """The same from plain answers, oldest first."""
    pack = own_pack()
    strips = [_strip(history, question, pack) for question in pack.questions]
    return [strip for strip in strips if strip is not None]


def _strip(history: list[Answered], question: Question, pack: Pack) -> Strip | None:
    scale = question.scale
    told = [
        (row.on, place)
        for row in history
        if (place := scale.place_of(row.answers.get(question.id, ""))) is not None
    ]
    band = usual_band([place for _on, place in told], pack)
    if band is None:
        return None
    drawn = told[-DRAWN:]
    height = 100 / len(scale.words)
    low, high = band
    return Strip(
        id=question.id,
        title=str(question),
        sentence=_sentence(question, band, told[-1][1]),
        words=[str(word) for word in reversed(scale.words)],
        dots=[
            Dot(
                x=_percent(_across(number, len(drawn))),
                y=_percent(100 - (place + 0.5) * height),
                on=day(on),
                word=str(scale.words[place]),
            )
            for number, (on, place) in enumerate(drawn)
        ],
        band_top=_percent(100 - (high + 1) * height),
        band_height=_percent((high - low + 1) * height),
        first=day(drawn[0][0]),
        last=day(drawn[-1][0]),
    )


def _sentence(question: Question, band: tuple[int, int], last: int) -> str:
    """The usual in words, and how the last one stands to it."""
    low, high = (str(question.scale.words[place]) for place in band)
    usual = _("Usually %(word)s.") % {"word": low}
    if low != high:
        usual = _("Usually from %(low)s to %(high)s.") % {"low": low, "high": high}
    if last < band[0]:
        return f"{usual} {_('The last one was below that.')}"
    if last > band[1]:
        return f"{usual} {_('The last one was above that.')}"
    return f"{usual} {_('So was the last one.')}"


def _across(number: int, count: int) -> float:
    """Left to right in time, or the other way where people read so."""
    place = 4 + 92 * (number / (count - 1) if count > 1 else 0.5)
    return 100 - place if get_language_bidi() else place


def _percent(value: float) -> str:
    return f"{value:.2f}%"
