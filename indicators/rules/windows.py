"""A month's figures over longer windows: quarter, year to date, rolling 12 months."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

COUNT, PERCENTAGE, RATE, AVERAGE = "count", "percentage", "rate", "average"
MONTH, ROLLING, YEAR_TO_DATE = "month", "rolling_12", "year_to_date"
FACTOR = {PERCENTAGE: Decimal(100), RATE: Decimal(10_000), AVERAGE: Decimal(1)}
APRIL = 4


@dataclass(frozen=True)
class Part:
    """What is known of one month: numerator over denominator where there are such, and the value."""

    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None


@dataclass(frozen=True)
class Over:
    """A figure over several months; where it has no value, why."""

    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    why: str = ""


def months_of_quarter(month: dt.date) -> list[dt.date]:
    """The three months up to this one of its calendar quarter, as far as they have come."""
    first = month.replace(month=month.month - (month.month - 1) % 3)
    return [first.replace(month=number) for number in range(first.month, month.month + 1)]


def months_of_year(month: dt.date) -> list[dt.date]:
    """The months of the financial year, from April, up to this one."""
    first = dt.date(month.year - (month.month < APRIL), APRIL, 1)
    return [_plus(first, n) for n in range((month.year - first.year) * 12 + month.month - APRIL + 1)]


def months_of_rolling(month: dt.date) -> list[dt.date]:
    """The twelve months that end with this one."""
    return [_plus(month, n) for n in range(-11, 1)]


def _plus(month: dt.date, months: int) -> dt.date:
    index = month.year * 12 + month.month - 1 + months
    return dt.date(index // 12, index % 12 + 1, 1)


def over(parts: Mapping[dt.date, Part], asked: list[dt.date], kind: str, window: str) -> Over:
    """The figure over the asked months: sums over sums for what flows; a stock takes the last month.

    What is of the month's end, or is rolling or cumulative itself, is a stock here (DOMAIN, Indicators). A
    month of which nothing is known leaves no sum: a part is not a year. A share known only as a value cannot
    be added.
    """
    if window != MONTH:
        last = parts.get(asked[-1])
        if last is not None and last.value is None and _empty(last):
            return Over(last.numerator, last.denominator, None, "no cases")
        if last is None or last.value is None:
            return Over(None, None, None, "the last month is not known")
        return Over(last.numerator, last.denominator, last.value)
    found = [parts.get(month) for month in asked]
    known = [each for each in found if each is not None and (each.value is not None or _empty(each))]
    if len(known) < len(asked):
        return Over(None, None, None, f"{len(known)} of {len(asked)} months are known")
    if kind == COUNT:
        total = sum((each.value or Decimal(0) for each in known), Decimal(0))
        return Over(total, None, total)
    return _share(known, kind)


def _share(known: list[Part], kind: str) -> Over:
    """Of a rate the numerators are added, and the children are those of the last month: nobody grows up
    three times in a quarter, and 2,939 referrals in a year make 588 (DOMAIN, Indicators)."""
    above = [each.numerator for each in known if each.numerator is not None]
    below = [each.denominator for each in known if each.denominator is not None]
    if len(above) < len(known) or len(below) < len(known):
        return Over(None, None, None, "numerators and denominators are not known")
    top = sum(above, Decimal(0))
    bottom = below[-1] if kind == RATE else sum(below, Decimal(0))
    if bottom == 0:
        return Over(top, bottom, None, "no cases")
    return Over(top, bottom, FACTOR[kind] * top / bottom)


YEAR, TWELVE, QUARTER = "Year to date", "Rolling 12 months", "Quarter"


@dataclass(frozen=True)
class Spanned:
    """A longer window up to a month: its months, and the figure over them or why there is none."""

    name: str
    months: tuple[dt.date, ...]
    over: Over


def longer(parts: Mapping[dt.date, Part], month: dt.date, kind: str, window: str) -> list[Spanned]:
    """Year to date, rolling 12 months and quarter of a month.

    What is rolling or cumulative itself is that and nothing else: its months overlap, so a quarter of them
    says nothing.
    """
    asked = {YEAR: months_of_year(month), TWELVE: months_of_rolling(month), QUARTER: months_of_quarter(month)}
    return [
        Spanned(name, tuple(span), Over(None, None, None, why) if why else over(parts, span, kind, window))
        for name, span in asked.items()
        for why in [_why_not(name, window)]
    ]


def _why_not(name: str, window: str) -> str:
    if window == ROLLING and name != TWELVE:
        return "each figure is of 12 months already"
    if window == YEAR_TO_DATE and name != YEAR:
        return "each figure is of the year so far already"
    return ""


def _empty(part: Part) -> bool:
    return part.denominator == 0


def population_year(month: dt.date, known: list[int]) -> int | None:
    """The newest estimate of no later year than the month's; before there was one, the earliest."""
    earlier = [year for year in known if year <= month.year]
    return max(earlier) if earlier else min(known, default=None)


def per_10_000(numerator: Decimal, population: int) -> Decimal:
    """A rate per 10,000 under-18s."""
    return numerator * FACTOR[RATE] / population
