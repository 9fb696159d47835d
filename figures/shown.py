"""How a figure is shown: half-up to its decimals, and never a percentage where there are no cases. Pure."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from figures.registry import Kind

NO_CASES = "no cases"
DASH = "–"
NOTHING_WAS_KNOWN = "nothing was known"
"""What stands for the figure that somebody signed a month off without."""


def rounded(value: Decimal, decimals: int = 0) -> Decimal:
    """Half-up (DESIGN, Figures): 62.5 is 63."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


class Shown(Protocol):
    """A measure, or whatever else knows of what kind its figures are."""

    @property
    def kind(self) -> str: ...

    @property
    def decimals(self) -> int: ...


def worth(how: Shown, value: Decimal | None, missing: str = "") -> str:
    """A figure, half-up to its decimals: 79%, 1,156, 17.5; or why there is none."""
    if value is None:
        return missing or DASH
    sign = "%" if how.kind == Kind.PERCENTAGE else ""
    return f"{rounded(value, how.decimals):,f}{sign}"


def per_cent(value: Decimal | None, decimals: int = 0) -> str:
    """79% for 79.41…; no cases for None."""
    return NO_CASES if value is None else f"{rounded(value, decimals):f}%"


def whole(value: Decimal | None) -> str:
    """A count; a dash where there is none."""
    return DASH if value is None else f"{rounded(value):f}"


def of(numerator: Decimal | None, denominator: Decimal | None) -> str:
    """27 of 34."""
    return f"{whole(numerator)} of {whole(denominator)}"
