"""The addresses of the performance pages."""

from tests.indicators.made import MONTH, entry, figure, section
from tests.permissions.row import HEAD, LEAD, PERF, PM, QA, Row, allow

READERS = allow(PM, QA, HEAD, LEAD, PERF)
SECTION, SLUG = "board-section", "board.share"


def furnish(world):
    """A section with an indicator that has a figure."""
    entry(SLUG, section=section(SECTION))
    figure(SLUG, MONTH, 50)


ROWS = [
    Row("performance", get=READERS),
    Row("performance_grid", get=READERS),
    Row("performance_month", own=lambda w, u: [MONTH], get=READERS),
    Row("performance_places", own=lambda w, u: [MONTH, SLUG], get=READERS),
    Row("section_month", own=lambda w, u: [MONTH, SECTION], get=READERS),
]
