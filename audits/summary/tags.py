"""The month's points counted by their tags and service areas, and which tags come back month after month.

Counts are of the points of all completed audits of the monthly cycles: no text stands with them.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count

from audits import wording
from audits.models import Audit, Finding
from audits.rules.learning import COMES_BACK, months_running
from core import months

BACK = 12
"""How many months back are read."""

TITLES = {Finding.Kind.IMPROVEMENT: "Areas for improvement", Finding.Kind.GOOD_PRACTICE: "Good practice"}


@dataclass(frozen=True)
class TagRow:
    """One tag: how many points of each service area have it, and how many in all."""

    pk: int
    name: str
    counts: tuple[int, ...]
    total: int


@dataclass(frozen=True)
class TagTable:
    """The tags of one kind of point, and which of them come back month after month."""

    kind: str
    title: str
    areas: tuple[str, ...]
    rows: list[TagRow]
    sentences: list[str]


@dataclass(frozen=True)
class _Counts:
    """Points by service area and tag, month by month, of one kind."""

    kind: str
    months: Mapping[dt.date, Counter[tuple[int, int]]]
    areas: Mapping[int, str]
    tags: Mapping[int, str]

    def table(self, month: dt.date) -> TagTable:
        """The table of a month."""
        now = self.months.get(month, Counter())
        areas = sorted({area for area, _ in now}, key=lambda area: self.areas[area])
        rows = [
            TagRow(tag, self.tags[tag], found := tuple(now[area, tag] for area in areas), sum(found))
            for tag in {tag for _, tag in now}
        ]
        rows.sort(key=lambda row: (-row.total, row.name))
        names = tuple(self.areas[area] for area in areas)
        return TagTable(self.kind, TITLES[Finding.Kind(self.kind)], names, rows, self._sentences(month))

    def _sentences(self, month: dt.date) -> list[str]:
        """What came back in each of the last months, what did so longest first."""
        found = []
        for area, tag in self.months.get(month, ()):
            run = months_running(month, {at for at, counted in self.months.items() if counted[area, tag]})
            if run >= COMES_BACK:
                improvement = self.kind == Finding.Kind.IMPROVEMENT
                words = wording.comes_back(self.tags[tag], self.areas[area], run, improvement=improvement)
                found.append((-run, words))
        return [words for _, words in sorted(found)]


def tagged(month: dt.date, areas: Mapping[int, str]) -> list[TagTable]:
    """The month's tags, improvements first. `areas` are the service areas' names in the month. One query."""
    tags: dict[int, str] = {}
    counts: dict[str, dict[dt.date, Counter[tuple[int, int]]]] = {kind: {} for kind in TITLES}
    for at, area, kind, tag, name, points in _counted(month):
        tags[tag] = name
        counts[kind].setdefault(at, Counter())[area, tag] = points
    tables = [_Counts(kind, of_kind, areas, tags).table(month) for kind, of_kind in counts.items()]
    return [table for table in tables if table.rows]


def _counted(month: dt.date) -> Iterable[tuple[dt.date, int, str, int, str, int]]:
    links = Finding.tags.through.objects.filter(
        finding__audit__in=Audit.objects.monthly().completed().order_by().values("pk"),
        finding__audit__cycle__month__range=(months.minus_months(month, BACK - 1), month),
    )
    found: Iterable[tuple[dt.date, int, str, int, str, int]] = (
        links.order_by()
        .values_list(
            "finding__audit__cycle__month",
            "finding__audit__service_area",
            "finding__kind",
            "tag",
            "tag__name",
        )
        .annotate(points=Count("pk"))
    )
    return found
