"""XmR control charts: natural limits, and the four rules by which a point is more than chance."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

SIGMA_FACTOR = 1.128
MOVING_RANGE_FACTOR = 3 / SIGMA_FACTOR
"""2.66: the limits are three sigma from the mean."""
ENOUGH = 12
RUN = 7
ROUNDING = 1e-9
"""What of the largest value a sum of floats may be out by: twelve equal values are on their mean."""


class Rule(StrEnum):
    OUTSIDE = "outside the control limits"
    TREND = "7 in a row rising or falling"
    TWO_OF_THREE = "2 of 3 close to a limit"
    SHIFT = "7 in a row on one side of the mean"


@dataclass(frozen=True)
class Limits:
    """The mean, and how far values go by chance. On `trial` while fewer than 12 points say so."""

    mean: float
    lower: float
    upper: float
    sigma: float
    trial: bool


@dataclass(frozen=True)
class Mark:
    """A point that a rule marks: which rule, and whether it is on the high side (or rising)."""

    rule: Rule
    high: bool


@dataclass(frozen=True)
class Segment:
    """A stretch between step changes: where it begins in the series, how long it is, its limits."""

    start: int
    length: int
    limits: Limits | None


@dataclass(frozen=True)
class Control:
    """A whole series judged: its segments, and the marks of each point, by its place."""

    segments: tuple[Segment, ...]
    marks: tuple[frozenset[Mark], ...]

    @property
    def limits(self) -> Limits | None:
        """Those of the newest segment."""
        return self.segments[-1].limits if self.segments else None

    def limits_at(self, place: int) -> Limits | None:
        """Those of the segment that holds the point."""
        for segment in self.segments:
            if segment.start <= place < segment.start + segment.length:
                return segment.limits
        return None


def limits(values: Sequence[float]) -> Limits | None:
    """Mean ± 2.66 × the average moving range, unscreened; None of fewer than two points.

    Fewer than 12 points give trial limits (CHOICES, Control charts).
    """
    if len(values) < 2:
        return None
    mean = sum(values) / len(values)
    moved = sum(abs(later - earlier) for earlier, later in pairwise(values)) / (len(values) - 1)
    reach = MOVING_RANGE_FACTOR * moved
    return Limits(mean, mean - reach, mean + reach, moved / SIGMA_FACTOR, len(values) < ENOUGH)


def control(values: Sequence[float | None], steps: Sequence[int] = (), runs: bool = True) -> Control:
    """Judge a series; `steps` are the places at which a new level begins, `runs` whether the rules hold.

    Months without a value are passed over: the points before and after them are neighbours. Rolling and
    cumulative figures carry most of the last month's over, so for them (`runs` false) there are neither
    limits nor rules.
    """
    starts = sorted({0, *(step for step in steps if 0 < step < len(values))})
    segments, marks = [], [frozenset[Mark]()] * len(values)
    for start, end in zip(starts, [*starts[1:], len(values)], strict=True):
        known = [
            (place, float(value)) for place, value in enumerate(values[start:end], start) if value is not None
        ]
        found = limits([value for _, value in known]) if runs else None
        segments.append(Segment(start, end - start, found))
        if found is not None:
            for place, marked in zip(
                [place for place, _ in known], _marks([v for _, v in known], found), strict=True
            ):
                marks[place] = marked
    return Control(tuple(segments), tuple(marks))


def _marks(values: list[float], found: Limits) -> list[frozenset[Mark]]:
    marks: list[set[Mark]] = [set() for _ in values]
    slack = slack_of(values)
    for places, mark in (
        *_outside(values, found),
        *_two_of_three(values, found),
        *_runs([side(value, found.mean, slack) for value in values], RUN, Rule.SHIFT),
        *_trends(values),
    ):
        for place in places:
            marks[place].add(mark)
    return [frozenset(each) for each in marks]


def side(value: float, line: float, slack: float = 0.0) -> int:
    """1 above the line, -1 below, 0 on it: within the slack of it."""
    return (value - line > slack) - (line - value > slack)


def slack_of(values: Iterable[float]) -> float:
    """How far apart two sums of floats of this size may be that are the same number."""
    return ROUNDING * max(abs(value) for value in values)


def _outside(values: list[float], found: Limits) -> list[tuple[list[int], Mark]]:
    slack = slack_of(values)
    above = [side(value, found.upper, slack) > 0 for value in values]
    below = [side(value, found.lower, slack) < 0 for value in values]
    return [
        ([place], Mark(Rule.OUTSIDE, above[place]))
        for place in range(len(values))
        if above[place] or below[place]
    ]


def _two_of_three(values: list[float], found: Limits) -> list[tuple[list[int], Mark]]:
    """Two of three neighbours beyond two sigma on one side; points beyond the limit count too."""
    marked, slack = [], slack_of(values)
    for high in (True, False):
        line = found.mean + (2 if high else -2) * found.sigma
        beyond = [side(value, line, slack) == (1 if high else -1) for value in values]
        for start in range(len(values) - 2):
            places = [place for place in range(start, start + 3) if beyond[place]]
            if len(places) >= 2:
                marked.append((places, Mark(Rule.TWO_OF_THREE, high)))
    return marked


def _trends(values: list[float]) -> list[tuple[list[int], Mark]]:
    """Seven points of which each is higher (or each lower) than the one before."""
    steps = [side(later, earlier) for earlier, later in pairwise(values)]
    return [
        ([places[0], *[place + 1 for place in places]], mark)
        for places, mark in _runs(steps, RUN - 1, Rule.TREND)
    ]


def _runs(sides: list[int], length: int, rule: Rule) -> list[tuple[list[int], Mark]]:
    """Where so many in a row are on one side."""
    marked, start = [], 0
    for place in range(1, len(sides) + 1):
        if place == len(sides) or sides[place] != sides[start]:
            if sides[start] != 0 and place - start >= length:
                marked.append((list(range(start, place)), Mark(rule, sides[start] > 0)))
            start = place
    return marked
