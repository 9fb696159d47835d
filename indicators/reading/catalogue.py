"""The catalogue as it stands in a month: of a measure of ours the measure itself says what is counted."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F, FilteredRelation, Max, OuterRef, Q, QuerySet, Subquery

from core.periods import holds
from figures import registry
from figures.shown import DASH, rounded
from indicators.models import Entry, Frequency, Kind, StepChange, Window


@dataclass(frozen=True)
class Aim:
    """A target in force."""

    operator: str
    value: Decimal
    tolerance: Decimal | None
    basis: str
    note: str


@dataclass(frozen=True)
class Listed:
    """An indicator as the catalogue has it in a month."""

    pk: int
    """The indicator's."""
    slug: str
    name: str
    reference: str
    section_id: int
    position: int
    kind: str
    window: str
    unit: str
    decimals: int
    polarity: str
    headline: str
    """The source whose figures are shown: records or reported."""
    ours: bool
    aim: Aim | None
    last_step: dt.date | None
    """The newest step change up to the month."""
    section: str = ""
    frequency: str = Frequency.MONTHLY

    @property
    def is_flow(self) -> bool:
        """Whether months can be added up: what is of the month, not of its end nor rolling."""
        return self.window == Window.MONTH

    def is_due(self, month: dt.date) -> bool:
        """Whether a figure of the month is expected: quarterly ones end with it, yearly ones in March."""
        if self.frequency == Frequency.QUARTERLY:
            return month.month % 3 == 0
        return self.frequency != Frequency.YEARLY or month.month == YEARS_LAST_MONTH

    @property
    def runs(self) -> bool:
        """Whether the rules of control charts hold: not where most of a figure is last month's."""
        return self.window not in (Window.ROLLING, Window.YEAR_TO_DATE)

    def rounded(self, value: Decimal | None) -> Decimal | None:
        """As it is shown, half-up: what RAG and direction are judged by."""
        return None if value is None else rounded(value, self.decimals)

    def shown(self, value: Decimal | None, missing: str = "") -> str:
        """27%, 1,928, 14.24; or why there is none."""
        if value is None:
            return missing or DASH
        return f"{rounded(value, self.decimals):,f}{'%' if self.kind == Kind.PERCENTAGE else ''}"

    def shown_aim(self) -> str:
        """'at most 36%'; blank where there is no target."""
        return f"{WORDS[self.aim.operator]} {self.shown_level(self.aim.value)}" if self.aim else ""

    def shown_level(self, value: Decimal) -> str:
        """A target or benchmark, with as many decimals as it has: 6.5, 95%, 642.7."""
        text = f"{value.normalize():,f}"
        return f"{text}{'%' if self.kind == Kind.PERCENTAGE else ''}"


YEARS_LAST_MONTH = 3
WORDS = {"<": "below", "<=": "at most", "=": "exactly", ">=": "at least", ">": "above"}


def entries(month: dt.date) -> QuerySet[Entry]:
    """The entries that hold in the month, with their target and newest step change: one query."""
    return _with_aims(Entry.objects.in_month(month), month)


def known(month: dt.date) -> QuerySet[Entry]:
    """The same of every indicator that the catalogue ever had: of ended and planned ones, what they say."""
    return _with_aims(Entry.objects.known_in(month), month)


def _with_aims(rows: Any, month: dt.date) -> QuerySet[Entry]:
    steps = (
        StepChange.objects.filter(indicator=OuterRef("indicator"), month__lte=month)
        .order_by()
        .values("indicator")
        .annotate(newest=Max("month"))
        .values("newest")
    )
    return (
        rows.select_related("indicator", "section")
        .annotate(
            aim=FilteredRelation("indicator__targets", condition=holds(month, "indicator__targets__")),
            aim_operator=F("aim__operator"),
            aim_value=F("aim__value"),
            aim_tolerance=F("aim__tolerance"),
            aim_basis=F("aim__basis"),
            aim_note=F("aim__note"),
            last_step=Subquery(steps),
        )
        .in_order()
    )


def listed(entry: Any) -> Listed:
    """An entry of `entries` with what the measure says of it, where it is one of ours."""
    slug = entry.indicator.slug
    measure = registry.find(slug)
    says = measure or entry
    return Listed(
        pk=entry.indicator_id,
        slug=slug,
        name=entry.name,
        reference=entry.reference,
        section_id=entry.section_id,
        position=entry.position,
        window=entry.window,
        headline=entry.headline,
        ours=measure is not None,
        aim=_aim(entry),
        last_step=entry.last_step,
        section=entry.section.name,
        frequency=entry.frequency,
        kind=str(says.kind),
        unit=says.unit,
        decimals=says.decimals,
        polarity=str(says.polarity),
    )


def _aim(entry: Any) -> Aim | None:
    if entry.aim_operator is None:
        return None
    return Aim(entry.aim_operator, entry.aim_value, entry.aim_tolerance, entry.aim_basis, entry.aim_note)


def catalogue(month: dt.date, *conditions: Q) -> list[Listed]:
    """Every indicator of the month, as the report orders them; one query."""
    return [listed(entry) for entry in entries(month).filter(*conditions)]
