"""How far apart several people grade the same audit. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from audits.rules.auditing import GRADES


@dataclass(frozen=True)
class Spread:
    """The grades that one case was given."""

    counts: tuple[int, ...]
    """How many gave each grade, in the order of the grades."""
    apart: int
    """How many grades lie between the best and the weakest given: 0 where all gave the same."""
    middle: tuple[str, ...]
    """The median: one grade, or the two between which it lies; none without a grade."""
    within_one: int
    """How many are no more than one grade from the median."""

    @property
    def number(self) -> int:
        """How many graded it."""
        return sum(self.counts)


def spread(grades: Sequence[str]) -> Spread:
    """The spread of the grades given to one case."""
    places = sorted(GRADES.index(grade) for grade in grades)
    counts = tuple(places.count(place) for place in range(len(GRADES)))
    if not places:
        return Spread(counts, 0, (), 0)
    low, high = places[(len(places) - 1) // 2], places[len(places) // 2]
    median = Fraction(low + high, 2)
    near = sum(1 for place in places if abs(place - median) <= 1)
    middle = tuple(dict.fromkeys((GRADES[low], GRADES[high])))
    return Spread(counts, places[-1] - places[0], middle, near)
