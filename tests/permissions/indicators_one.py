"""The page of one indicator: many read it, the performance team sets step changes."""

import datetime as dt

from indicators.actions.steps import set_step_change
from tests.indicators.made import entry, series
from tests.permissions.row import HEAD, LEAD, PERF, PM, QA, Row, allow

READERS, SETTERS = allow(PM, QA, HEAD, LEAD, PERF), allow(PERF)
SLUG = "one.referrals"
JUNE = dt.date(2023, 6, 1)


def furnish(world):
    """An indicator with figures and a step change."""
    indicator = entry(SLUG).indicator
    series(SLUG, [300, 290, 310])
    reason = "A new front door"
    world.more["step"] = set_step_change(by=world.stranger, indicator=indicator, month=JUNE, reason=reason)


ROWS = [
    Row("performance_indicator", own=lambda w, u: [SLUG], get=READERS),
    Row("step_change_set", own=lambda w, u: [SLUG], get=SETTERS, post=SETTERS),
    Row("step_change_remove", own=lambda w, u: [SLUG, w.step.pk], get=SETTERS, post=SETTERS),
]
