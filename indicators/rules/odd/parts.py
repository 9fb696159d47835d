"""Values beside what they are made of."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum

WHOLE = Decimal(100)
COUNT = "count"
TIMES = {"percentage": Decimal(100), "rate": Decimal(10_000), "average": Decimal(1)}
"""What a numerator over its denominator is multiplied by, by the indicator's kind."""

TELLING = 3
"""So many values of a row are needed to tell how it was rounded."""

MOSTLY = Decimal("0.75")
"""And such a share of them must say the same."""


class Fit(StrEnum):
    """How a value was made from its exact one."""

    EITHER = "rounded or truncated alike"
    ROUNDED = "rounded"
    TRUNCATED = "truncated"
    NOT = "not it"


def over_100(value: Decimal, kind: str) -> bool:
    """A percentage over 100 is no share: its numerator counts other events than its denominator.

    Right as arithmetic, it may be taken; that it is not a share is to be said (DOMAIN, 'What today's
    spreadsheets get wrong').
    """
    return kind == "percentage" and value > WHOLE


def exact(kind: str, numerator: Decimal, denominator: Decimal | None) -> Decimal | None:
    """A count is its numerator; else it over the denominator, per cent or per 10,000; None of no cases."""
    if kind == COUNT:
        return numerator
    return numerator * TIMES[kind] / denominator if denominator else None


def fit(value: Decimal, true: Decimal, decimals: int) -> Fit:
    """A value fits what it is made of if it is that, rounded or truncated to the decimals it is printed with.

    A half may be rounded either way.
    """
    unit = Decimal(1).scaleb(-decimals)
    below = (true / unit).to_integral_value(ROUND_FLOOR) * unit
    above = (true / unit).to_integral_value(ROUND_CEILING) * unit
    rest = true - below
    if value == below:
        return Fit.EITHER if rest * 2 <= unit else Fit.TRUNCATED
    return Fit.ROUNDED if value == above and rest * 2 >= unit else Fit.NOT


def habit(fits: Sequence[Fit]) -> Fit:
    """Whether a row rounds or truncates: what three in four of its telling values do, of three or more.

    EITHER where too few tell, NOT where they disagree.
    """
    telling = [each for each in fits if each in (Fit.ROUNDED, Fit.TRUNCATED)]
    if len(telling) < TELLING:
        return Fit.EITHER
    for way in (Fit.ROUNDED, Fit.TRUNCATED):
        if telling.count(way) >= MOSTLY * len(telling):
            return way
    return Fit.NOT


def truncated(own: Fit, others: Iterable[Fit]) -> bool:
    """A row is odd that truncates its values where another row of the same file rounds them."""
    return own is Fit.TRUNCATED and Fit.ROUNDED in others


def misfits(each: Fit, own: Fit) -> bool:
    """A value is odd that does not match its own numerator and denominator beyond rounding.

    Of a row that truncates where another rounds `truncated` has its say: there a truncated value is none.
    """
    return each is Fit.NOT or (each is Fit.TRUNCATED and own is not Fit.TRUNCATED)
