"""Arcs: for each focus a short way through it, in three stages, chosen from the bank.

Each stage names a few prompts in order of preference, for both sides; the viewer is offered the
first of each that they may say and that is not resting.
"""

from dataclasses import dataclass

from heard.conversations.models import Focus

About = Focus.About


@dataclass(frozen=True)
class Arc:
    """How to open the subject, what to turn over, and how to leave with something."""

    opening: tuple[str, ...]
    middle: tuple[str, ...]
    closing: tuple[str, ...]

    @property
    def stages(self) -> tuple[tuple[str, ...], ...]:
        return self.opening, self.middle, self.closing


def _arc(opening: str, middle: str, closing: str) -> Arc:
    return Arc(tuple(opening.split()), tuple(middle.split()), tuple(closing.split()))


ARCS: dict[str, Arc] = {
    About.CAREER: _arc(
        opening="STR01 MOT10 STR04", middle="CAR02 CAR05 CAR06 CAR03", closing="GRO04 GRO06 GRO08"
    ),
    About.WELLBEING: _arc(
        opening="OPN03 LOD11 LOD06", middle="WEL09 WEL06 WEL12", closing="CLR07 CLR09 LOD07"
    ),
    About.GROWTH: _arc(
        opening="STR01 STR07 STR04", middle="GRO02 GRO06 GRO01", closing="FBK05 FBK04 FBK06"
    ),
    About.UNSTUCK: _arc(
        opening="PRG02 PRG11 PRG06", middle="CLR03 CLR05 CLR07", closing="LOD04 LOD02 LOD07"
    ),
    About.QUARTER: _arc(
        opening="MOT02 PRG12 MOT01", middle="GRO01 STR02 STR04", closing="CLR01 CLR09 CLR04"
    ),
    About.FIRST: _arc(
        opening="OPN09 OPN10 OPN05", middle="TGR06 TGR09 TGR08", closing="REC02 CLR09 CLR06"
    ),
    About.RETURN: _arc(
        opening="MOM03 MOM12 OPN05", middle="PRG05 PRG12 PRG01", closing="WEL07 WEL12 WEL09"
    ),
}


def led_by(about: str) -> dict[str, int]:
    """For a focus, each prompt of its arc by where it comes in it; nothing without one."""
    arc = ARCS.get(about)
    if arc is None:
        return {}
    return {
        prompt: stage * 10 + number
        for stage, prompts in enumerate(arc.stages)
        for number, prompt in enumerate(prompts)
    }


def stage_of(place: int) -> int:
    """Opening, middle or closing, from a place as above."""
    return place // 10
