"""The addresses of the audit month."""

from audits.models import Unmerged
from core import clock
from tests.factories import AuditFactory, CycleFactory, QuestionFactory, SectionFactory
from tests.permissions.row import HEAD, LEAD, PERF, PM, QA, Row, allow

READERS = allow(PM, QA, HEAD, LEAD)
SUMMARY = allow(PM, QA, HEAD, LEAD, PERF)
UNIT = allow(QA)
AUDITOR = allow(PM)
IMPORTERS = allow(QA, PERF)
CYCLES = {**UNIT, **allow(PM, status=404)}
"""A month is run by the unit; a manager has samples of their own, so somebody else’s cycle is not there."""


def furnish(world):
    """In an open cycle, of either side: an audit to fill in with a text to merge, and a submitted one."""
    world.more["cycle"] = cycle = CycleFactory()
    QuestionFactory(section=SectionFactory(version=cycle.tool, code="child"))
    for side in (world.own, world.other):
        where = {"cycle": cycle, "service_area": side.area, "team": side.team, "auditor": side.staff}
        audit = AuditFactory(**where)
        text = Unmerged.objects.create(
            audit=audit, field="rationale", value="Other words", tab="t",
            saved_by=world.stranger, saved_at=clock.now(),
        )  # fmt: skip
        side.more |= {"audit": audit, "text": text, "done": AuditFactory(submitted=True, **where)}


def to_do(side, *more):
    """The audit to fill in of a side."""
    return lambda world, user: [getattr(world, side).audit.pk, *more]


def done(side):
    """The submitted audit of a side."""
    return lambda world, user: [getattr(world, side).done.pk]


def month(*more):
    """The cycle's month."""
    return lambda world, user: [world.cycle.month, *more]


ROWS = [
    Row("audits", get=READERS),
    Row("audit", own=done("own"), other=done("other"), get=READERS, get_other=UNIT),
    Row("audit", note="to-do", own=to_do("own"), other=to_do("other"), get=READERS, get_other=UNIT),
    Row("audit_start", own=to_do("own"), other=to_do("other"), get=AUDITOR),
    Row("audit_write", own=to_do("own", "all"), other=to_do("other", "all"), get=AUDITOR),
    Row("audit_check", own=to_do("own"), other=to_do("other"), get=AUDITOR),
    Row(
        "audit_choose",
        own=lambda w, u: [w.own.audit.pk, w.own.text.pk],
        other=lambda w, u: [w.other.audit.pk, w.other.text.pk],
        get=allow(PM, status=405),
        get_other=allow(PM, status=405),
        post=allow(PM, status=302),
        post_other=allow(PM, status=404),
    ),
    Row("audit_moderate", own=done("own"), other=done("other"), get=UNIT, get_other=UNIT),
    Row("moderation_queue", get=UNIT),
    Row("cycles", get=UNIT),
    Row("cycle_new", get=UNIT),
    Row("cycle", own=month(), get=CYCLES),
    Row("cycle_revise", own=month(), get=CYCLES),
    Row("cycle_allocate", own=month(), get=CYCLES),
    Row(
        "cycle_move",
        own=month("close"),
        get=allow(QA, PM, status=405),
        post={QA: 302, PM: 404},
    ),
    Row("summary_latest", get=SUMMARY),
    Row("summary_choose", get=allow(*SUMMARY, status=404)),
    Row("summary", own=month(), get=SUMMARY),
    Row("tools", get=IMPORTERS),
    Row("tool_import", get=IMPORTERS),
    Row("tool_version", own=lambda w, u: [w.cycle.tool.pk], get=IMPORTERS),
]
