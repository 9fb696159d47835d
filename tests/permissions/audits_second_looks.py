"""The addresses of second opinions: rules of moderation, coverage, agreement, calibration."""

import datetime as dt

from audits import actions
from tests.factories import AuditFactory, StaffFactory
from tests.permissions.row import PM, QA, Row, allow

UNIT = allow(QA)
DAY = dt.date(2023, 10, 16)


def furnish(world):
    """A rule; a session in which one's own people grade a case, and one of strangers."""
    world.more["rule"] = actions.begin_rule(
        by=world.stranger, kind="recheck", share=10, starts_on=DAY, reason="The board asked for it."
    )
    audit = AuditFactory(submitted=True, cycle=world.cycle, auditor=StaffFactory(name="Ash Elsewhere"))
    people = {"own": [world.users[PM], world.users[QA]], "other": [world.stranger]}
    for side, who in people.items():
        getattr(world, side).more["session"] = actions.make_calibration(
            by=world.stranger, title=f"Session of {side}", held_on=DAY, audits=[audit], people=who
        )


def session(side, *more):
    """The session of a side."""
    return lambda world, user: [getattr(world, side).session.pk, *more]


ROWS = [
    Row("second_look_rules", get=UNIT),
    Row("second_look_rule_new", get=UNIT),
    Row("second_look_rule", own=lambda w, u: [w.rule.pk], get=UNIT),
    Row("moderation_coverage", get=UNIT),
    Row("agreement", get=UNIT),
    Row("calibrations", get=allow(PM, QA)),
    Row("calibration_new", get=UNIT),
    Row("calibration", own=session("own"), other=session("other"), get=allow(PM, QA), get_other=UNIT),
    Row(
        "calibration_close",
        own=session("own"),
        get=allow(QA, status=405),
        post=allow(QA, status=302),
    ),
    Row("calibration_case", own=session("own", 1), other=session("other", 1), get=allow(PM, QA)),
]
