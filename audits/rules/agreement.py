"""How far auditors and moderators agree: shares and weighted kappa, each with its interval. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from audits.rules.auditing import GRADES

Z = Decimal("1.959963984540054")
"""How many standard errors hold 95%."""

FEW = 10
"""Of fewer audits a figure says little."""

STEPS = len(GRADES) - 1


@dataclass(frozen=True)
class Interval:
    """A value with its 95% interval."""

    value: Decimal
    low: Decimal
    high: Decimal


def decimal(value: Fraction) -> Decimal:
    """A fraction as a decimal of 28 digits."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def wilson(count: int, number: int) -> Interval | None:
    """A share with its interval by Wilson's score; None of nothing."""
    if not number:
        return None
    n, share, square = Decimal(number), Decimal(count) / Decimal(number), Z * Z
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = Z * (share * (1 - share) / n + square / (4 * n * n)).sqrt() / (1 + square / n)
    low = middle - half if count else Decimal(0)
    return Interval(share, low, middle + half if count < number else Decimal(1))


class Agreement:
    """Moderated audits, by the auditor's grade and the moderator's."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        places = {grade: place for place, grade in enumerate(GRADES)}
        self.table = [[0] * len(GRADES) for _ in GRADES]
        for auditors, moderators in pairs:
            self.table[places[auditors]][places[moderators]] += 1

    def within(self, low: int, high: int) -> int:
        """How many the moderator graded from so many to so many steps weaker than the auditor."""
        return sum(
            count
            for auditors, row in enumerate(self.table)
            for moderators, count in enumerate(row)
            if low <= moderators - auditors <= high
        )

    @cached_property
    def number(self) -> int:
        """All of them."""
        return self.within(-STEPS, STEPS)

    @property
    def agreed(self) -> int:
        """Of which the moderator gave the auditor's grade."""
        return self.within(0, 0)

    @property
    def raised(self) -> int:
        """Of which the moderator gave a better grade."""
        return self.within(-STEPS, -1)

    @property
    def lowered(self) -> int:
        """Of which the moderator gave a weaker grade."""
        return self.within(1, STEPS)

    @property
    def within_one(self) -> int:
        """Of which the two grades are the same or next to each other."""
        return self.within(-1, 1)

    @property
    def is_few(self) -> bool:
        """Whether its figures say little."""
        return self.number < FEW

    @cached_property
    def kappa(self) -> Interval | None:
        """Cohen's kappa with linear weights, its interval by the large-sample standard error.

        A pair of grades counts 1 less a third for each step between them. Fleiss, Cohen & Everitt (1969).
        None where it is not defined: there are no audits, or both gave one and the same grade to all.
        """
        if not self.number:
            return None
        shares = [[Fraction(count, self.number) for count in row] for row in self.table]
        found = _kappa(shares)
        if found is None:
            return None
        kappa, variance = decimal(found[0]), decimal(found[1] / self.number)
        half = Z * variance.sqrt()
        return Interval(kappa, max(kappa - half, Decimal(-1)), min(kappa + half, Decimal(1)))


def _kappa(shares: list[list[Fraction]]) -> tuple[Fraction, Fraction] | None:
    """Kappa and its variance for one audit, of the shares of a table."""
    size = range(len(shares))
    weight = [[1 - Fraction(abs(i - j), STEPS) for j in size] for i in size]
    row = [sum(shares[i]) for i in size]
    column = [sum(shares[i][j] for i in size) for j in size]
    seen = sum(weight[i][j] * shares[i][j] for i in size for j in size)
    chance = sum(weight[i][j] * row[i] * column[j] for i in size for j in size)
    if chance == 1:
        return None
    kappa = Fraction((seen - chance) / (1 - chance))
    by_row = [sum(weight[i][j] * column[j] for j in size) for i in size]
    by_column = [sum(weight[i][j] * row[i] for i in size) for j in size]
    spread = sum(
        shares[i][j] * (weight[i][j] - (by_row[i] + by_column[j]) * (1 - kappa)) ** 2
        for i in size
        for j in size
    )
    variance = Fraction((spread - (kappa - chance * (1 - kappa)) ** 2) / (1 - chance) ** 2)
    return kappa, variance
