"""What a draw of cases is given and what it answers. Pure values."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

APART_MONTHS = 12
"""No child's file is audited twice within so many months."""

DRAWN, NOT_DRAWN, LEFT_OUT = "drawn", "not_drawn", "left_out"
NO_TEAM = "Its team is not known, so nobody can say who may not audit it."
NO_AUDITOR = "Nobody may audit it: each auditor was in its team within 12 months or leads its service area."


@dataclass(frozen=True)
class Case:
    """A case of the frame: its place in the list, its reference, where it is held (by primary key)."""

    position: int
    case_ref: str
    area: int | None
    team: int | None


@dataclass(frozen=True)
class Auditor:
    """Somebody who audits: how many they may take, and the teams and service areas barred to them.

    A room below 0 is of who has more than is expected already: they come last where all get more.
    """

    key: int
    room: int
    teams: frozenset[int] = frozenset()
    areas: frozenset[int] = frozenset()

    def may_take(self, case: Case) -> bool:
        """Never by who was in the case's team within 12 months, or leads its service area."""
        return case.team not in self.teams and case.area not in self.areas


@dataclass(frozen=True)
class Earlier:
    """Another audit of the same child: when it was done, or by when it is to be, and how it stands."""

    day: dt.date
    how: str = "done"

    def bars(self, since: dt.date) -> str:
        """Why the child is left out, in words; blank if the audit was long enough ago."""
        day = f"{self.day:%-d %B %Y}"
        if self.how == "to_do":
            return f"This child is to be audited already, by {day}."
        if self.how == "excused":
            return "The audit of this child was exempted or withdrawn in this cycle."
        late = f"This child was audited on {day}, within {APART_MONTHS} months."
        return late if self.day >= since else ""


@dataclass(frozen=True)
class Wanted:
    """What is asked of a draw: a total in proportion, or (total None) numbers by service area.

    `since` is the first day on which an audit of the same child bars it.
    """

    since: dt.date
    total: int | None = None
    numbers: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Placed:
    """A case and what became of it. `rank` is its place in its team's random order."""

    case: Case
    outcome: str
    why: str = ""
    rank: int | None = None
    auditor: int | None = None


@dataclass(frozen=True)
class Stratum:
    """A team's part: its cases in the list, those that could be drawn, how many were wanted, and were drawn.

    A service area of which none is in the list has no team.
    """

    area: int
    team: int | None
    listed: int
    able: int
    wanted: int
    drawn: int


@dataclass(frozen=True)
class Sample:
    """What was drawn: every case of the frame in its order, the strata, a digest of the cases' outcomes."""

    cases: tuple[Placed, ...]
    strata: tuple[Stratum, ...]
    digest: str


def digest(cases: Sequence[Placed]) -> str:
    """What stands for the outcome: equal for equal outcomes."""
    said = [[p.case.position, p.case.case_ref, p.outcome, p.why, p.rank, p.auditor] for p in cases]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
