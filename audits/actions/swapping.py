"""One case of a draw is swapped for the next, or goes to another auditor; the record keeps both, and why."""

from collections.abc import Collection

from audits.actions.allotting import allot, check_bars
from audits.actions.stale import mark_cycle
from audits.models import Audit, Cycle, Draw, FrameCase
from audits.rules.sample import Case
from audits.sampling import drawing
from core.errors import Conflict, Refused
from core.history import Actor, action, record
from organisation.models import Staff

LONGEST_REASON = 200


@action
def swap_case(*, by: Actor, case: FrameCase, reason: str, seen: int) -> FrameCase:
    """The next case in the team's random order takes the place of one that was drawn.

    Where its team has none left, the next of another team in its service area. The auditor stays. An audit
    that was allocated is withdrawn, only while it is to do, and another is allocated. Swapping twice
    answers the case that took the place.
    """
    cycle, draw, old = _locked(case)
    after = draw.cases.filter(instead_of=old).first()
    if old.outcome == FrameCase.Outcome.SWAPPED_OUT and after is not None:
        return after
    _check(draw, old, reason, seen)
    _withdraw(by, old, reason)
    new = _next(cycle, draw, old)
    new.outcome, new.auditor, new.instead_of = FrameCase.Outcome.DRAWN, old.auditor, old
    new.save(update_fields=["outcome", "auditor", "instead_of"])
    old.outcome, old.why = FrameCase.Outcome.SWAPPED_OUT, f"Swapped out: {reason.strip()}"
    old.save(update_fields=["outcome", "why"])
    _settle(by, cycle, draw, new)
    places = {"place_in_the_list": old.position}, {"place_in_the_list": new.position}
    record("swapped a case of", draw, by=by, before=places[0], after=places[1], reason=reason)
    return new


@action
def give_case(*, by: Actor, case: FrameCase, auditor: Staff, reason: str, seen: int) -> FrameCase:
    """A drawn case goes to another auditor. To whom it is given already, nothing changes."""
    cycle, draw, now = _locked(case)
    if now.auditor_id == auditor.pk and now.outcome == FrameCase.Outcome.DRAWN:
        return now
    _check(draw, now, reason, seen)
    before = now.auditor
    if draw.cycle.audits.filter(case_ref=now.case_ref, auditor=auditor).exists():
        raise Refused(f"{auditor} had an audit of this case in this cycle already. Choose somebody else.")
    _withdraw(by, now, reason)
    now.auditor = auditor
    left = _left(cycle, now)
    check_bars(cycle, [now], left)
    now.why = f"Given to {auditor} instead of {before}: {reason.strip()}"[:300]
    now.save(update_fields=["auditor", "why"])
    _settle(by, cycle, draw, now, left)
    who = {"auditor": str(before)}, {"auditor": str(auditor)}
    record("gave a case to somebody else in", draw, by=by, before=who[0], after=who[1], reason=reason)
    return now


def _locked(case: FrameCase) -> tuple[Cycle, Draw, FrameCase]:
    cycle: Cycle = Cycle.objects.select_for_update().get(draws__cases=case.pk)
    draw: Draw = Draw.objects.select_for_update().get(pk=case.draw_id)
    draw.cycle = cycle
    now: FrameCase = FrameCase.objects.select_related("auditor", "service_area", "audit").get(pk=case.pk)
    return cycle, draw, now


def _check(draw: Draw, case: FrameCase, reason: str, seen: int) -> None:
    if draw.state == Draw.State.DROPPED or draw.cycle.state == Cycle.State.CLOSED:
        raise Refused("This draw was dropped or its cycle is closed, so nothing of it is changed any more.")
    if case.outcome != FrameCase.Outcome.DRAWN:
        raise Refused("Only a case that is drawn is swapped.")
    if not reason.strip() or len(reason.strip()) > LONGEST_REASON:
        raise Refused(f"Enter the reason, in {LONGEST_REASON} characters or fewer.")
    if draw.version != seen:
        raise Conflict(draw, "Somebody else changed this draw while you were looking at it.")


def _withdraw(by: Actor, case: FrameCase, reason: str) -> None:
    """Withdraw the case's audit, if it has one yet."""
    if case.audit_id is None:
        return
    audit: Audit = Audit.objects.select_for_update().get(pk=case.audit_id)
    if audit.state != Audit.State.ALLOCATED:
        state = audit.get_state_display().lower()
        raise Refused(f"Its audit is {state}. Only a case whose audit is still to do can be swapped.")
    before = {"state": audit.get_state_display()}
    audit.state, audit.version = Audit.State.WITHDRAWN, audit.version + 1
    audit.save(update_fields=["state", "version"])
    after = {"state": audit.get_state_display()}
    record("withdrew", audit, by=by, before=before, after=after, reason=reason)


def _left(cycle: Cycle, case: FrameCase) -> list[int]:
    """The withdrawn audits of the case in this cycle: they bar it from nobody but whose they were."""
    withdrawn = cycle.audits.filter(case_ref=case.case_ref, state=Audit.State.WITHDRAWN)
    return list(withdrawn.values_list("pk", flat=True))


def _next(cycle: Cycle, draw: Draw, old: FrameCase) -> FrameCase:
    """The next case that nothing bars: of the same team, else of the service area."""
    since, earlier = drawing.first_day(cycle), drawing.earlier_audits(cycle)
    [auditor] = drawing.barred({old.auditor_id or 0: 0})
    left = draw.cases.filter(outcome=FrameCase.Outcome.NOT_DRAWN, service_area=old.service_area_id)
    for case in sorted(left, key=lambda each: (each.team_id != old.team_id, each.rank or 0, each.position)):
        before = earlier.get(case.case_ref)
        held = Case(case.position, case.case_ref, case.service_area_id, case.team_id)
        if not (before and before.bars(since)) and auditor.may_take(held):
            return case
    raise Refused(
        f"There is no other case of {old.service_area} in this draw that {old.auditor} may audit. "
        "Give the case to another auditor, or draw again."
    )


def _settle(by: Actor, cycle: Cycle, draw: Draw, case: FrameCase, but: Collection[int] = ()) -> None:
    """Where the draw is allocated, so is the case. The draw is another version of itself."""
    draw.version += 1
    draw.save(update_fields=["version"])
    if draw.state == Draw.State.TAKEN:
        allot(by=by, cycle=cycle, cases=[case], but=but)
        mark_cycle(by=by, cycle=cycle, cause="a case was swapped")
