"""The addresses of policies and closure days: many read them, the performance team changes them."""

import datetime as dt

from caseloads.actions import policies
from tests.permissions.row import HEAD, LEAD, PERF, PM, QA, Row, allow

READERS, SETTERS = allow(PM, QA, HEAD, LEAD, PERF), allow(PERF)


def furnish(world):
    """A policy and a closure day."""
    world.more["frequency"] = policies.set_supervision_frequency(
        by=world.stranger, status="CP", months=2, starts_on=dt.date(2023, 4, 1), reason="The board decided."
    )
    world.more["closed"] = policies.add_closure_day(
        by=world.stranger, day=dt.date(2023, 12, 27), reason="Between the years"
    )


def subject(world, user):
    """Supervision of children on a plan."""
    return ["supervision", "CP"]


def period(world, user):
    """The one period of it."""
    return ["supervision", "CP", world.frequency.pk]


ROWS = [
    Row("caseload_policies", get=READERS),
    Row("caseload_policy", own=subject, get=READERS),
    Row(
        "caseload_limit_new",
        get=SETTERS,
        post=allow(PERF, status=302),
        data=lambda w, u: {"which": "general"},
    ),
    Row("caseload_policy_set", own=subject, get=SETTERS, post=SETTERS),
    Row("caseload_policy_correct", own=period, get=SETTERS, post=SETTERS),
    Row("caseload_policy_end", own=period, get=SETTERS, post=SETTERS),
    Row("closure_days", get=READERS),
    Row("closure_day_add", get=SETTERS, post=SETTERS),
    Row("closure_day_remove", own=lambda w, u: [w.closed.pk], get=SETTERS, post=SETTERS),
]
