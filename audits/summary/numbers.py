"""The month's numbers, taken from the figures: nothing here is counted a second time."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from audits.blinding import GRADED
from audits.measures import FOCUS_5_CODES, GRADES, MEASURES
from audits.models import Cycle
from core import months
from figures.reading import Figures, Known
from figures.shown import of, per_cent, whole
from organisation.models import ServiceArea, ServiceAreaName

HELD_BACK = Known(None, None, None, "held back while moderation is blind")
TREND_CYCLES = 12
RATES = {
    "completion_rate": "Completed, of those allocated",
    "good_or_better_rate": "Graded good or better",
    "discussion_rate": "With a practitioner discussion",
    "feedback_rate": "With family feedback",
    "moderated_rate": "Moderated",
}


@dataclass(frozen=True)
class Rate:
    """One rate as the page shows it: 79%, 27 of 34, and where the figure comes from."""

    slug: str
    name: str
    share: str
    counted: str


@dataclass(frozen=True)
class AreaRow:
    """One service area's month."""

    pk: int | None
    name: str
    allocated: str
    completed: str
    not_completed: str
    grades: tuple[str, ...]
    good_or_better: str
    values: tuple[Decimal, ...]


@dataclass(frozen=True)
class Focus5Row:
    """One Focus 5 question of a service: yes of (yes and no)."""

    words: str
    share: str
    counted: str
    yes: Decimal
    no: Decimal


def area_names(month: dt.date) -> dict[int, str]:
    """What each service area was called in the month: by its last record that began by the month's end.

    A service area that ended within the month has its last name; one whose records all begin later has
    today's. A later rename leaves the summary of an earlier month as it was.
    """
    then = ServiceAreaName.objects.filter(
        service_area=OuterRef("pk"), starts_on__lte=months.last_day(month)
    ).order_by("-starts_on")
    named = ServiceArea.objects.annotate(then=Coalesce(Subquery(then.values("name")[:1]), "name"))
    return dict(named.values_list("pk", "then"))


def share(known: Known) -> str:
    """A rate in words: 79%, no cases, or held back."""
    return "held back" if known is HELD_BACK else per_cent(known.value)


class Numbers:
    """The figures of a cycle's month and of the cycles before it, read in three queries.

    `held_back` are the months whose grades are not for this reader yet (`audits.blinding`).
    """

    def __init__(self, cycle: Cycle, held_back: frozenset[dt.date] = frozenset()) -> None:
        self.held_back = held_back
        self.month = cycle.month
        self.trend = sorted(Cycle.objects.up_to(cycle.month, TREND_CYCLES).values_list("month", flat=True))
        self.figures = Figures([measure.slug for measure in MEASURES], self.trend[0], self.month)
        self.names = area_names(self.month)
        with_audits = self.figures.service_areas("audits.allocated", self.month)
        self.areas = sorted(((pk, self.names[pk]) for pk in with_audits), key=lambda area: area[1])
        self.known = self.figures.has(self.month)

    @property
    def running(self) -> list[dt.date]:
        """This month and the calendar months right before it, oldest first, back to the first gap.

        A gap is a month that had no cycle, or whose figures are not known.
        """
        return self.running_of("completed")

    def running_of(self, slug: str) -> list[dt.date]:
        """The same of one measure: a month whose figure is held back is a gap, too."""
        found: list[dt.date] = []
        month = self.month
        while month in self.trend and self.figures.has(month) and not self.is_held_back(slug, month):
            found.insert(0, month)
            month = months.minus_months(month, 1)
        return found

    def is_held_back(self, slug: str, month: dt.date | None = None) -> bool:
        """Whether a month's figure `audits.<slug>` is not for this reader yet."""
        return f"audits.{slug}" in GRADED and (month or self.month) in self.held_back

    @property
    def before(self) -> dt.date | None:
        """The month before, if it had a cycle and its figures are known."""
        return self.running[-2] if len(self.running) > 1 else None

    def of(self, slug: str, area: int | None = None, month: dt.date | None = None) -> Known:
        """A figure `audits.<slug>`."""
        if self.is_held_back(slug, month):
            return HELD_BACK
        return self.figures.of(f"audits.{slug}", month or self.month, area)

    def count(self, slug: str, area: int | None = None, month: dt.date | None = None) -> int:
        """A count, 0 where it is not known."""
        return int(self.of(slug, area, month).value or 0)

    def rates(self) -> list[Rate]:
        """The month's rates with their numerators."""
        return [self._rate(slug, name) for slug, name in RATES.items()]

    def _rate(self, slug: str, name: str) -> Rate:
        known = self.of(slug)
        return Rate(f"audits.{slug}", name, share(known), of(known.numerator, known.denominator))

    def inadequate(self, month: dt.date) -> int | None:
        """How many were graded inadequate; None where no audit was completed, or it is not known."""
        if self.is_held_back("inadequate", month):
            return None
        return self.count("inadequate", None, month) if self.count("completed", None, month) else None

    def grade_counts(self, area: int | None = None, month: dt.date | None = None) -> dict[str, int]:
        """How many completed audits have each final grade."""
        return {grade: self.count(grade, area, month) for grade in GRADES}

    def rows(self) -> list[AreaRow]:
        """Each service area with audits, then the whole service."""
        return [self._row(pk, name) for pk, name in self.areas] + [self._row(None, "All")]

    def _row(self, area: int | None, name: str) -> AreaRow:
        allocated, completed = self.of("allocated", area).value, self.of("completed", area).value
        missing = None if allocated is None or completed is None else allocated - completed
        grades = [self.of(grade, area).value for grade in GRADES]
        return AreaRow(
            pk=area,
            name=name,
            allocated=whole(allocated),
            completed=whole(completed),
            not_completed=whole(missing),
            grades=tuple(whole(value) for value in grades),
            good_or_better=share(self.of("good_or_better_rate", area)),
            values=tuple(value or Decimal(0) for value in grades),
        )

    def focus_5(self) -> list[tuple[str, list[Focus5Row]]]:
        """The Focus 5 of each service area that was asked them."""
        found = [
            (name, [self._focus_5(code, words, pk) for code, words in FOCUS_5_CODES.items()])
            for pk, name in self.areas
        ]
        return [(name, rows) for name, rows in found if any(row.yes + row.no for row in rows)]

    def _focus_5(self, code: str, words: str, area: int) -> Focus5Row:
        known = self.of(f"focus5.{code}", area)
        yes, asked = known.numerator or Decimal(0), known.denominator or Decimal(0)
        return Focus5Row(
            words[0].upper() + words[1:],
            per_cent(known.value),
            of(known.numerator, known.denominator),
            yes,
            asked - yes,
        )
