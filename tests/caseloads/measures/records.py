"""Records as plain values, as a test or hypothesis makes them up."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

Day = dt.date


@dataclass(frozen=True)
class Spell:
    """Something that holds from a day to a day, the latter left out; still, if there is none."""

    starts: Day
    ends: Day | None

    def holds(self, day: Day) -> bool:
        return self.starts <= day and (self.ends is None or day < self.ends)


@dataclass(frozen=True)
class Status(Spell):
    child: int
    status: str
    agreed_count: int | None = None
    agreed_unit: str = ""


@dataclass(frozen=True)
class Allocation(Spell):
    child: int
    staff: int
    kind: str = "primary"


@dataclass(frozen=True)
class StaffRecord(Spell):
    staff: int
    role: str
    team: int
    fte: Decimal


@dataclass(frozen=True)
class TeamRecord(Spell):
    team: int
    area: int
    statutory: bool


@dataclass(frozen=True)
class Frequency(Spell):
    status: str
    months: int


@dataclass(frozen=True)
class Visit:
    child: int
    on: Day
    seen: bool = True


@dataclass(frozen=True)
class Supervision:
    child: int
    on: Day


@dataclass
class Records:
    """All that is known."""

    teams: list[TeamRecord] = field(default_factory=list)
    staff: list[StaffRecord] = field(default_factory=list)
    statuses: list[Status] = field(default_factory=list)
    allocations: list[Allocation] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    supervisions: list[Supervision] = field(default_factory=list)
    frequencies: list[Frequency] = field(default_factory=list)
    closures: list[Day] = field(default_factory=list)
