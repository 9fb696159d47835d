"""Records as hypothesis makes them up: most of them change something on the very days on which it matters for
one of the months."""

import datetime as dt
from decimal import Decimal

from hypothesis import strategies as st

from tests.caseloads.measures.records import (
    Allocation,
    Frequency,
    Records,
    StaffRecord,
    Status,
    Supervision,
    TeamRecord,
    Visit,
)
from tests.caseloads.measures.slow import STATUSES
from tests.caseloads.measures.slow_days import ONE, last_of, less_months

MONTHS = [
    dt.date(year, month, 1)
    for year, month in [
        (2023, 2),
        (2023, 4),
        (2023, 5),
        (2023, 8),
        (2023, 12),
        (2024, 2),
        (2024, 3),
        (2024, 4),
    ]
]
"""February, short and long; Easter, three bank holidays in May, August, Christmas; the current month and the
next."""
TODAY = dt.date(2024, 3, 20)
FIRST, LAST = dt.date(2022, 1, 1), dt.date(2024, 5, 1)
WORKERS = (1, 2, 3, 4, 5)

TEAMS = [
    TeamRecord(FIRST, dt.date(2023, 6, 15), team=11, area=1, statutory=True),
    TeamRecord(dt.date(2023, 6, 15), None, team=11, area=2, statutory=True),
    TeamRecord(FIRST, dt.date(2023, 8, 31), team=21, area=2, statutory=False),
    TeamRecord(dt.date(2023, 8, 31), None, team=21, area=2, statutory=True),
    TeamRecord(FIRST, dt.date(2023, 8, 10), team=22, area=2, statutory=True),
]
"""One that moved to another service area, one that became statutory on an L, one that ended."""
AGREED = [
    (None, ""),
    *[(count, "days") for count in (14, 41, 42, 90)],
    *[(count, "weeks") for count in (2, 6)],
    *[(count, "months") for count in (1, 2, 3, 6)],
]


def existing(month):
    """The service areas and teams that exist on the month's last day."""
    last = last_of(month)
    return {("service_area", 1), ("service_area", 2)} | {
        ("team", each.team) for each in TEAMS if each.holds(last)
    }


class About:
    """Records about one month, as chance has it: how many children is for hypothesis to say."""

    def __init__(self, chance, month, children):
        self.chance, self.children = chance, range(1, children + 1)
        last = min(last_of(month), TODAY)
        back = [last - dt.timedelta(days=days) for days in (0, 13, 14, 15, 16, 17, 18, 19, 20, 21, 28, 42)]
        back += [less_months(last, months) for months in (1, 2, 3, 6, 12)]
        self.near = [day for each in back for day in (each - ONE, each, each + ONE)]

    def day(self):
        """One on which something changes for L, or one beside it; now and then any day."""
        if self.chance.random() < 0.9:
            return self.chance.choice(self.near)
        return FIRST + dt.timedelta(days=self.chance.randrange((LAST - FIRST).days))

    def span(self):
        """Mostly it still holds."""
        starts = self.chance.choice([FIRST, self.day(), self.day(), self.day()])
        later = [day for day in (self.day(), self.day()) if day > starts]
        return starts, self.chance.choice([None, None, *later])

    def in_turn(self, most=3):
        """Periods one after another, now and then with a gap: never two of them on a day."""
        cuts = sorted({FIRST, *(self.day() for _ in range(self.chance.randint(0, most)))})
        spans = list(zip(cuts, [*cuts[1:], None], strict=True))
        return [span for span in spans if self.chance.random() < 0.9]

    def records(self):
        pick = self.chance.choice
        return Records(
            teams=TEAMS,
            staff=[self.staff_record(staff, span) for staff in WORKERS for span in self.in_turn(1)],
            statuses=self.statuses(),
            allocations=[*self.primary(), *self.secondary(), *self.crowds()],
            visits=self.events(lambda child, day: Visit(child, day, pick([True, True, True, False]))),
            supervisions=self.events(Supervision),
            frequencies=[
                Frequency(*span, status, pick([1, 2, 3, 4]))
                for status in STATUSES
                for span in self.in_turn()
                if self.chance.random() < 0.5
            ],
            closures=sorted({self.day() for _ in range(3)}),
        )

    def staff_record(self, staff, span):
        role, team = self.chance.choice(["SW", "SW", "SW", "PA"]), self.chance.choice([11, 11, 21, 22])
        return StaffRecord(*span, staff, role, team, Decimal(self.chance.choice(["0", "0.333", "0.6", "1"])))

    def statuses(self):
        """One to five for each child, the same ones among them: they touch, overlap, leave a day between."""
        found = {}
        for child in self.children:
            several = self.chance.sample(STATUSES, 2)
            for _ in range(self.chance.randint(1, 5)):
                made = Status(*self.span(), child, self.chance.choice(several), *self.chance.choice(AGREED))
                found[child, made.status, made.starts] = made
        return list(found.values())

    def primary(self):
        few = self.chance.sample(WORKERS, 2)
        return [
            Allocation(*span, child, self.chance.choice(few))
            for child in self.children
            for span in self.in_turn()
        ]

    def secondary(self):
        pick = self.chance.choice
        made = [Allocation(*self.span(), pick(self.children), pick(WORKERS), "secondary") for _ in range(2)]
        return {(each.child, each.staff, each.starts): each for each in made}.values()

    def crowds(self):
        """Twenty children, or one more or less, who are held by one worker and have no status."""
        pick = self.chance.choice
        for first in (100, 200)[: self.chance.randint(0, 2)]:
            span, staff = self.span(), pick(WORKERS)
            yield from (Allocation(*span, first + n, staff) for n in range(pick([19, 20, 21])))

    def events(self, make):
        days = {(child, self.day()) for child in self.children for _ in range(self.chance.randint(0, 4))}
        return [make(child, day) for child, day in sorted(days)]


@st.composite
def records_and_months(draw):
    """Records about one of the months, and some months to compute, that one among them."""
    month = draw(st.sampled_from(MONTHS))
    others = draw(st.sets(st.sampled_from(MONTHS), max_size=2))
    chance, children = draw(st.randoms(use_true_random=True)), draw(st.integers(2, 10))
    return About(chance, month, children).records(), sorted({*others, month})
