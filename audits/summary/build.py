"""The month's summary: figures, charts, sentences and texts, put together for one reader."""

from dataclasses import dataclass
from typing import Any

from audits import wording
from audits.models import Cycle
from audits.summary import drawings, texts
from audits.summary.numbers import TREND_CYCLES, AreaRow, Focus5Row, Numbers, Rate
from core import months
from figures.models import Stale
from publications.svg import Drawn, draw


@dataclass(frozen=True)
class Summary:
    """What the page shows."""

    cycle: Cycle
    known: bool
    stale: bool
    rates: list[Rate]
    rows: list[AreaRow]
    sentences: list[str]
    grades: Drawn
    trend: Drawn
    focus_5: list[tuple[Drawn, list[Focus5Row]]]
    areas: list[texts.AreaTexts]
    quotations: list[texts.Quotation]


def build(cycle: Cycle, user: Any) -> Summary:
    """The summary of a cycle as this reader may see it: all figures, the texts within their reach."""
    numbers = Numbers(cycle)
    rows, focus_5 = numbers.rows(), numbers.focus_5()
    label = months.label(cycle.month)
    first, second, *rest = draw(
        [
            drawings.grades_by_area(numbers, rows),
            drawings.trend(numbers),
            *(drawings.focus_5(area, asked, label) for area, asked in focus_5),
        ]
    )
    return Summary(
        cycle=cycle,
        known=numbers.known,
        stale=Stale.objects.filter(month=cycle.month).exists(),
        rates=numbers.rates(),
        rows=rows,
        sentences=sentences(numbers),
        grades=first,
        trend=second,
        focus_5=[(drawn, asked) for drawn, (_, asked) in zip(rest, focus_5, strict=True)],
        areas=texts.by_area(cycle, numbers.areas, user),
        quotations=texts.quotations(cycle, user),
    )


def sentences(numbers: Numbers) -> list[str]:
    """The month in words that its figures bear out, and the change on the month before."""
    found = [wording.grades(numbers.grade_counts(), numbers.count("completed"))]
    before = numbers.before
    for slug, what in (
        ("completion_rate", "Completion"),
        ("good_or_better_rate", "The share graded good or better"),
        ("discussion_rate", "The share with a practitioner discussion"),
    ):
        if before:
            found.append(
                wording.change(
                    what,
                    numbers.of(slug).value,
                    numbers.of(slug, None, before).value,
                    months.label(before),
                )
            )
        earlier = [numbers.of(slug, None, month).value for month in numbers.trend[:-1]]
        found.append(wording.extreme(what, numbers.of(slug).value, earlier, len(numbers.trend)))
    found.append(_inadequate(numbers))
    return [sentence for sentence in found if sentence]


def _inadequate(numbers: Numbers) -> str:
    if not numbers.count("completed"):
        return ""
    back = [numbers.count("inadequate", None, month) for month in reversed(numbers.trend)]
    return wording.run_without_inadequate(back, TREND_CYCLES)
