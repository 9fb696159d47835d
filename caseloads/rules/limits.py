"""How many children somebody holds at most, as pure functions of values."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.months import minus_months

REPORTED = 20
"""From how many children, whatever the FTE, a caseload is reported where nothing else is set."""


@dataclass(frozen=True)
class Limit:
    """A limit in force on a day; see `caseloads.models.CaseloadLimit`."""

    kind: str
    children: int
    service_area: int | None = None
    team: int | None = None
    protects: str = ""
    children_at_end: int | None = None
    months: int | None = None


@dataclass(frozen=True)
class Holder:
    """What a limit depends on: where somebody works, their FTE (None where there is no record of the day),
    qualifying status, and the day they qualified."""

    team: int | None
    service_area: int | None
    fte: Decimal | None
    qualifying_status: str = ""
    qualified_on: dt.date | None = None


@dataclass(frozen=True)
class Held:
    """The limit of one holder: for a full-time worker, for their own FTE, why, and whether it protects."""

    full_time: int
    own: Decimal
    why: str
    protected: bool = False


def months_since(begun: dt.date, day: dt.date) -> int:
    """Whole months from the one day to the other: 0 until a month has passed."""
    months = (day.year - begun.year) * 12 + day.month - begun.month
    while months > 0 and minus_months(day, months) < begun:
        months -= 1
    return max(months, 0)


def tapered(limit: Limit, qualified_on: dt.date | None, day: dt.date) -> int | None:
    """Protected caseloads start at 8 and increase to 15 (performance report, November 2024).

    The limit rises evenly, in whole children, from the day of qualifying; once `months` have passed it
    protects no longer: None. Where nobody knows when somebody qualified, the start protects them.
    """
    length, end = limit.months or 0, limit.children_at_end or limit.children
    gone = months_since(qualified_on, day) if qualified_on else 0
    if gone >= length:
        return None
    return limit.children + (end - limit.children) * gone // length


def limit_of(holder: Holder, limits: Sequence[Limit], day: dt.date) -> Held | None:
    """The limit that holds for somebody on a day: their team's, else their service area's, else the general
    one; a protected caseload's where that is lower. It scales with FTE. None where no limit is set."""
    places = [limit for limit in limits if limit.kind in ("general", "place")]
    found = next(
        (
            limit
            for level in ("team", "service_area", "general")
            for limit in places
            if _is_of(limit, level, holder)
        ),
        None,
    )
    protected = [
        (children, limit)
        for limit in limits
        if limit.kind == "protected" and limit.protects == holder.qualifying_status
        if (children := tapered(limit, holder.qualified_on, day)) is not None
    ]
    children, why, guards = (found.children, _why(found), False) if found else (None, "", False)
    for guarded, limit in protected:
        if children is None or guarded < children:
            children, why, guards = guarded, f"protected, {limit.protects}", True
    if children is None:
        return None
    return Held(children, children * (holder.fte or Decimal(0)), why, guards)


def _is_of(limit: Limit, level: str, holder: Holder) -> bool:
    if level == "general":
        return limit.kind == "general"
    own = getattr(holder, level)
    return limit.kind == "place" and own is not None and getattr(limit, level) == own


def _why(limit: Limit) -> str:
    if limit.kind == "general":
        return "general"
    return "of the team" if limit.team else "of the service area"


def reported_from(limits: Sequence[Limit]) -> int:
    """From how many children a caseload is reported to the clinic worker by worker: heads, not FTE."""
    return next((limit.children for limit in limits if limit.kind == "reported"), REPORTED)


def per_fte(children: int, fte: Decimal | None) -> Decimal | None:
    """Children per 1 FTE: a worker on 0.6 FTE with 12 children counts as 20. None without an FTE."""
    return Decimal(children) / fte if fte else None


def share(children: int, held: Held | None) -> Decimal | None:
    """Of the worker's own limit, in per cent; None, never 0%, where there is no limit or no FTE."""
    return Decimal(100 * children) / held.own if held and held.own else None
