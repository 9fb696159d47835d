"""The addresses of running a month: expectations, adjustments, reminders, the chase list."""

import datetime as dt

from audits.models import Adjustment, Audit, Expectation
from core import clock
from tests.factories import AuditFactory
from tests.permissions.row import PM, QA, Row, allow

UNIT = allow(QA)
ASKERS = allow(PM, QA)


def furnish(world):
    """An expectation; on either side an audit to do, one overdue, one withdrawn, one request."""
    world.more["expectation"] = Expectation.objects.create(role="PM", audits=2, starts_on=dt.date(2023, 4, 1))
    for side in (world.own, world.other):
        where = {"cycle": world.cycle, "service_area": side.area, "team": None, "auditor": side.staff}
        owing, late = AuditFactory(**where), AuditFactory(**where, due_on=dt.date(2023, 10, 13))
        gone = AuditFactory(**where, state=Audit.State.WITHDRAWN)
        asked = Adjustment.objects.create(
            audit=owing, kind="exempt", reason="On leave.", asked_by=world.stranger, asked_at=clock.now()
        )
        side.more |= {"owing": owing, "late": late, "gone": gone, "asked": asked}


def of(side, name, *more):
    """The primary key of a side's thing."""
    return lambda world, user: [getattr(getattr(world, side), name).pk, *more]


def expectation(world, user):
    """The one expectation."""
    return [world.expectation.pk]


ROWS = [
    *(
        Row(
            "audit_adjust",
            own=of("own", "owing", kind),
            other=of("other", "owing", kind),
            get=ASKERS,
            get_other=UNIT,
            note=kind,
        )
        for kind in Adjustment.Kind.values
    ),
    Row("audit_reinstate", own=of("own", "gone"), other=of("other", "gone"), get=UNIT, get_other=UNIT),
    Row("audit_missed", own=of("own", "late"), other=of("other", "late"), get=ASKERS, get_other=UNIT),
    Row("adjustments", get=ASKERS),
    Row("adjustment", own=of("own", "asked"), other=of("other", "asked"), get=ASKERS, get_other=UNIT),
    Row(
        "adjustment_decide",
        own=of("own", "asked"),
        other=of("other", "asked"),
        get=UNIT,
        get_other=UNIT,
        post=UNIT,
    ),
    Row("expectations", get=UNIT),
    Row("expectation_new", get=UNIT),
    Row("expectation", own=expectation, get=UNIT),
    Row("expectation_change", own=expectation, get=UNIT),
    Row("expectation_end", own=expectation, get=UNIT),
    Row("cycle_auditors", own=lambda w, u: [w.cycle.month], get=UNIT),
    Row("reminders", get=UNIT),
    Row("reminder", own=lambda w, u: ["before"], get=UNIT),
    Row("chase", get=UNIT),
    Row("chase_remind", get=allow(QA, status=405), post=allow(QA, status=302)),
]
