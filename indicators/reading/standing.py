"""How an indicator stands in a month: value, target, RAG, direction, both signs. Everywhere the same."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Q

from core import months
from figures import registry
from figures.models import Place, Source
from indicators.models import Benchmark, Kind
from indicators.reading.catalogue import Listed
from indicators.reading.numbers import WHOLE_SERVICE, Point, Withheld, of_places, read, read_places
from indicators.rules import signs
from indicators.rules.control import Control, control
from indicators.rules.direction import Direction, direction
from indicators.rules.rag import Rag, rag
from indicators.rules.signs import Assurance, Variation

BEHIND = 24
"""The limits are of this month and so many before it, or of those since the newest step change."""


HELD_BACK = "held back from you"


@dataclass(frozen=True)
class Compared:
    """A benchmark: whose, of which financial year (2022 is 2022/23), how much."""

    peer: str
    year: int
    value: Decimal

    @property
    def year_in_words(self) -> str:
        """2022/23."""
        return f"{self.year}/{(self.year + 1) % 100:02}"


@dataclass(frozen=True)
class Standing:
    """One indicator at one place in one month, with the months before it."""

    indicator: Listed
    month: dt.date
    points: Mapping[dt.date, Point]
    whole_service: bool = True
    benchmarks: tuple[Compared, ...] = ()
    withheld: frozenset[dt.date] = frozenset()
    """The months whose figures are held back from the reader."""

    @property
    def point(self) -> Point | None:
        """What is known of the month."""
        return self.points.get(self.month)

    def value(self, month: dt.date) -> Decimal | None:
        """As shown; None where nothing is known or there is no value."""
        point = self.points.get(month)
        return None if point is None else self.indicator.rounded(point.value)

    def shown(self, month: dt.date | None = None) -> str:
        """The figure of the month (of this one, if none is given) in words."""
        if (month or self.month) in self.withheld:
            return HELD_BACK
        point = self.points.get(month or self.month)
        return self.indicator.shown(point.value, point.missing) if point else self.indicator.shown(None)

    @property
    def missing(self) -> str:
        """Why the reader sees no value of the month: blank where they see one, or where none is due."""
        if self.is_held_back:
            return f"{HELD_BACK} while moderation is blind"
        if self.point is not None:
            return self.point.missing
        if not self.indicator.is_due(self.month):
            return ""
        return "not rolled up yet" if self.indicator.headline == Source.RECORDS else "not imported yet"

    @property
    def is_held_back(self) -> bool:
        """Whether the month's figure is not shown to the reader, whatever it is."""
        return self.month in self.withheld

    @property
    def is_missing(self) -> bool:
        """Whether somebody has to see to it: not where the figure is only held back from the reader."""
        return bool(self.missing) and not self.is_held_back

    @property
    def aims(self) -> bool:
        """Whether the target is one for this place: a count's is the whole service's alone."""
        return self.indicator.aim is not None and (self.whole_service or self.indicator.kind != Kind.COUNT)

    @cached_property
    def rag(self) -> Rag | None:
        """Red, amber or green; none without value, target or polarity."""
        aim = self.indicator.aim
        if aim is None or not self.aims:
            return None
        return rag(self.value(self.month), aim.operator, aim.value, aim.tolerance, self.indicator.polarity)

    @cached_property
    def since_last_month(self) -> Direction | None:
        """Against the month before."""
        return self._since(1)

    @cached_property
    def since_last_year(self) -> Direction | None:
        """Against the same month of the year before."""
        return self._since(12)

    def _since(self, ago: int) -> Direction | None:
        before = self.value(months.minus_months(self.month, ago))
        return direction(self.value(self.month), before, self.indicator.polarity)

    def beside(self, whole: "Standing") -> Direction | None:
        """How far a place is from the whole service, and whether that is better; counts are not compared."""
        if self.indicator.kind == Kind.COUNT:
            return None
        return direction(self.value(self.month), whole.value(self.month), self.indicator.polarity)

    @cached_property
    def judged(self) -> list[dt.date]:
        """The months that the limits are of, from the first of which something is known."""
        first = months.minus_months(self.month, BEHIND)
        if self.indicator.last_step is not None:
            first = max(first, self.indicator.last_step)
        known = [month for month in self.points if first <= month <= self.month]
        return list(months.span(min(known), self.month)) if known else []

    @cached_property
    def control(self) -> Control:
        """The series since the newest step change, judged."""
        found = [self.points.get(month) for month in self.judged]
        values = [None if p is None or p.value is None else float(p.value) for p in found]
        return control(values, runs=self.indicator.runs)

    @cached_property
    def variation(self) -> Variation | None:
        """Whether this month's figure is more than chance; None where it has none."""
        if self.value(self.month) is None:
            return None
        return signs.variation(self.control, self.indicator.polarity)

    @property
    def more_than_chance(self) -> bool:
        """Whether something has changed: a special cause, for better or worse."""
        return self.variation not in (None, Variation.COMMON)

    @cached_property
    def assurance(self) -> Assurance | None:
        """Whether the target is in reach of the process as it is."""
        aim = self.indicator.aim
        if aim is None or not self.aims:
            return None
        return signs.assurance(self.control.limits, aim.operator, float(aim.value))

    @property
    def remark(self) -> str:
        """Why signs that seem to say opposite things do not, where they do."""
        moved, marks = self.since_last_month, self.control.marks
        went, newest = moved.change if moved else None, marks[-1] if marks else frozenset()
        return signs.in_words(self.rag, self.variation, self.assurance, went, newest)

    def newest(self, peer: str) -> Compared | None:
        """The benchmark of the newest year that the peer has one of."""
        return max(
            (each for each in self.benchmarks if each.peer == peer), key=lambda c: c.year, default=None
        )


def standings(
    user: Any,
    indicators: Sequence[Listed],
    month: dt.date,
    place: Q = WHOLE_SERVICE,
    behind: int = BEHIND,
    bare: bool = False,
) -> list[Standing]:
    """How each stands in the month: two queries, and what the rooms below ask of what they withhold.

    Fewer months behind than BEHIND are enough where nobody asks for limits or signs; bare ones, without
    benchmarks, numerators and denominators, where nobody shows these.
    """
    first = months.minus_months(month, behind)
    withheld = registry.withheld(user)
    numbers = read(user, indicators, place, first, month, bare=bare, withheld=withheld)
    compared = {} if bare else _benchmarks(indicators)
    whole = place == WHOLE_SERVICE
    return [
        Standing(
            each,
            month,
            numbers.get(each.pk, {}),
            whole,
            tuple(compared.get(each.pk, ())),
            _held_back(each, withheld),
        )
        for each in indicators
    ]


def _held_back(indicator: Listed, withheld: Withheld) -> frozenset[dt.date]:
    """The months of the indicator that are."""
    return frozenset().union(*(held for slugs, held in withheld if indicator.slug in slugs))


def standings_by_place(
    user: Any, indicators: Sequence[Listed], month: dt.date, places: Sequence[Place]
) -> dict[int, list[Standing]]:
    """How each stands in the month at each of the places, by place, where anything is known of it there.

    One query for all of them; the places are those that the user may see.
    """
    first = months.minus_months(month, BEHIND)
    withheld = registry.withheld(user)
    numbers = read_places(withheld, indicators, of_places(places), first, month)
    return {
        place.pk: [
            Standing(
                each,
                month,
                numbers[place.pk][each.pk],
                place.kind == Place.Kind.SERVICE,
                withheld=_held_back(each, withheld),
            )
            for each in indicators
            if each.pk in numbers.get(place.pk, {})
        ]
        for place in places
    }


def _benchmarks(indicators: Sequence[Listed]) -> dict[int, list[Compared]]:
    found: dict[int, list[Compared]] = {}
    rows = Benchmark.objects.filter(indicator__in=[each.pk for each in indicators])
    for pk, peer, year, value in rows.values_list("indicator_id", "peer", "year", "value"):
        found.setdefault(pk, []).append(Compared(peer, year, value))
    return found
