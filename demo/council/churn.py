"""Changes of worker for their own sake: as many children change hands as the published shares say."""

from demo.council.asked import Asked, six_months_before
from demo.council.children import Child, Council
from demo.council.days import back, working
from demo.council.people import HOLD_BY_SOCIAL_WORKERS, Worker


class Churn:
    """Two children of two social workers of one pool swap workers: caseloads stay, continuity goes."""

    def __init__(self, council: Council, workers: dict[str, Worker]) -> None:
        self.council, self.workers, self.random = council, workers, council.random

    def settle(self, month: Asked) -> None:
        """Swap until few enough children have kept their social worker, and enough have had two."""
        self.month, self.since = month, six_months_before(month.last)
        in_care = self._in_care_for_a_year()
        kept = [child for child in in_care if self._kept(child)]
        self._swap(kept, len(kept) - round(month.share("same_worker") * len(in_care)))
        long_open = [
            child for child in self.council.present if child.is_open and child.open_since <= self.since
        ]
        had_two = [child for child in long_open if self._had_two(child)]
        wanted = round(month.share("two_workers") * len(long_open)) - len(had_two)
        spare = {child.number for child in had_two} | {child.number for child in in_care}
        self._swap([c for c in long_open if c.number not in spare and self._social(c)], wanted)

    def _in_care_for_a_year(self) -> list[Child]:
        begun = back(self.month.last, 12)
        return [c for c in self.council.standing("CLA") if c.looked_after_since <= begun]

    def _social(self, child: Child) -> bool:
        return bool(child.holder) and self.workers[child.holder].pool in HOLD_BY_SOCIAL_WORKERS

    def _kept(self, child: Child) -> bool:
        return self._social(child) and child.held[-1].starts <= self.since

    def _had_two(self, child: Child) -> bool:
        had = {
            held.worker
            for held in child.held
            if held.starts <= self.month.last and (held.ends is None or held.ends > self.since)
            if self.workers[held.worker].pool in HOLD_BY_SOCIAL_WORKERS
        }
        return len(had) > 1

    def _swap(self, children: list[Child], number: int) -> None:
        """So many of the children, two by two."""
        able = [child for child in children if child.held[-1].starts < self.month.last - 10]
        self.random.shuffle(able)
        able.sort(key=lambda child: (self.workers[child.holder].pool, self._team(child)))
        while number > 0 and able:
            one = able.pop(self.random.randrange(len(able)))
            other = next((c for c in self._near(one, able) if self._can_swap(one, c)), None)
            if other is None:
                continue
            able.remove(other)
            self._change(one, other)
            number -= 2

    def _near(self, one: Child, able: list[Child]) -> list[Child]:
        pool = self.workers[one.holder].pool
        same = [child for child in able if self.workers[child.holder].pool == pool]
        return sorted(same, key=lambda child: self._team(child) != self._team(one))

    def _can_swap(self, one: Child, other: Child) -> bool:
        if one.holder == other.holder:
            return False
        return all(self.workers[child.holder].left > self.month.last for child in (one, other))

    def _change(self, one: Child, other: Child) -> None:
        first = max(one.held[-1].starts, other.held[-1].starts, self.month.before) + 1
        first = max(first, *(self.workers[child.holder].joined for child in (one, other)))
        days = working(first, self.month.last) or (self.month.last,)
        day = self.random.choice(days)
        ones, others = one.holder, other.holder
        one.goes_to(others, day)
        other.goes_to(ones, day)

    def _team(self, child: Child) -> str:
        stint = self.workers[child.holder].on(self.month.last)
        return stint.team if stint else ""
