"""The dated policies: set from a day, ended on a day, put right; each with its reason.

What held on the day ends there and stays on record; what was planned for later stays and bounds the new
one. On the very day on which one began it is put right instead. Months of which figures follow a policy are
computed again: those of supervisions, and of closure days. The clocks of visits are in their measures'
names, and limits touch no measure.

Where something is set, `seen` is `telling.stamp_of` what held and was planned about the same as the
person read it: Conflict, with all of it as it is now, when somebody changed it since.
"""

import datetime as dt
from typing import Any

from caseloads.actions.stale import mark
from caseloads.models import CaseloadLimit, ClosureDay, SupervisionFrequency, VisitFrequency
from core.errors import Refused
from core.history import Actor, action, record
from core.working_days import WorkingDays
from organisation import dated, succession
from organisation.models import ServiceArea, Team
from organisation.succession import Done, Wish

Policy = SupervisionFrequency | VisitFrequency | CaseloadLimit
ONE_DAY = dt.timedelta(days=1)


@action
def set_supervision_frequency(
    *,
    by: Actor,
    status: str,
    months: int,
    starts_on: dt.date,
    reason: str,
    ends_on: dt.date | None = None,
    seen: str | None = None,
) -> SupervisionFrequency:
    """From the day on, children of the status are discussed in supervision at least every so many months."""
    about, values = {"status": status}, {"months": months}
    found: SupervisionFrequency = _put(
        Wish(SupervisionFrequency, about, values, starts_on, ends_on, reason, by, seen)
    )
    return found


@action
def set_visit_frequency(
    *,
    by: Actor,
    status: str,
    count: int,
    unit: str,
    as_agreed: bool,
    starts_on: dt.date,
    reason: str,
    ends_on: dt.date | None = None,
    seen: str | None = None,
) -> VisitFrequency:
    """From the day on, children of the status are visited at least so often, or as agreed for the child."""
    about, values = {"status": status}, {"count": count, "unit": unit, "as_agreed": as_agreed}
    found: VisitFrequency = _put(Wish(VisitFrequency, about, values, starts_on, ends_on, reason, by, seen))
    return found


@action
def set_limit(
    *,
    by: Actor,
    kind: str,
    children: int,
    starts_on: dt.date,
    reason: str,
    ends_on: dt.date | None = None,
    service_area: ServiceArea | None = None,
    team: Team | None = None,
    protects: str = "",
    children_at_end: int | None = None,
    months: int | None = None,
    seen: str | None = None,
) -> CaseloadLimit:
    """From the day on, somebody who works full time holds at most so many children.

    Refused where it says what a limit of its kind does not have, such as a team for a general one.
    """
    about = {"kind": kind, "service_area": service_area, "team": team, "protects": protects}
    values = {"children": children, "children_at_end": children_at_end, "months": months}
    _check_taper(values)
    found: CaseloadLimit = _put(Wish(CaseloadLimit, about, values, starts_on, ends_on, reason, by, seen))
    return found


@action
def end_policy(*, by: Actor, policy: Policy, on: dt.date, reason: str, seen: str | None = None) -> None:
    """The policy holds no more from the day on; one that was to begin only then is taken back whole.

    Refused where it ends earlier as it is, and where it has begun and the day is not after its beginning.
    `seen` is its stamp as the person read it: Conflict when somebody changed it since.
    """
    _follow(by, succession.end(policy, by=by, on=on, reason=reason, seen=seen))


@action
def correct_policy(
    *,
    by: Actor,
    policy: Policy,
    values: dict[str, Any],
    starts_on: dt.date,
    reason: str,
    ends_on: dt.date | None = None,
    seen: str | None = None,
) -> None:
    """Put right what a policy says, or from when to when, as it should have been recorded all along.

    `values` are those that the model's `SAYS` names. Refused where another policy about the same holds on
    some of the days. `seen` is its stamp as the person read it: Conflict when somebody changed it since.
    """
    _check_taper(values)
    told: dict[str, Any] = {"values": values, "starts_on": starts_on, "ends_on": ends_on, "reason": reason}
    _follow(by, succession.correct(policy, by=by, seen=seen, **told))


@action
def add_closure_day(*, by: Actor, day: dt.date, reason: str) -> ClosureDay:
    """The council is closed on the day: it is no working day. Refused where it is none anyhow."""
    there = ClosureDay.objects.filter(day=day).first()
    if there is not None:
        return there
    succession.check_reason(reason)
    if not WorkingDays().is_working(day):
        raise Refused(f"{day:%A} {dated.words(day)} is not a working day as it is.")
    new: ClosureDay = dated.save(ClosureDay(day=day), {"reason": reason})
    record("added", new, by=by, after={"day": dated.words(day)}, reason=reason)
    mark(by=by, kind="policy", spans=[(day, day + ONE_DAY)], cause="a closure day was added")
    return new


@action
def remove_closure_day(*, by: Actor, closure_day: ClosureDay, reason: str) -> None:
    """The council is not closed on the day after all."""
    now = ClosureDay.objects.select_for_update().filter(pk=closure_day.pk).first()
    if now is None:
        return
    succession.check_reason(reason)
    record("removed", now, by=by, before={"day": dated.words(now.day)}, reason=reason)
    now.delete()
    mark(by=by, kind="policy", spans=[(now.day, now.day + ONE_DAY)], cause="a closure day was removed")


def _put(wish: Wish) -> Any:
    done = succession.put(wish)
    _follow(wish.by, done)
    return done.record


def _follow(by: Actor, done: Done) -> None:
    """The figures of the months that the policy held, or holds now, are to be computed again."""
    if done.spans and isinstance(done.record, SupervisionFrequency):
        mark(by=by, kind="policy", spans=done.spans, cause="a supervision frequency was changed")


def _check_taper(values: dict[str, Any]) -> None:
    end = values.get("children_at_end")
    if end is not None and end < values["children"]:
        raise Refused("The limit at the end must be as high as the one at the start, or higher.")
