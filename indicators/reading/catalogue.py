"""The catalogue as it stands in a month: of a measure of ours the measure itself says what is counted."""

import datetime as dt
from collections.abc import Mapping
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


SAME = ("name", "reference", "section_id", "position", "window", "headline", "last_step", "frequency")
"""What an entry and `Listed` call the same."""
MEASURED = ("kind", "unit", "decimals", "polarity")
"""What a measure of ours says instead."""
AIM = ("aim_operator", "aim_value", "aim_tolerance", "aim_basis", "aim_note")
ELSEWHERE = ("indicator_id", "indicator__slug", "section__name")


def listed(entry: Any) -> Listed:
    """An entry of `entries` with what the measure says of it, where it is one of ours."""
    says = {name: getattr(entry, name) for name in (*SAME, *MEASURED)}
    aim = {name: getattr(entry, name, None) for name in AIM}
    indicator, section = entry.indicator, entry.section
    elsewhere = dict(zip(ELSEWHERE, (entry.indicator_id, indicator.slug, section.name), strict=True))
    return _listed({**says, **aim, **elsewhere})


def _listed(says: Mapping[str, Any]) -> Listed:
    measure = registry.find(says["indicator__slug"])
    measured = {name: getattr(measure, name) if measure else says[name] for name in MEASURED}
    return Listed(
        pk=says["indicator_id"],
        slug=says["indicator__slug"],
        section=says["section__name"],
        ours=measure is not None,
        aim=Aim(*(says[name] for name in AIM)) if says["aim_operator"] is not None else None,
        **{name: says[name] for name in SAME},
        **{**measured, "kind": str(measured["kind"]), "polarity": str(measured["polarity"])},
    )


def catalogue(month: dt.date, *conditions: Q) -> list[Listed]:
    """Every indicator of the month, as the report orders them; one query of the columns that it takes."""
    columns = (*SAME, *MEASURED, *AIM, *ELSEWHERE)
    return [_listed(says) for says in entries(month).filter(*conditions).values(*columns)]
