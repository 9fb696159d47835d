"""Benchmarks beside each other."""

import statistics
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

Whose = tuple[str, int]
"""A peer and the financial year."""

YEARS = Decimal("1.75")
"""From one year to another a peer's figure changes by less than this factor."""

PEERS = Decimal("2.5")
"""And it is less than this factor away from what the others have in the middle."""

FLOOR = Decimal(5)
"""A difference of less than this is too small to be odd, whatever the factor."""


@dataclass(frozen=True)
class Odd:
    """A benchmark that jumps, and the value beside which it does."""

    whose: Whose
    beside: Decimal
    own: bool
    """Whether that is the same peer's of another year, else the middle of the others."""


def benchmark_jumps(values: Mapping[Whose, Decimal], kind: str) -> list[Odd]:
    """A benchmark is odd that is 1.75 times the same peer's figure of the year before or after, or more, or
    2.5 times what the other peers have in the middle; or is as much smaller.

    Of two years that do not go together the odd one is what lies farther from all others; where there are no
    others, the later. Counts of councils of different sizes are not compared with each other.
    """
    odd = {found.whose: found for found in _between_peers(values, kind)}
    odd |= {found.whose: found for found in _between_years(values, kind)}
    return [odd[whose] for whose in sorted(odd)]


def _apart(one: Decimal, other: Decimal, factor: Decimal) -> bool:
    low, high = sorted((one, other))
    return high - low >= FLOOR and high >= low * factor


def _between_years(values: Mapping[Whose, Decimal], kind: str) -> Iterator[Odd]:
    for (peer, year), value in values.items():
        before = values.get((peer, year - 1))
        if before is None or not _apart(value, before, YEARS):
            continue
        middle = _middle(values, peer) if kind != "count" else None
        later = middle is None or _distance(value, middle) >= _distance(before, middle)
        yield Odd((peer, year), before, True) if later else Odd((peer, year - 1), value, True)


def _between_peers(values: Mapping[Whose, Decimal], kind: str) -> Iterator[Odd]:
    for whose, value in values.items() if kind != "count" else ():
        middle = _middle(values, whose[0])
        if middle is not None and _apart(value, middle, PEERS):
            yield Odd(whose, middle, False)


def _middle(values: Mapping[Whose, Decimal], peer: str) -> Decimal | None:
    """The median of what the other peers have; None where there are fewer than two such figures."""
    others = [value for whose, value in values.items() if whose[0] != peer]
    return statistics.median(others) if len(others) > 1 else None


def _distance(value: Decimal, middle: Decimal) -> Decimal:
    """As a factor: 2 for half and for double."""
    low, high = sorted((value, middle))
    return high / low if low else Decimal("Infinity")
