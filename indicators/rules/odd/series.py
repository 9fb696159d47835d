"""A row's months beside each other, and beside what is held."""

import datetime as dt
import statistics
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from core.months import plus_months

Values = Mapping[dt.date, Decimal]

BEYOND = 5
"""A change of more than so many times the usual one is odd."""

CHANGES = 6
"""So many changes are needed to say what is usual."""

FLOOR = {
    "count": Decimal(1),
    "percentage": Decimal(1),
    "rate": Decimal(1),
    "average": Decimal("0.2"),
}
"""The usual change is taken to be at least this, so that a row that hardly ever moves does not shout."""

EQUAL = 6
"""So many months that are equal once moved make a row odd."""

MOSTLY = Decimal("0.75")
"""And such a share of the months that can tell."""

AWAITED = {"not available", "to be confirmed", "under review"}
"""What stands for a figure that is still to come."""


@dataclass(frozen=True)
class Jump:
    """A change from one month to the next, and what is usual."""

    month: dt.date
    change: Decimal
    usual: Decimal


def jumps(values: Values, kind: str) -> list[Jump]:
    """A change is odd that is more than five times the usual one: the median of the row's changes from one
    month to the next, whichever way."""
    changes = {
        month: value - values[before]
        for month, value in values.items()
        if (before := plus_months(month, -1)) in values
    }
    if len(changes) < CHANGES:
        return []
    usual = max(statistics.median(abs(change) for change in changes.values()), FLOOR[kind])
    return [Jump(month, change, usual) for month, change in changes.items() if abs(change) > BEYOND * usual]


def shifted(values: Values, held: Values) -> tuple[int, list[dt.date]]:
    """A row is odd that equals its own held series, or the same indicator's row of another section, moved by
    a month: it sits a month late or early.

    Answers by how many months (1: late, -1: early, 0: not at all) and which months say so. Only a month tells
    of which the neighbour is another figure: where a series stands still, it equals itself moved. Six must be
    equal moved, which then are not so unmoved, and three in four of those that tell.
    """
    for by in (1, -1):
        telling = [
            month
            for month in values
            if month in held
            and plus_months(month, -by) in held
            and held[month] != held[plus_months(month, -by)]
        ]
        equal = [month for month in telling if values[month] == held[plus_months(month, -by)]]
        if len(equal) >= EQUAL and len(equal) >= MOSTLY * len(telling):
            return by, sorted(equal)
    return 0, []


def restates(old: tuple[Decimal | None, str], new: tuple[Decimal | None, str]) -> bool:
    """A later report restates an earlier one where it prints another value, or none any more.

    A figure that was awaited (not available, to be confirmed, under review) and comes, or still does not, is
    no restatement.
    """
    return old != new and old[1] not in AWAITED
