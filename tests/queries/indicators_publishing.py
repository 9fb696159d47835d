"""How often the published workbook asks the database."""

from tests.indicators.made import MONTH, entry, series
from tests.permissions.row import PERF
from tests.queries.page import Page


def listed(world, numbers):
    """As many indicators with a figure."""
    for number in numbers:
        series(entry(f"workbook.{number}", position=number).indicator.slug, [number])


PAGES = [
    Page("performance_workbook", PERF, 11, listed, args=lambda world: [MONTH]),
    Page(
        "performance_workbook",
        PERF,
        11,
        listed,
        args=lambda world: [MONTH],
        query={"format": "csv"},
        note="csv",
    ),
]
