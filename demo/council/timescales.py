"""How long ago a visit or supervision may be and still be in time, for a child as it stands on a day."""

from dataclasses import dataclass

from demo.council.children import Child, Status
from demo.council.days import back, working_days_back

VISITS = {"EH": 28, "CIN": 42, "CIN_CWD": 42, "CLA": 42}
SUPERVISION_MONTHS = {"EH": 2, "ASSESSMENT": 1, "CIN": 2, "CIN_CWD": 2, "CP": 1, "CLA": 2, "CL": 3}
CP_WORKING_DAYS = 10
STRONGEST_FIRST = ("CP", "CLA", "CIN_CWD", "CIN", "ASSESSMENT", "CL", "EH")
AGREED_MONTHS = {"3 months": 3, "6 months": 6}


@dataclass(frozen=True)
class Timescale:
    """Of one status, since the day on which it began: in so many days, months, or 10 working days."""

    status: str
    began: int
    days: int = 0
    months: int = 0
    after: bool = False

    def earliest(self, day: int) -> int:
        """The earliest day that is still in time on the day."""
        if self.months:
            return back(day, self.months) + self.after
        return day - self.days if self.days else working_days_back(day, CP_WORKING_DAYS)


def standing_on(child: Child, day: int) -> Status | None:
    """The status that matters most on the day."""
    there = [status for status in child.statuses if status.holds(day)]
    return min(there, key=lambda status: STRONGEST_FIRST.index(status.status), default=None)


def began(child: Child, status: Status) -> int:
    """When the unbroken run of the status began: rows that touch are one period."""
    starts = status.starts
    for earlier in reversed(child.statuses):
        if earlier.status == status.status and earlier.starts < starts and (earlier.ends or 0) >= starts:
            starts = earlier.starts
    return starts


def visited(child: Child, day: int) -> Timescale | None:
    """Of visits; None where none is asked for, as of children under assessment and care leavers."""
    status = standing_on(child, day)
    if status is None or status.status in ("ASSESSMENT", "CL"):
        return None
    since = began(child, status)
    if status.status == "CP":
        return Timescale("CP", since)
    if status.agreed in AGREED_MONTHS:
        return Timescale(status.status, since, months=AGREED_MONTHS[status.agreed])
    return Timescale(status.status, since, days=VISITS[status.status])


def supervised(child: Child, day: int) -> Timescale | None:
    """Of supervisions."""
    status = standing_on(child, day)
    if status is None:
        return None
    months = SUPERVISION_MONTHS[status.status]
    return Timescale(status.status, began(child, status), months=months, after=True)
