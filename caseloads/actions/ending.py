"""Ending an allocation, and taking back one that was recorded wrongly."""

import datetime as dt
from typing import Any

from caseloads.actions import stale
from caseloads.actions.holding import PRIMARY, check_seen, locked
from caseloads.models import Allocation
from caseloads.rules import recording
from core import clock
from core.errors import Refused
from core.history import Actor, action, record
from organisation import dated

REASON = "Say why."


@action
def end_allocation(
    *, by: Actor, allocation: Allocation, on: dt.date, reason: str, seen: str | None = None
) -> Allocation:
    """From the day on the worker holds the child no longer; a primary one leaves it unallocated.

    Refused when it ended before, on the day it began or earlier, and without a reason. `seen` is
    `holding.stamp` of the child as it was read. The same twice changes nothing.
    """
    child = locked(allocation.child)
    dated.locked(allocation.staff)
    now = child.allocations.select_related("staff").filter(pk=allocation.pk).first()
    if now is None:
        raise Refused("This allocation was taken back meanwhile.")
    if now.ends_on == on:
        return now
    check_seen(child, seen)
    _check(now, on, reason)
    before = now.ends_on
    ended: Allocation = dated.save(now, {"ends_on": on})
    whose, nobody = {_role(ended): ended.staff.name}, {_role(ended): "", "from": on}
    record("ended an allocation of", child, by=by, before=whose, after=nobody, reason=reason)
    verb = "ended the allocation of a child to"
    record(verb, ended.staff, by=by, before={"to": before}, after={"to": on})
    stale.mark(by=by, kind="allocation", spans=[(on, before)], cause="an allocation was ended")
    return ended


def _check(now: Allocation, on: dt.date, reason: str) -> None:
    barred = recording.not_begun(on, clock.today())
    if barred:
        raise Refused(barred)
    if on <= now.starts_on:
        raise Refused(
            f"It began on {dated.words(now.starts_on)}, so it can end on the day after that at the earliest. "
            "If it was recorded wrongly, say so instead."
        )
    if now.ends_on is not None and now.ends_on < on:
        verb = "ended" if is_over(now, clock.today()) else "ends"
        raise Refused(f"It {verb} on {dated.words(now.ends_on)}.")
    if not reason.strip():
        raise Refused(REASON)


@action
def take_back_allocation(
    *, by: Actor, allocation: Allocation, reason: str, seen: str | None = None
) -> Allocation | None:
    """Remove an allocation that was recorded wrongly, with a reason.

    A primary worker who held the child up to its first day goes on until its last: that allocation, or None.
    Taking back what is gone changes nothing.
    """
    child = locked(allocation.child)
    dated.locked(allocation.staff)
    now = child.allocations.select_related("staff").filter(pk=allocation.pk).first()
    if now is None:
        return None
    check_seen(child, seen)
    if not reason.strip():
        raise Refused(REASON)
    wrong = {_role(now): now.staff.name, **_days(now)}
    before = before_it(now)
    now.delete()
    if before is not None:
        dated.save(before, {"ends_on": now.ends_on})
        record("gave a child back to", before.staff, by=by, after=_days(now))
    again = {_role(now): before.staff.name} if before else {}
    record("took back an allocation of", child, by=by, before=wrong, after=again, reason=reason)
    record("took back the allocation of a child to", now.staff, by=by, before=_days(now))
    spans = [(now.starts_on, now.ends_on)]
    stale.mark(by=by, kind="allocation", spans=spans, cause="a wrong allocation was taken back")
    return before


def before_it(allocation: Allocation) -> Allocation | None:
    """The primary allocation that ended as this one began: it goes on if this one never was."""
    if allocation.kind != PRIMARY:
        return None
    found: Allocation | None = (
        Allocation.objects.select_related("staff")
        .filter(child=allocation.child, kind=PRIMARY, ends_on=allocation.starts_on)
        .first()
    )
    return found


def is_over(allocation: Allocation, day: dt.date) -> bool:
    """Whether it had ended by the day: all that can be put right of it is that it never was."""
    return allocation.ends_on is not None and allocation.ends_on <= day


def _role(allocation: Allocation) -> str:
    return "primary_worker" if allocation.kind == PRIMARY else "second_worker"


def _days(allocation: Allocation) -> dict[str, Any]:
    return {"from": allocation.starts_on, "to": allocation.ends_on}
