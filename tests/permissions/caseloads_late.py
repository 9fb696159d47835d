"""The addresses of the lists that are worked down."""

from tests.permissions.row import HEAD, LEAD, PERF, PM, QA, Row, allow

READERS = allow(PM, QA, HEAD, LEAD, PERF)


def furnish(world):
    """Nothing: the children of caseloads_recording are in these lists."""


ROWS = [Row(name, get=READERS, post=READERS) for name in ("late_visits", "late_supervisions", "unallocated")]
