"""The registry of measures: what each counts, in words and as a pure function over frames.

A room registers its measures and the readers of its frames in `AppConfig.ready`. A measure's
function answers *contributions*: one row a record it counts, with the columns

    month          datetime64, first of the month
    service_area   the service area's primary key, or 0 for unallocated
    team           the team's primary key, or 0 where there is none
    numerator      whole number
    denominator    whole number (absent for a count)

The roll-up sums these over every place; a measure never sees places, queries or Decimals.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd


class Kind(StrEnum):
    COUNT = "count"
    PERCENTAGE = "percentage"
    AVERAGE = "average"


class Polarity(StrEnum):
    HIGHER = "higher is better"
    LOWER = "lower is better"
    NEITHER = "neither"


Frames = Mapping[str, pd.DataFrame]
Compute = Callable[[Frames], pd.DataFrame]
Reader = Callable[[Sequence[dt.date]], pd.DataFrame]


@dataclass(frozen=True)
class Measure:
    """An indicator computed from records, with the words from which its definition page is made."""

    slug: str
    name: str
    kind: Kind
    polarity: Polarity
    numerator: str
    denominator: str
    unit: str
    reads: tuple[str, ...]
    compute: Compute

    @property
    def definition(self) -> str:
        """Numerator, and over what."""
        return f"{self.numerator}, as a share of {self.denominator}" if self.denominator else self.numerator


_measures: dict[str, Measure] = {}
_readers: dict[str, Reader] = {}


def register(*measures: Measure) -> None:
    """Add measures; a slug twice is an error."""
    for measure in measures:
        if measure.slug in _measures:
            raise ValueError(f"The measure {measure.slug} is registered twice.")
        _measures[measure.slug] = measure


def register_frame(name: str, reader: Reader) -> None:
    """Name the reader of a frame: it takes the asked months and runs a fixed number of queries."""
    _readers[name] = reader


def measures() -> list[Measure]:
    """Every measure, by slug."""
    return [_measures[slug] for slug in sorted(_measures)]


def measure(slug: str) -> Measure:
    """The measure of this slug; KeyError when there is none."""
    return _measures[slug]


def read_frames(months: Sequence[dt.date]) -> dict[str, pd.DataFrame]:
    """Each frame that a measure reads, read once."""
    needed = sorted({name for each in _measures.values() for name in each.reads})
    return {name: _readers[name](months) for name in needed}
