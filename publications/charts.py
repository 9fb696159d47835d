"""A chart as data: what it shows in a title, its text alternative, its numbers. Renderers draw it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

PALETTE = ("#00703c", "#1d70b8", "#f47738", "#aa2a16", "#5694ca", "#4c2c92")
"""Colours that differ in lightness too; a name and a pattern always go with them."""


class Kind(StrEnum):
    STACKED = "stacked"
    LINE = "line"
    CONTROL = "control"


@dataclass(frozen=True)
class Series:
    """One row of numbers, a number a category; None where there is none."""

    name: str
    values: tuple[Decimal | None, ...]


class Sign(StrEnum):
    """What a marked point of a control chart means; each has its own shape."""

    BETTER = "Improving"
    WORSE = "Concerning"
    SPECIAL = "Unusual"


@dataclass(frozen=True)
class Marked:
    """A point that is more than chance: what it means, and by which rules."""

    sign: Sign
    why: str

    def __str__(self) -> str:
        return f"{self.sign}: {self.why}"


MEAN, LOWER, UPPER, TARGET = "Mean", "Lower limit", "Upper limit", "Target"
"""The names of a control chart's lines; its first series is the figures themselves."""


@dataclass(frozen=True)
class Chart:
    """What is drawn. `title` says what the chart shows, `alternative` what a reader would see in it."""

    kind: Kind
    title: str
    alternative: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    heading: str = ""
    marks: tuple[Marked | None, ...] = ()
    """Of a control chart: what each point is, if it is more than chance."""
    steps: tuple[int, ...] = ()
    """Of a control chart: the places at which another level begins."""

    def heads(self) -> list[str]:
        """The columns of its table but for the first."""
        names = [series.name for series in self.series]
        return [*names, "More than chance"] if self.marks else names

    def rows(self) -> list[tuple[str, list[str]]]:
        """The chart's table: a row a category, a column a series; of a control chart what is marked, too."""
        return [
            (category, [self.shown(series.values[index]) for series in self.series] + self._marked(index))
            for index, category in enumerate(self.categories)
        ]

    def _marked(self, index: int) -> list[str]:
        if not self.marks:
            return []
        step = ["Step change."] if index in self.steps else []
        mark = self.marks[index]
        return [" ".join([*step, *([str(mark)] if mark else [])]) or "–"]

    def shown(self, value: Decimal | None) -> str:
        """A value as its table and labels show it."""
        return "–" if value is None else f"{value.normalize():f}{self.unit}"


def stacked(
    title: str, alternative: str, heading: str, categories: Sequence[str], series: Sequence[Series]
) -> Chart:
    """Horizontal bars of counts, a part a series."""
    return Chart(Kind.STACKED, title, alternative, tuple(categories), tuple(series), heading=heading)


def line(
    title: str,
    alternative: str,
    heading: str,
    categories: Sequence[str],
    series: Sequence[Series],
    unit: str = "",
) -> Chart:
    """Lines over months, a line a series, marked with different shapes."""
    return Chart(Kind.LINE, title, alternative, tuple(categories), tuple(series), unit, heading)


def control(
    title: str,
    alternative: str,
    categories: Sequence[str],
    series: Sequence[Series],
    marks: Sequence[Marked | None],
    steps: Sequence[int] = (),
    unit: str = "",
) -> Chart:
    """A control chart over months: the figures, then MEAN, LOWER, UPPER and TARGET, as far as there are.

    The limits differ between the levels that step changes begin. What is marked has a shape of its own.
    """
    return Chart(
        Kind.CONTROL,
        title,
        alternative,
        tuple(categories),
        tuple(series),
        unit,
        "Month",
        tuple(marks),
        tuple(steps),
    )
