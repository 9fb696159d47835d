"""The charts of twelve months: children held, and children per FTE."""

from collections.abc import Sequence
from decimal import Decimal

from caseloads.overview.year import Point
from caseloads.tables import DECIMALS, per_fte_in_words
from figures.shown import rounded
from publications.charts import Chart, Series, line
from publications.svg import Drawn, draw

TODAY = "Today"


def over_the_months(whose: str, points: Sequence[Point]) -> list[Drawn]:
    """Two charts of the month-ends and, last, of today; none where nobody ever held a child."""
    if not any(point.children for point in points):
        return []
    categories = [f"{point.day:%b %y}" for point in points[:-1]] + [TODAY]
    return draw([_held(whose, points, categories), _per_fte(whose, points, categories)])


def _held(whose: str, points: Sequence[Point], categories: list[str]) -> Chart:
    first, last = points[0], points[-1]
    return line(
        f"{whose}: children held at the end of each month",
        f"{first.children:,} at the end of {first.day:%B %Y}, {last.children:,} today.",
        "Month’s end",
        categories,
        [Series("Children held", tuple(Decimal(point.children) for point in points))],
    )


def _per_fte(whose: str, points: Sequence[Point], categories: list[str]) -> Chart:
    first, last = points[0], points[-1]
    values = [None if point.per_fte is None else rounded(point.per_fte, DECIMALS) for point in points]
    return line(
        f"{whose}: children per FTE at the end of each month",
        f"{per_fte_in_words(first.per_fte)} at the end of {first.day:%B %Y}, "
        f"{per_fte_in_words(last.per_fte)} today.",
        "Month’s end",
        categories,
        [Series("Children per FTE", tuple(values))],
    )
