"""What matters in a month, counted: by section, what changed, what is missing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from indicators.board.rows import VARIATION_ORDER
from indicators.models import Section, SignOff
from indicators.reading.months import MonthState, SectionState
from indicators.reading.standing import Standing
from indicators.rules.rag import Rag


@dataclass(frozen=True)
class Tally:
    """How the indicators of a section, or all of them, stand."""

    red: int
    amber: int
    green: int
    none: int
    special: int
    missing: int

    @property
    def total(self) -> int:
        return self.red + self.amber + self.green + self.none


@dataclass(frozen=True)
class SectionTally:
    """A section's line: how many are how, and whether they are confirmed as they are now."""

    state: SectionState
    tally: Tally

    @property
    def section(self) -> Section:
        return self.state.section


@dataclass(frozen=True)
class Overview:
    """All of a month at a place."""

    all: Tally
    sections: list[SectionTally]
    changed: list[Standing]
    missing: list[Standing]
    held_back: list[Standing]
    signed_off: SignOff | None

    @property
    def confirmed(self) -> int:
        """How many sections are, as their figures are now."""
        return sum(each.state.is_up_to_date for each in self.sections)


def tally(rows: Sequence[Standing]) -> Tally:
    """Each counted by its RAG, and by what else is to be said of it."""
    by_rag = Counter(each.rag for each in rows)
    return Tally(
        red=by_rag[Rag.RED],
        amber=by_rag[Rag.AMBER],
        green=by_rag[Rag.GREEN],
        none=by_rag[None],
        special=sum(each.more_than_chance for each in rows),
        missing=sum(each.is_missing for each in rows),
    )


def overview(rows: Sequence[Standing], state: MonthState) -> Overview:
    """Of a month's standings, and how far the month is. What concerns is named first."""
    held: dict[int, list[Standing]] = {}
    for each in rows:
        held.setdefault(each.indicator.section_id, []).append(each)
    sections = [
        SectionTally(each, tally(held[each.section.pk])) for each in state.sections if each.section.pk in held
    ]
    changed = [each for each in rows if each.more_than_chance]
    return Overview(
        all=tally(rows),
        sections=sections,
        changed=sorted(changed, key=lambda each: VARIATION_ORDER[each.variation]),
        missing=[each for each in rows if each.is_missing],
        held_back=[each for each in rows if each.is_held_back],
        signed_off=state.signed,
    )
