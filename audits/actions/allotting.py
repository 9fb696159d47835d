"""The audits of drawn cases: made where nothing bars them, each with its history."""

from collections.abc import Collection, Sequence
from typing import Any

from audits.models import Audit, Cycle, FrameCase
from audits.rules.sample import Auditor, Case
from audits.sampling import drawing
from core.errors import Refused
from core.history import Actor, action, record
from organisation.models import Staff


@action
def allot(*, by: Actor, cycle: Cycle, cases: Sequence[FrameCase], but: Collection[int] = ()) -> list[Audit]:
    """An audit for each case; `but` are audits that bar nothing. Refused if a bar has come up since."""
    check_bars(cycle, cases, but)
    made = []
    for case in cases:
        where: dict[str, Any] = {"service_area": case.service_area, "team_id": case.team_id}
        audit = Audit.objects.create(
            cycle=cycle, tool_id=cycle.tool_id, case_ref=case.case_ref, auditor=_auditor(case), **where
        )
        after = {"auditor": str(case.auditor), "service_area": str(case.service_area)}
        record("allocated", audit, by=by, after=after)
        case.audit = audit
        case.save(update_fields=["audit"])
        made.append(audit)
    return made


def _auditor(case: FrameCase) -> Staff:
    """A drawn case has one; the database says so, too."""
    if case.auditor is None:
        raise Refused("This case is not drawn, so there is nobody to allocate it to.")
    return case.auditor


def check_bars(cycle: Cycle, cases: Sequence[FrameCase], but: Collection[int] = ()) -> None:
    """Refused, with the case's place in the list and why, where today's records bar one of the cases."""
    since, earlier = drawing.first_day(cycle), drawing.earlier_audits(cycle, but)
    people = {case.auditor_id: 0 for case in cases if case.auditor_id is not None}
    auditors: dict[int, Auditor] = {each.key: each for each in drawing.barred(people)}
    for case in cases:
        before = earlier.get(case.case_ref)
        why = before.bars(since) if before else ""
        held = Case(case.position, case.case_ref, case.service_area_id, case.team_id)
        if not why and case.auditor_id is not None and not auditors[case.auditor_id].may_take(held):
            why = f"{case.auditor} was in its team within 12 months or leads its service area."
        if why:
            raise Refused(f"{case.case_ref} can’t be allocated. {why} Swap it first.")
