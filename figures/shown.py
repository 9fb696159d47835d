"""How a figure is shown: half-up to its decimals, and never a percentage where there are no cases. Pure."""

from decimal import ROUND_HALF_UP, Decimal

NO_CASES = "no cases"


def rounded(value: Decimal, decimals: int = 0) -> Decimal:
    """Half-up (DESIGN, Figures): 62.5 is 63."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def per_cent(value: Decimal | None, decimals: int = 0) -> str:
    """79% for 79.41…; no cases for None."""
    return NO_CASES if value is None else f"{rounded(value, decimals):f}%"


def whole(value: Decimal | None) -> str:
    """A count; a dash where there is none."""
    return "–" if value is None else f"{rounded(value):f}"


def of(numerator: Decimal | None, denominator: Decimal | None) -> str:
    """27 of 34."""
    return f"{whole(numerator)} of {whole(denominator)}"
