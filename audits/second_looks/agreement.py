"""How far auditors and moderators agree, read from the records: overall, by person, by place, by month."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery

from audits.blinding import hidden_from
from audits.models import Audit, Grade, Moderation
from audits.rules.agreement import Agreement, Interval, decimal, wilson
from core import months
from figures.shown import NO_CASES, per_cent, rounded
from publications.charts import Chart, Series, line

IMPORTED = "Imported: the file names no moderator"
LITTLE = "Fewer than 10: this says little"
NO_INTERVAL = "no interval: too alike to say how sure this is"
UNDEFINED = "Not defined: both gave one and the same grade to all"


@dataclass(frozen=True)
class Moderated:
    """One moderated audit: the two grades and what they are grouped by."""

    month: dt.date
    area: tuple[int, str]
    auditor: tuple[int, str]
    moderator: tuple[int, str]
    grades: tuple[str, str]


@dataclass(frozen=True)
class Row:
    """One row of a table: whose audits, and how far both agree."""

    name: str
    agreement: Agreement

    @property
    def number(self) -> int:
        """How many audits."""
        return self.agreement.number

    @property
    def agreed(self) -> str:
        return self._share(self.agreement.agreed)

    @property
    def raised(self) -> str:
        return self._share(self.agreement.raised)

    @property
    def lowered(self) -> str:
        return self._share(self.agreement.lowered)

    @property
    def within_one(self) -> str:
        return self._share(self.agreement.within_one)

    @property
    def kappa(self) -> str:
        """0.61 (0.50 to 0.72), or why there is none."""
        if not self.number:
            return NO_CASES
        found = self.agreement.kappa
        if found is None:
            return UNDEFINED
        if found.low == found.high:
            return f"{rounded(found.value, 2):f} ({NO_INTERVAL})"
        return _interval(found, lambda value: f"{rounded(value, 2):f}")

    @property
    def warning(self) -> str:
        """A plain word where there are few; a dash where there is nothing at all."""
        return LITTLE if self.number and self.agreement.is_few else ""

    def _share(self, count: int) -> str:
        found = wilson(count, self.number)
        if found is None:
            return NO_CASES
        return f"{count}: {_interval(found, lambda value: per_cent(100 * value))}"


def _interval(found: Interval, shown: Callable[[Decimal], str]) -> str:
    return f"{shown(found.value)} ({shown(found.low)} to {shown(found.high)})"


@dataclass(frozen=True)
class Grades:
    """One final grade: how many moderated audits have it, beside all that are completed."""

    name: str
    moderated: int
    moderated_share: str
    completed: int
    completed_share: str


def moderated_audits(first: dt.date | None = None, last: dt.date | None = None) -> list[Moderated]:
    """Every moderated audit of the monthly cycles of these months, in one query."""
    newest = Moderation.objects.filter(audit=OuterRef("pk")).order_by("-number")
    rows = (
        _of_months(first, last)
        .exclude(moderated_grade="")
        .annotate(
            by=Subquery(newest.values("moderator_id")[:1]),
            by_name=Subquery(newest.values("moderator__name")[:1]),
        )
        .order_by("cycle__month", "pk")
        .values_list(
            "cycle__month", "service_area_id", "service_area__name", "auditor_id", "auditor__name",
            "by", "by_name", "grade", "moderated_grade",
        )
    )  # fmt: skip
    return [
        Moderated(month, (area, place), (auditor, name), (by or 0, by_name or IMPORTED), (grade, moderated))
        for month, area, place, auditor, name, by, by_name, grade, moderated in rows
    ]


def _of_months(first: dt.date | None, last: dt.date | None) -> Any:
    within = Q()
    if first:
        within &= Q(cycle__month__gte=first)
    if last:
        within &= Q(cycle__month__lte=last)
    return Audit.objects.monthly().completed().filter(within)


def row(name: str, audits: Iterable[Moderated]) -> Row:
    """The row of these audits."""
    return Row(name, Agreement(audit.grades for audit in audits))


def by(audits: Iterable[Moderated], key: Callable[[Moderated], tuple[Hashable, str]]) -> list[Row]:
    """A row for each of whatever the key names, in the order of the names."""
    found: dict[tuple[Hashable, str], list[Moderated]] = {}
    for audit in audits:
        found.setdefault(key(audit), []).append(audit)
    return [row(named[1], theirs) for named, theirs in sorted(found.items(), key=lambda item: item[0][1])]


def by_month(audits: Iterable[Moderated]) -> list[tuple[dt.date, Row]]:
    """A row for each month that has a moderated audit, oldest first."""
    found: dict[dt.date, list[Moderated]] = {}
    for audit in audits:
        found.setdefault(audit.month, []).append(audit)
    return [(month, row(months.label(month), theirs)) for month, theirs in sorted(found.items())]


def over_time(rows: list[tuple[dt.date, Row]]) -> Chart:
    """The shares by month, as a chart."""
    names = {"Agreed": "agreed", "Raised": "raised", "Lowered": "lowered", "Within one grade": "within_one"}
    series = [
        Series(words, tuple(_percent(getattr(each.agreement, name), each.number) for _, each in rows))
        for words, name in names.items()
    ]
    latest = ", ".join(f"{one.name.lower()} {one.values[-1]}%" for one in series)
    return line(
        f"Moderated audits by month, to {rows[-1][1].name}",
        f"In {rows[-1][1].name}: {latest}.",
        "Month",
        [f"{month:%b %y}" for month, _ in rows],
        series,
        unit="%",
    )


def _percent(count: int, number: int) -> Decimal:
    return rounded(decimal(Fraction(100 * count, number)))


def grades(user: Any, first: dt.date | None = None, last: dt.date | None = None) -> list[Grades]:
    """Final grades of moderated audits alone beside those of all completed ones that one may know of."""
    counted = (
        _of_months(first, last)
        .exclude(hidden_from(user))
        .order_by()
        .values_list("final_grade")
        .annotate(all=Count("pk"), moderated=Count("pk", filter=~Q(moderated_grade="")))
    )
    completed, moderated = Counter[str](), Counter[str]()
    for grade, number, seen in counted:
        completed[grade], moderated[grade] = number, seen
    shares = [(moderated, moderated.total()), (completed, completed.total())]
    return [
        Grades(
            grade.label, moderated[grade], _of(moderated[grade], shares[0][1]),
            completed[grade], _of(completed[grade], shares[1][1]),
        )
        for grade in Grade
    ]  # fmt: skip


def _of(count: int, number: int) -> str:
    return per_cent(decimal(Fraction(100 * count, number)) if number else None)


def holds_back(user: Any, first: dt.date | None = None, last: dt.date | None = None) -> int:
    """How many completed audits are left out of the grades, because theirs are held back from this person."""
    return int(_of_months(first, last).filter(hidden_from(user)).count())
