"""How many children each worker holds at the end of a month: uneven, as caseloads are."""

import math
from dataclasses import dataclass
from random import Random

from demo.council.asked import Asked
from demo.council.people import Stint, Worker, rows

CLINIC = "caseloads_2023-07.csv"
JULY_2023 = "2023-07"
MOST = 19
"""Whoever is not among those with 20 or more."""
FULL = {"SW": 17.0, "NQSW": 15.0, "ASYE": 9.0, "": 15.0}
LEFT_BEHIND = {"W041": 2, "W125": 1, "W148": 2}
"""Children whom nobody took over when these left: what an alarm is for."""
PRESSED = {"W023": 3.4, "W214": 1.8, "W228": 1.5, "W229": 1.2}
"""How much more than others of their standing some hold whose caseloads are protected."""
ON_LEAVE = 3
LIKE_LAST_MONTH = 0.75
"""How much a caseload goes by last month's; the rest by what its worker usually holds."""


def published() -> dict[str, int]:
    """The clinic's caseloads of 31 July 2023."""
    return {row["worker"]: int(row["allocations"]) for row in rows(CLINIC)}


@dataclass(frozen=True)
class Share:
    """What a pool's workers hold together: so many children, and so many workers with 20 or more."""

    total: int
    at_20: int


class Loads:
    """Says who holds how many; who usually holds many does so every month."""

    def __init__(self, workers: dict[str, Worker], seed: int) -> None:
        random = Random(seed)  # noqa: S311
        self.workers = workers
        self.clinic = published()
        usual = {staff_id: random.uniform(0.75, 1.25) * PRESSED.get(staff_id, 1) for staff_id in workers}
        self.usual = {
            staff_id: self.clinic[staff_id] * PRESSED.get(staff_id, 1) / FULL["SW"]
            if staff_id in self.clinic
            else usual[staff_id]
            for staff_id in workers
        }
        self.last: dict[str, int] = {}

    def of(self, pools: set[str], share: Share, month: Asked) -> dict[str, int]:
        """The caseloads of all of the pools' workers who are there on the month's last day."""
        found = self._of(pools, share, month)
        self.last.update(found)
        return found

    def _of(self, pools: set[str], share: Share, month: Asked) -> dict[str, int]:
        there = {
            staff_id: stint
            for staff_id, worker in self.workers.items()
            if worker.pool in pools and (stint := worker.on(month.last))
        }
        if pools == {"BIT", "SWF"} and f"{month.month:%Y-%m}" == JULY_2023:
            return {staff_id: self.clinic[staff_id] for staff_id in there}
        on_leave = {staff_id: ON_LEAVE for staff_id, stint in there.items() if not stint.fte}
        weights = {
            staff_id: self._weight(staff_id, stint, month.last)
            for staff_id, stint in there.items()
            if staff_id not in on_leave
        }
        fullest = self._fullest(weights, there, share.at_20, month)
        rest = {staff_id: weight for staff_id, weight in weights.items() if staff_id not in fullest}
        left = share.total - sum(fullest.values()) - sum(on_leave.values())
        return {**fullest, **_divided(left, rest), **on_leave}

    def _weight(self, staff_id: str, stint: Stint, day: int) -> float:
        worker = self.workers[staff_id]
        begun, ends = day - worker.joined, worker.left - day
        lately = 0.4 if begun < 30 else 0.75 if begun < 75 else 1.0
        soon = 0.6 if ends < 35 else 1.0
        weight = self.usual[staff_id] * FULL[stint.qualifying] * stint.fte * lately * soon
        held = self.last.get(staff_id)
        if held is None or lately * soon < 1:
            return weight
        return LIKE_LAST_MONTH * held + (1 - LIKE_LAST_MONTH) * weight

    def _fullest(
        self, weights: dict[str, float], there: dict[str, Stint], count: int, month: Asked
    ) -> dict[str, int]:
        """Those with 20 or more: of the full-timers, who usually hold most."""
        able = [
            staff_id
            for staff_id in weights
            if there[staff_id].fte == 1 and there[staff_id].qualifying != "ASYE"
            if month.last - self.workers[staff_id].joined > 75
        ]
        able.sort(key=lambda staff_id: -weights[staff_id])
        spread = _spread(count, month.said["average_at_20"] - 20)
        return dict(zip(able[:count], spread, strict=True))


def _spread(count: int, over: float) -> list[int]:
    """Caseloads of 20 and more, the greatest first, so much over 20 on average: many just over, few far."""
    total = round(count * over)
    places = [1 - (place + 0.5) / count for place in range(count)]
    raw = [over * (place + 1.5 * place * place) for place in places]  # of this the mean is `over`
    found = [math.floor(value) for value in raw]
    place = 0
    while sum(found) < total:
        found[place % count] += 1
        place += 1
    return sorted((20 + value for value in found), reverse=True)


def _divided(total: int, weights: dict[str, float]) -> dict[str, int]:
    """A total over workers by weight, each with at least 1 and at most 19."""
    if not len(weights) <= total <= MOST * len(weights):
        raise ValueError(f"{total} children do not go into {len(weights)} caseloads of at most {MOST}.")
    low, high = 0.0, 1000.0
    for _ in range(60):
        factor = (low + high) / 2
        if sum(_capped(weight * factor) for weight in weights.values()) <= total:
            low = factor
        else:
            high = factor
    found = {staff_id: math.floor(_capped(weight * low)) for staff_id, weight in weights.items()}
    short = sorted(weights, key=lambda staff_id: found[staff_id] - _capped(weights[staff_id] * low))
    place = 0
    while sum(found.values()) < total:
        staff_id = short[place % len(short)]
        found[staff_id] += found[staff_id] < MOST
        place += 1
    return found


def _capped(value: float) -> float:
    return min(max(value, 1.0), float(MOST))
