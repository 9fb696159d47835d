"""Late visits and supervisions at each month's end: as many as asked, by leaving out some and adding others.

Months are settled in order, and only days of the month itself are touched, so that what is settled stays.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from demo.council.asked import Asked
from demo.council.children import Child, Status
from demo.council.contact import Contact
from demo.council.days import working
from demo.council.timescales import AGREED_MONTHS, SUPERVISION_MONTHS, Timescale, began

STRONGER = frozenset({"CP", "CLA"})
LEAVE_OUT_STRONGER = frozenset({"CIN", "CIN_CWD", "ASSESSMENT"})
TRIED = 4
"""Of the visits left out, one in so many was an attempt."""


@dataclass(frozen=True)
class Clock:
    """One published share: of the children of a status, those in time by this timescale."""

    column: str
    status: str
    timescale: Callable[[Status, int], Timescale]


Clocks = tuple[tuple[Clock, ...], ...]


def _days(number: int) -> Callable[[Status, int], Timescale]:
    return lambda status, since: Timescale(status.status, since, days=number)


def _agreed(status: Status, since: int) -> Timescale:
    months = AGREED_MONTHS.get(status.agreed, 0)
    return Timescale(status.status, since, days=0 if months else 42, months=months)


def _in_working_days(status: Status, since: int) -> Timescale:
    return Timescale(status.status, since)


def _months(number: int) -> Callable[[Status, int], Timescale]:
    return lambda status, since: Timescale(status.status, since, months=number, after=True)


VISITS = (
    (Clock("visit_eh", "EH", _days(28)),),
    (Clock("visit_cin_21", "CIN", _days(21)), Clock("visit_cin_42", "CIN", _days(42))),
    (Clock("visit_cin_cwd", "CIN_CWD", _agreed),),
    (Clock("visit_cp_10", "CP", _in_working_days), Clock("visit_cp_28", "CP", _days(28))),
    (Clock("visit_cla", "CLA", _agreed),),
)
SUPERVISIONS = tuple(
    (Clock(f"supervision_{status.lower()}", status, _months(number)),)
    for status, number in SUPERVISION_MONTHS.items()
)
"""The stricter of two clocks of a status comes first: whoever is late by the second is late by the first."""


@dataclass
class Case:
    """A child of a cohort on a month's last day."""

    contact: Contact
    began: int
    earliest: int


class Steering:
    """Steers the one kind of contact of all children, month by month."""

    def __init__(self, contacts: dict[int, Contact], clocks: Clocks, seed: int) -> None:
        self.contacts, self.clocks, self.random = contacts, clocks, Random(seed)  # noqa: S311

    def settle(self, month: Asked, children: list[Child]) -> None:
        """Have each share of the month as asked, as nearly as the days of the month can."""
        there: dict[str, list[tuple[Child, Status]]] = {}
        for child in children:
            held = {status.status: status for status in child.statuses if status.holds(month.last)}
            for status in held.values():
                if not (status.status in LEAVE_OUT_STRONGER and held.keys() & STRONGER):
                    there.setdefault(status.status, []).append((child, status))
        for clocks in self.clocks:
            cohort = there.get(clocks[0].status, [])
            before = month.last + 1
            for clock in clocks:
                cases = [self._case(child, status, clock, month) for child, status in cohort]
                self._settle(cases, month, month.share(clock.column), before)
                before = cases[0].earliest if cases else before

    def _case(self, child: Child, status: Status, clock: Clock, month: Asked) -> Case:
        since = began(child, status)
        earliest = clock.timescale(status, since).earliest(month.last)
        return Case(self.contacts[child.number], since, earliest)

    def _settle(self, cases: list[Case], month: Asked, share: float, before: int) -> None:
        """`before`: only days before it count as changeable; later ones were settled by a stricter clock."""
        in_time = [case for case in cases if case.contact.between(case.earliest, month.last)]
        late = [
            case
            for case in cases
            if case.began < case.earliest and not case.contact.between(case.earliest, month.last)
        ]
        wanted = round((1 - share) * (len(in_time) + len(late)))
        self.random.shuffle(in_time)
        self.random.shuffle(late)
        if len(late) < wanted:
            self._leave_out(in_time, wanted - len(late), month, before)
        else:
            self._add([case for case in late if self._free(case, month)][: len(late) - wanted], month, before)

    def _leave_out(self, cases: list[Case], number: int, month: Asked, before: int) -> None:
        able = [
            case
            for case in cases
            if case.began < case.earliest and self._free(case, month)
            if not case.contact.between(case.earliest, month.before)
            if before > month.last or not case.contact.between(before, month.last)
        ]
        for case in able[:number]:
            gone = case.contact.remove(max(case.earliest, month.before + 1), month.last)
            if gone and self.random.randrange(TRIED) == 0:
                case.contact.tried.append(gone[-1])

    def _add(self, cases: list[Case], month: Asked, before: int) -> None:
        for case in cases:
            first = max(case.earliest, month.before + 1)
            last = min(month.last, before - 1)
            days = working(first, last) or (max(first, last),)
            case.contact.add(self.random.choice(days))

    def _free(self, case: Case, month: Asked) -> bool:
        """Not bound by what an audit says of days of this month."""
        first, last = case.contact.kept
        return last <= month.before or first > month.last
