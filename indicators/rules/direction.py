"""Direction of travel: two facts, kept apart. The arrow is the first, its colour and word the second."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from indicators.rules.rag import HIGHER, NEITHER


class Way(StrEnum):
    UP = "up"
    DOWN = "down"
    SAME = "no change"


class Change(StrEnum):
    """What the way means; NEITHER where the indicator has no polarity."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "no change"
    NEITHER = "neither better nor worse"


@dataclass(frozen=True)
class Direction:
    """Where a figure went since an earlier one, and whether that is better."""

    way: Way
    change: Change
    difference: Decimal

    @property
    def in_words(self) -> str:
        """'up, worse', 'no change'."""
        return str(self.way) if self.way is Way.SAME else f"{self.way}, {self.change}"


def direction(value: Decimal | None, before: Decimal | None, polarity: str) -> Direction | None:
    """From the earlier value to this one, both as they are shown; None where one is missing.

    Up, down or no change is arithmetic; better or worse follows from the polarity (DOMAIN, Indicators).
    """
    if value is None or before is None:
        return None
    difference = value - before
    if difference == 0:
        return Direction(Way.SAME, Change.SAME, difference)
    way = Way.UP if difference > 0 else Way.DOWN
    if polarity == NEITHER:
        return Direction(way, Change.NEITHER, difference)
    better = (way is Way.UP) == (polarity == HIGHER)
    return Direction(way, Change.BETTER if better else Change.WORSE, difference)
