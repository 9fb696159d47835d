"""Who holds whom: at each month's end every worker has as many children as they are to have."""

from collections import defaultdict

from demo.council.asked import Asked
from demo.council.children import CLOSING, GONE, Child, Council
from demo.council.days import working
from demo.council.loads import LEFT_BEHIND, Loads
from demo.council.moves import WAITING_FOR_EARLY_HELP
from demo.council.people import Worker
from demo.council.pools import GROUPS, fill, share

YEAR = 365


class Holding:
    """Gives each child a worker at a month's end, and moves children between workers during it."""

    def __init__(self, council: Council, workers: dict[str, Worker], loads: Loads) -> None:
        self.council, self.workers, self.loads = council, workers, loads
        self.random = council.random

    def settle(self, month: Asked) -> None:
        """Let go of those closed, leave a few waiting, and have every pool filled and divided as asked."""
        self.month = month
        self.days = working(month.before + 1, month.last)
        self._release()
        self.council.forget()
        left_behind = self._left_behind()
        waiting = self._waiting()
        children = [
            child
            for child in self.council.present
            if child.number not in waiting and child.number not in left_behind
        ]
        now = {child.number: self._pool(child) for child in children}
        for pools, group in GROUPS:
            children = self._group(pools, group, children, now)
        if children:
            raise ValueError(f"{len(children)} children are in no pool in {month.month:%Y-%m}.")

    def _group(self, pools: set[str], group: str, children: list[Child], now: dict[int, str]) -> list[Child]:
        """Give the group its children; those who are left are for the groups after it."""
        left = sum(len(fill(pool, None, children, now, self.month)) for pool in pools)
        caseloads = self.loads.of(pools, share(group, self.month, left), self.month)
        taken: set[int] = set()
        for pool in sorted(pools):
            own = {w: n for w, n in caseloads.items() if self.workers[w].pool == pool}
            free = [child for child in children if child.number not in taken]
            chosen = fill(pool, sum(own.values()), free, now, self.month)
            self._divide(chosen, own)
            taken |= {child.number for child in chosen}
        return [child for child in children if child.number not in taken]

    def _release(self) -> None:
        """Those closed are let go of, some only after a while: the last ones closed go on being held."""
        closing = sorted(self.council.standing(CLOSING), key=lambda child: (child.since, child.number))
        closing.sort(key=lambda child: child.statuses[-1].status != "EH")
        early_help = sum(child.statuses[-1].status == "EH" for child in closing)
        keep = min(self.month["closing"], len(closing) - early_help)
        for child in closing[: max(len(closing) - keep, 0)]:
            after = max(child.since, self.month.before + 1)
            day = min(after + self._soon(12), self.month.last)
            child.let_go(day)
            child.main, child.since = GONE, day
        for child in closing[max(len(closing) - keep, 0) :]:
            if not child.holder:
                child.main = GONE

    def _left_behind(self) -> set[int]:
        """A few children whom nobody took over when their worker left."""
        found = set()
        for staff_id, number in LEFT_BEHIND.items():
            if self.workers[staff_id].left <= self.month.last:
                own = [child for child in self.council.present if child.holder == staff_id]
                found |= {child.number for child in own[:number]}
        return found

    def _waiting(self) -> set[int]:
        """The newest children whom nobody holds wait for a worker over the month's end."""
        found: set[int] = set()
        for main, number in (("ASSESSMENT", self.month["waiting"]), ("EH", WAITING_FOR_EARLY_HELP)):
            new = [child for child in self.council.standing(main) if not child.holder]
            new.sort(key=lambda child: (-child.since, child.number))
            found |= {child.number for child in new[:number]}
        return found

    def _pool(self, child: Child) -> str:
        return self.workers[child.holder].pool if child.holder else ""

    def _divide(self, children: list[Child], caseloads: dict[str, int]) -> None:
        """Children to workers: whoever can stay does; the others go where there is room."""
        own: dict[str, list[Child]] = defaultdict(list)
        moving = []
        for child in children:
            (own[child.holder] if child.holder in caseloads else moving).append(child)
        for staff_id, held in own.items():
            over = len(held) - caseloads[staff_id]
            if over > 0:
                self.random.shuffle(held)
                held.sort(key=self._stays)
                moving += held[:over]
                del held[:over]
        room = {staff_id: number - len(own[staff_id]) for staff_id, number in caseloads.items()}
        self.random.shuffle(moving)
        for child in moving:
            staff_id = self._whom(child, room)
            room[staff_id] -= 1
            self._hand_over(child, staff_id)

    def _stays(self, child: Child) -> tuple[bool, int]:
        """Who is moved last: children in care for long, those who have been closed, and who came first."""
        long_in_care = child.main == "CLA" and child.looked_after_since < self.month.last - YEAR
        return (long_in_care or child.main == CLOSING, -child.held[-1].starts)

    def _whom(self, child: Child, room: dict[str, int]) -> str:
        """Somebody of the same team if there is room, else whoever has most."""
        free = [staff_id for staff_id, places in room.items() if places > 0]
        team = self._team(child.holder)
        near = [staff_id for staff_id in free if team and self._team(staff_id) == team]
        return max(near or free, key=lambda staff_id: (room[staff_id], staff_id))

    def _team(self, staff_id: str) -> str:
        stint = self.workers[staff_id].on(self.month.last) if staff_id else None
        return stint.team if stint else (self.workers[staff_id].stints[-1].team if staff_id else "")

    def _hand_over(self, child: Child, staff_id: str) -> None:
        """On the day of the change, on the last day of whoever leaves, or on some day of the month."""
        able = self.workers[staff_id].joined
        holder = self.workers.get(child.holder)
        if holder is None:
            day = child.since + self._soon(6)
        elif holder.left <= self.month.last:
            day = holder.left - self._soon(10)
        elif child.since > self.month.before:
            day = child.since + self._soon(8)
        else:
            days = [d for d in self.days if d > child.held[-1].starts and d >= able]
            day = self.random.choice(days) if days else self.month.last
        day = min(max(day, able, self.month.before + 1), self.month.last)
        if holder is not None and day > holder.left:
            child.let_go(max(holder.left, self.month.before + 1))
        child.goes_to(staff_id, day)

    def _soon(self, days: int) -> int:
        """Some days less than so many, rather fewer than more."""
        return int(days * self.random.random() * self.random.random())
