"""The summary's charts, each with a title that says what it shows."""

from decimal import Decimal

from audits.measures import GRADES
from audits.summary.numbers import RATES, AreaRow, Focus5Row, Numbers, share
from audits.wording import grades as grades_in_words
from core import months
from figures.shown import rounded
from publications.charts import Chart, Series, line, stacked

TREND_RATES = ("completion_rate", "good_or_better_rate", "discussion_rate")
GRADE_NAMES = tuple(name for name, _ in GRADES.values())


def grades_overall(numbers: Numbers) -> Chart:
    """Final grades of the whole service, a bar a grade."""
    counts = numbers.grade_counts()
    return stacked(
        f"Final grades overall, {months.label(numbers.month)}",
        grades_in_words(counts, numbers.count("completed")),
        "Final grade",
        list(GRADE_NAMES),
        [Series("Audits", tuple(Decimal(count) for count in counts.values()))],
    )


def grades_by_area(numbers: Numbers, rows: list[AreaRow]) -> Chart:
    """Final grades of each service area."""
    areas = [row for row in rows if row.pk is not None]
    series = [
        Series(name, tuple(row.values[index] for row in areas)) for index, name in enumerate(GRADE_NAMES)
    ]
    return stacked(
        f"Final grades by service area, {months.label(numbers.month)}",
        grades_in_words(numbers.grade_counts(), numbers.count("completed")),
        "Service area",
        [row.name for row in areas],
        series,
    )


def focus_5(area: str, rows: list[Focus5Row], label: str) -> Chart:
    """Focus 5 of one service area: how many yes and how many no."""
    said = ", ".join(f"{row.words.lower()} {row.counted}" for row in rows)
    return stacked(
        f"{area}: Focus 5, {label}",
        f"Yes, of those that answer yes or no: {said}.",
        "Question",
        [row.words for row in rows],
        [Series("Yes", tuple(row.yes for row in rows)), Series("No", tuple(row.no for row in rows))],
    )


def trend(numbers: Numbers) -> Chart:
    """The rates of the last cycles."""
    series = [
        Series(RATES[slug], tuple(_shown(numbers, slug, month) for month in numbers.trend))
        for slug in TREND_RATES
    ]
    latest = ", ".join(f"{RATES[slug].lower()} {share(numbers.of(slug))}" for slug in TREND_RATES)
    cycles = len(numbers.trend)
    return line(
        f"The last {f'{cycles} cycles' if cycles > 1 else 'cycle'}, to {months.label(numbers.month)}",
        f"In {months.label(numbers.month)}: {latest}.",
        "Month",
        [f"{month:%b %y}" for month in numbers.trend],
        series,
        unit="%",
    )


def _shown(numbers: Numbers, slug: str, month: object) -> Decimal | None:
    value = numbers.of(slug, None, month).value  # type: ignore[arg-type]
    return None if value is None else rounded(value)
