"""Red, amber or green: a value beside its target."""

from decimal import Decimal
from enum import StrEnum

HIGHER, LOWER, NEITHER = "higher is better", "lower is better", "neither"
MEETS = {
    "<": lambda value, target: value < target,
    "<=": lambda value, target: value <= target,
    "=": lambda value, target: value == target,
    ">=": lambda value, target: value >= target,
    ">": lambda value, target: value > target,
}
OPERATOR_OF = {HIGHER: ">=", LOWER: "<="}
"""What a target without an operator asks for."""


class Rag(StrEnum):
    """Always shown with its word and its own shape: colour alone says nothing."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


def rag(
    value: Decimal | None,
    operator: str,
    target: Decimal | None,
    tolerance: Decimal | None,
    polarity: str,
) -> Rag | None:
    """Green where the value is as the target's operator asks; amber where it misses it by no more than the
    tolerance; red beyond. None where there is no value, no target, or no polarity (DOMAIN, Indicators).

    The value is judged as it is shown, rounded half-up to the indicator's decimals: nobody reads '95%,
    target 95%' in red. Where no tolerance is set there is no amber.
    """
    if value is None or target is None or polarity == NEITHER:
        return None
    if MEETS[operator](value, target):
        return Rag.GREEN
    if tolerance is not None and abs(value - target) <= tolerance:
        return Rag.AMBER
    return Rag.RED
