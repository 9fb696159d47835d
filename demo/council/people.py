"""Who may hold children, from the demo's staff and teams: each in a pool that children move in and out of."""

import csv
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from demo.council.days import ordinal

FILES = Path(__file__).parents[1]
SOCIAL_WORKERS = {"BIT": "BIT", "SWF": "SWF", "CWD": "CWD", "PTC": "PTC", "YPS": "YPS"}
PRACTITIONERS = {"BIT": "FP", "SWF": "FP", "CWD": "CWD_FP", "YPS": "YPS_FP", "C&FF": "CFF"}
HOLD_BY_SOCIAL_WORKERS = frozenset(SOCIAL_WORKERS.values())
FOREVER = 10**7


@dataclass(frozen=True)
class Stint:
    """Where and how somebody works from a day to a day."""

    starts: int
    ends: int
    role: str
    qualifying: str
    team: str
    area: str
    fte: float


@dataclass
class Worker:
    """A member of staff who may hold children; `pool` is the kind of children they hold."""

    staff_id: str
    stints: list[Stint] = field(default_factory=list)
    pool: str = ""

    @property
    def joined(self) -> int:
        """The first day of all."""
        return self.stints[0].starts

    @property
    def left(self) -> int:
        """The day after the last one of all."""
        return self.stints[-1].ends

    def on(self, day: int) -> Stint | None:
        """Their record of the day, if there is one."""
        place = bisect_right([stint.starts for stint in self.stints], day) - 1
        return self.stints[place] if place >= 0 and day < self.stints[place].ends else None


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of the demo's files."""
    with (FILES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def holders() -> dict[str, Worker]:
    """Everyone who ever works where children are held, by staff id, in the order of the file."""
    areas = {row["team"]: row["service_area"] for row in rows("teams.csv")}
    found: dict[str, Worker] = {}
    for row in rows("staff.csv"):
        if row["role"] in ("SW", "PA", "FP"):
            worker = found.setdefault(row["staff_id"], Worker(row["staff_id"]))
            worker.stints.append(_stint(row, areas[row["team"]]))
    for worker in found.values():
        worker.stints.sort(key=lambda stint: stint.starts)
        worker.pool = _pool(worker.stints)
    return {staff_id: worker for staff_id, worker in found.items() if worker.pool}


def _stint(row: dict[str, str], area: str) -> Stint:
    starts, ends = ordinal(row["from"]), ordinal(row["to"])
    return Stint(
        starts or 1,
        ends or FOREVER,
        row["role"],
        row["qualifying_status"],
        row["team"],
        area,
        float(row["fte"]),
    )


def _pool(stints: Iterable[Stint]) -> str:
    """A practitioner who ever works in BIT or SWF holds children in need, before that from C&FF too."""
    last = list(stints)[-1]
    if last.role == "PA":
        return "PA" if last.area == "PTC" else ""
    return (SOCIAL_WORKERS if last.role == "SW" else PRACTITIONERS).get(last.area, "")
