"""What each way of computing the measures answers: whole sums by measure, month and place, to be compared."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from figures.measures import Computed
from figures.registry import measure

Key = tuple[str, dt.date, str, int]
Sums = tuple[int, int]
Results = dict[Key, Sums]
Row = tuple[int, int, int, int]
"""Service area and team, 0 for none; what they add to the numerator and to the denominator."""


class Sheet:
    """Sums by measure, month and place."""

    def __init__(self) -> None:
        self.sums: dict[Key, list[int]] = defaultdict(lambda: [0, 0])

    def add(self, slug: str, month: dt.date, rows: Iterable[Row]) -> None:
        """Rows that count in their service area, their team and the whole service."""
        for area, team, numerator, denominator in rows:
            places = [("service", 0), ("service_area", area) if area else ("unallocated", 0)]
            for kind, ref in [*places, ("team", team)] if team else places:
                self.add_to(slug, month, kind, ref, numerator, denominator)

    def add_to(
        self, slug: str, month: dt.date, kind: str, ref: int, numerator: int, denominator: int
    ) -> None:
        """To one place alone."""
        sums = self.sums[slug, month, kind, int(ref)]
        sums[0] += int(numerator)
        sums[1] += int(denominator)

    def results(self) -> Results:
        """All but the places of which there is nothing to say."""
        return {key: (above, below) for key, (above, below) in self.sums.items() if above or below}


def of_figures(figures: Iterable[Computed]) -> Results:
    """What the roll-up computed."""
    found = {
        (each.slug, each.month, each.kind, each.ref): (
            int(each.numerator),
            int((each.denominator or Decimal(0)) * measure(each.slug).scale),
        )
        for each in figures
    }
    return {key: sums for key, sums in found.items() if sums != (0, 0)}


def differences(ours: Results, theirs: Results) -> list[str]:
    """In words, the first ten places at which two ways do not say the same."""
    wrong = [key for key in sorted(ours.keys() | theirs.keys()) if ours.get(key) != theirs.get(key)]
    return [f"{key}: {ours.get(key)} and {theirs.get(key)}" for key in wrong[:10]]
