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


@dataclass(frozen=True)
class Series:
    """One row of numbers, a number a category; None where there is none."""

    name: str
    values: tuple[Decimal | None, ...]


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

    def rows(self) -> list[tuple[str, list[str]]]:
        """The chart's table: a row a category, a column a series."""
        return [
            (category, [self.shown(series.values[index]) for series in self.series])
            for index, category in enumerate(self.categories)
        ]

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
