"""The audits' children: each audited case is a child of the council, held in the audit's team at the time.

The audit says whether visit and supervision were in timescale. The records agree with most audits; with about
one in eight they don't, which is what the comparison of the two is there to find.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from random import Random

from core import months
from demo.council.children import Child, Council
from demo.council.days import LAST, last_of, ordinal
from demo.council.people import FILES, Worker, rows
from demo.council.timescales import Timescale, standing_on, supervised, visited

CASE_HOLDING = ("BIT", "SWF", "CWD", "PTC", "YPS", "C&FF")
DISAGREE = 8
"""The records say otherwise than one audit in so many."""
CLOSED = 10
SAYS = {"yes": True, "no": False}


@dataclass(frozen=True)
class Audited:
    """An audit of a child: its day, and whether the records shall say that each was in time on that day."""

    day: int
    visit: bool | None
    supervision: bool | None


@dataclass
class Match:
    """An audit that seeks its child."""

    ref: str
    team: str
    month: dt.date
    day: int
    visit: bool | None
    supervision: bool | None

    @property
    def at_end(self) -> int:
        """The month's last day."""
        return last_of(self.month)


def match(council: Council, workers: dict[str, Worker], seed: int) -> dict[int, Audited]:
    """Name the audits' children by the audits' case references; the audit of each, by the child's number."""
    random = Random(seed)  # noqa: S311
    found: dict[int, Audited] = {}
    teams: dict[tuple[dt.date, str], list[Child]] = {}
    for place, audit in enumerate(_audits(), start=1):
        if (audit.month, audit.team) not in teams:
            teams.update(_teams(council, workers, audit.month))
        there = [c for c in teams.get((audit.month, audit.team), []) if not c.ref]
        there = [c for c in there if _of_team(c, workers, audit.team, audit.day)]
        random.shuffle(there)
        said = _contradicted(audit, random) if place % DISAGREE == 0 else audit
        child = min(there, key=lambda child: _misfit(child, said))
        child.ref = audit.ref
        found[child.number] = Audited(audit.day, said.visit, said.supervision)
    return found


def _audits() -> list[Match]:
    """All audits of case-holding areas, in a fixed order."""
    found = []
    for file in sorted(FILES.glob("audits-*.csv")):
        for row in rows(file.name):
            if row["service_area"] in CASE_HOLDING and row["team"]:
                month = months.parse(row["cycle"])
                day = min(ordinal(row["completed_on"]) or last_of(month), LAST)
                found.append(
                    Match(
                        row["case_ref"],
                        row["team"],
                        month,
                        day,
                        SAYS.get(row["visit"]),
                        SAYS.get(row["supervision"]),
                    )
                )
    return sorted(found, key=lambda audit: (audit.month, audit.team, audit.ref))


def _teams(
    council: Council, workers: dict[str, Worker], month: dt.date
) -> dict[tuple[dt.date, str], list[Child]]:
    """Who was held in each team at the month's end."""
    found: dict[tuple[dt.date, str], list[Child]] = defaultdict(list)
    last = last_of(month)
    for child in council.children:
        if (staff_id := child.held_on(last)) and (stint := workers[staff_id].on(last)):
            found[month, stint.team].append(child)
    return found


def _of_team(child: Child, workers: dict[str, Worker], team: str, day: int) -> bool:
    """Whether somebody of the team held the child on the day and a fortnight before."""
    for each in (day, day - 14):
        staff_id = child.held_on(each)
        stint = workers[staff_id].on(each) if staff_id else None
        if stint is None or stint.team != team:
            return False
    return True


def _contradicted(audit: Match, random: Random) -> Match:
    """The audit with one of its answers the other way round: the visit's, or else the supervision's."""
    answers = [name for name in ("visit", "visit", "supervision") if getattr(audit, name) is not None]
    if not answers:
        return audit
    name = random.choice(answers)
    return Match(**{**vars(audit), name: not getattr(audit, name)})


def _misfit(child: Child, audit: Match) -> int:
    """How badly the child suits: closed, nothing to compare the answer with, or too new to be late."""
    total = 0 if standing_on(child, audit.day) else CLOSED
    for said, timescale in (
        (audit.visit, visited(child, audit.day)),
        (audit.supervision, supervised(child, audit.day)),
    ):
        if said is not None:
            total += _unsuited(said, timescale, audit.day)
    return total


def _unsuited(said: bool, timescale: Timescale | None, day: int) -> int:
    if timescale is None:
        return 2
    if said:
        return 0 if timescale.began < day - 3 else 3
    return 0 if timescale.began < timescale.earliest(day) - 8 else 3
