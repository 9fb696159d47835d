"""Allocating a child to a worker, with what is asked where the caseload gets too full."""

import datetime as dt

from caseloads.actions import stale
from caseloads.actions.holding import Wanted, check_seen, hand_over, locked, second
from caseloads.models import Allocation, Child
from caseloads.reading.candidates import Candidate, candidate_of
from caseloads.reading.policies import Policies
from caseloads.rules import recording
from core import clock
from core.errors import Refused
from core.history import Actor, action
from organisation import dated
from organisation.models import Staff

PRIMARY = Allocation.Kind.PRIMARY


class ReasonNeeded(Refused):
    """The caseload would be too full: a manager may allocate all the same, and says why."""


@action
def allocate(
    *,
    by: Actor,
    child: Child,
    staff: Staff,
    on: dt.date,
    kind: str = PRIMARY,
    reason: str = "",
    seen: str | None = None,
) -> Allocation:
    """From the day on the worker holds the child, and whoever was its primary worker does no longer.

    A second worker comes beside. It holds until the next primary allocation that is recorded. Over the
    worker's own limit, or onto the clinic's list, ReasonNeeded without a reason. Refused for somebody who is
    on leave or has left. `seen` is `holding.stamp` of the child as it was read: Conflict when somebody has
    allocated it since. The same twice changes nothing.
    """
    now, worker = locked(child), dated.locked(staff)
    in_the_way = now.allocations.filter(kind=kind).select_related("staff")
    if kind != PRIMARY:
        in_the_way = in_the_way.filter(staff=worker)
    held = in_the_way.on(on).first()
    later = in_the_way.filter(starts_on__gt=on).order_by("starts_on").first()
    wanted = Wanted(now, worker, on, later.starts_on if later else None, reason.strip())
    if held is not None and held.staff_id == worker.pk:
        return _same(held, wanted)
    check_seen(now, seen)
    former = [(on, held.ends_on)] if held else []
    barred = recording.not_begun(on, clock.today())
    if barred:
        raise Refused(barred)
    candidate = _candidate(wanted)
    if kind == PRIMARY:
        if candidate.asks_reason and not wanted.reason:
            raise ReasonNeeded(f"{candidate.why_asked} Say why.")
        new = hand_over(by=by, wanted=wanted, held=held, candidate=candidate)
    else:
        if candidate.holds:
            raise Refused(f"{worker} is the child’s primary worker: choose somebody else beside them.")
        new = second(by=by, wanted=wanted)
    spans = [(on, new.ends_on), *former]
    stale.mark(by=by, kind="allocation", spans=spans, cause="a child was allocated")
    return new


def _same(held: Allocation, wanted: Wanted) -> Allocation:
    """What is recorded already: nothing to do if it says just this, refused if it says something else."""
    if held.starts_on == wanted.on and held.ends_on == wanted.until:
        return held
    role = held.get_kind_display().lower()
    until = f" until {dated.words(held.ends_on)}" if held.ends_on else ""
    raise Refused(f"{held.staff} is the {role} already, since {dated.words(held.starts_on)}{until}.")


def _candidate(wanted: Wanted) -> Candidate:
    """The worker on the day that the allocation is judged by; refused if nobody can be allocated to them."""
    policies = Policies.read()
    judged = recording.judged_on(wanted.on, wanted.until, clock.today())
    for day in sorted({wanted.on, judged}):
        found = candidate_of(wanted.staff, wanted.child, day, policies)
        if found.bar:
            raise Refused(f"{found.bar}: choose somebody else.")
    return found
