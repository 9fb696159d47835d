"""The month's summary: figures, charts, sentences and texts, put together for one reader."""

from dataclasses import dataclass
from typing import Any

from audits import wording
from audits.blinding import held_back_months
from audits.models import Cycle
from audits.summary import drawings, texts
from audits.summary.numbers import AreaRow, Focus5Row, Numbers, Rate
from audits.summary.tags import TagTable, tagged
from core import months
from figures.models import Stale
from publications.svg import Drawn, draw

COMPARED = {
    "completion_rate": "Completion",
    "good_or_better_rate": "The share graded good or better",
    "discussion_rate": "The share with a practitioner discussion",
}


@dataclass(frozen=True)
class Summary:
    """What the page shows."""

    cycle: Cycle
    known: bool
    stale: bool
    held_back: bool
    still_open: str
    rates: list[Rate]
    rows: list[AreaRow]
    sentences: list[str]
    overall: Drawn | None
    grades: Drawn | None
    trend: Drawn
    focus_5: list[tuple[Drawn, list[Focus5Row]]]
    areas: list[texts.AreaTexts]
    quotations: list[texts.Quotation]
    tagged: list[TagTable]


def build(cycle: Cycle, user: Any) -> Summary:
    """The summary of a cycle as this reader may see it: all figures, the texts within their reach."""
    held_back = held_back_months(user)
    numbers = Numbers(cycle, held_back)
    held_back_now = cycle.month in held_back
    rows, focus_5 = numbers.rows(), numbers.focus_5()
    overall, grades, trend, *rest = _drawn(numbers, rows, focus_5)
    return Summary(
        cycle=cycle,
        known=numbers.known,
        held_back=held_back_now,
        stale=Stale.objects.filter(month=cycle.month).exists(),
        rates=numbers.rates(),
        rows=rows,
        still_open=_still_open(cycle, numbers),
        sentences=sentences(numbers, closed=cycle.state == Cycle.State.CLOSED),
        overall=None if held_back_now else overall,
        grades=None if held_back_now else grades,
        trend=trend,
        focus_5=[(drawn, asked) for drawn, (_, asked) in zip(rest, focus_5, strict=True)],
        areas=texts.by_area(cycle, numbers.areas, user),
        quotations=texts.quotations(cycle, numbers.names, user),
        tagged=tagged(cycle.month, numbers.names),
    )


def _drawn(numbers: Numbers, rows: list[AreaRow], focus_5: list[tuple[str, list[Focus5Row]]]) -> list[Drawn]:
    label = months.label(numbers.month)
    return draw(
        [
            drawings.grades_overall(numbers),
            drawings.grades_by_area(numbers, rows),
            drawings.trend(numbers),
            *(drawings.focus_5(area, asked, label) for area, asked in focus_5),
        ]
    )


def sentences(numbers: Numbers, *, closed: bool) -> list[str]:
    """The month in words that its figures bear out, and against other months once its cycle is closed."""
    held_back = numbers.is_held_back("good")
    grades = wording.grades(numbers.grade_counts(), numbers.count("completed"))
    found = [wording.HELD_BACK if held_back else grades]
    if closed:
        for slug, what in COMPARED.items():
            found += _compared(numbers, slug, what)
        back = [numbers.inadequate(month) for month in reversed(numbers.running)]
        found.append(wording.run_without_inadequate(back))
    return [sentence for sentence in found if sentence]


def _compared(numbers: Numbers, slug: str, what: str) -> list[str]:
    """A rate against the month before and against the months without a gap before that."""
    running = numbers.running_of(slug)
    if not running:
        return []
    now = numbers.of(slug).value
    earlier = [numbers.of(slug, None, month).value for month in running[:-1]]
    found = [wording.extreme(what, now, earlier)]
    if earlier:
        found.insert(0, wording.change(what, now, earlier[-1], months.label(running[-2])))
    return found


def _still_open(cycle: Cycle, numbers: Numbers) -> str:
    """What a reader has to know of a month that is not over; blank once its cycle is closed."""
    if cycle.state == Cycle.State.CLOSED:
        return ""
    allocated = numbers.count("allocated")
    to_do = allocated - numbers.count("completed")
    return wording.still_open(cycle.state == Cycle.State.PLANNED, to_do, allocated)
