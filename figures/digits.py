"""How many digits of a figure are kept: as many as every database gives back unchanged. Pure."""

from decimal import ROUND_HALF_EVEN, Decimal

DECIMALS = 12
DIGITS = 15
"""As many as SQLite gives back unchanged: it keeps decimals as floating-point numbers."""


def kept(value: Decimal, decimals: int = DECIMALS, rounding: str = ROUND_HALF_EVEN) -> Decimal:
    """The value with up to so many decimals, and no more than 15 digits in all."""
    room = min(decimals, DECIMALS, DIGITS - max(value.adjusted() + 1, 1))
    return value.quantize(Decimal(1).scaleb(-max(room, 0)), rounding=rounding)
