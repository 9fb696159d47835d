"""The address of the published workbook."""

from tests.indicators.made import MONTH
from tests.permissions.row import HEAD, LEAD, PERF, PM, QA, Row, allow


def furnish(world):
    """Nothing: a month without figures is a workbook, too."""


ROWS = [Row("performance_workbook", own=lambda w, u: [MONTH], get=allow(PM, QA, HEAD, LEAD, PERF))]
