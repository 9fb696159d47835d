"""The registry of measures: what each counts, in words and as a pure function over frames.

A room registers its measures and the readers of its frames in `AppConfig.ready`. A measure's
function answers *contributions*: one row a record it counts, with the columns

    month          datetime64, first of the month
    service_area   the service area's primary key, or 0 for unallocated
    team           the team's primary key, or 0 where there is none
    numerator      whole number
    denominator    whole number (absent for a count)

The roll-up sums these over every place; a measure never sees places, queries or Decimals. What cannot be
summed, such as an average of the 40 fullest, names the place itself: instead of service_area and team it
has the columns kind and ref, as `figures.measures.over_places` makes them.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

import pandas as pd

if TYPE_CHECKING:
    from figures.models import Place
    from organisation.models import User


class Kind(StrEnum):
    COUNT = "count"
    PERCENTAGE = "percentage"
    AVERAGE = "average"


class Polarity(StrEnum):
    HIGHER = "higher is better"
    LOWER = "lower is better"
    NEITHER = "neither"


Derived = TypeVar("Derived")


class Frames(dict[str, pd.DataFrame]):
    """The frames of one roll-up by name, and what measures derive from them."""

    def __init__(self, frames: Mapping[str, pd.DataFrame]) -> None:
        super().__init__(frames)
        self._derived: dict[Callable[..., Any], Any] = {}

    def once(self, derive: Callable[["Frames"], Derived]) -> Derived:
        """What a function derives from the frames, worked out for the first measure that asks."""
        if derive not in self._derived:
            self._derived[derive] = derive(self)
        found: Derived = self._derived[derive]
        return found


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
    source: str
    """Where the records come from, in words."""
    reads: tuple[str, ...]
    """The frames that it is computed from."""
    compute: Compute
    decimals: int = 0
    """To how many its figures are shown, half-up."""
    scale: int = 1
    """What a 1 of the denominator is counted as, so that it is whole: 1000 for thousandths of an FTE."""
    unallocated: bool = False
    """Whether it is given for the unallocated as well, zeros included: children whom nobody holds."""

    @property
    def definition(self) -> str:
        """Numerator, and over what."""
        over = {Kind.COUNT: "", Kind.PERCENTAGE: f", as a share of {self.denominator}"}
        return self.numerator + over.get(self.kind, f", divided by {self.denominator}")

    @property
    def room(self) -> str:
        """The part of the slug before the first dot: whose records it counts."""
        return self.slug.partition(".")[0]


@dataclass(frozen=True)
class Counted:
    """A list of records that a figure counts: what is in it, and where it is."""

    text: str
    url: str


Withhold = Callable[["User"], Sequence[tuple[frozenset[str], frozenset[dt.date]]]]
FindCounted = Callable[["User", Measure, "Place", dt.date], list[Counted]]

_measures: dict[str, Measure] = {}
_readers: dict[str, Reader] = {}
_counted: dict[str, FindCounted] = {}
_withholding: list[Withhold] = []


def register(*measures: Measure) -> None:
    """Add measures; a slug twice is an error."""
    for measure in measures:
        if measure.slug in _measures:
            raise ValueError(f"The measure {measure.slug} is registered twice.")
        _measures[measure.slug] = measure


def register_frame(name: str, reader: Reader) -> None:
    """Name the reader of a frame: it takes the asked months and runs a fixed number of queries."""
    _readers[name] = reader


def register_counted(room: str, find: FindCounted) -> None:
    """Name the function that answers where the records are that a room's figures count.

    It answers no lists to those who may not see all of the records: what is listed is what is counted.
    """
    _counted[room] = find


def register_withheld(find: Withhold) -> None:
    """Name a function that answers which figures are not for a user yet: measures by slug, and months."""
    _withholding.append(find)


def withheld(user: "User") -> list[tuple[frozenset[str], frozenset[dt.date]]]:
    """The measures and months that rooms withhold from this user."""
    return [each for find in _withholding for each in find(user)]


def counted(user: "User", measure: Measure, place: "Place", month: dt.date) -> list[Counted]:
    """The lists of records behind a figure that this user may see; none where the room has no lists."""
    find = _counted.get(measure.room)
    return find(user, measure, place, month) if find else []


def measures() -> list[Measure]:
    """Every measure, by slug."""
    return [_measures[slug] for slug in sorted(_measures)]


def measure(slug: str) -> Measure:
    """The measure of this slug; KeyError when there is none."""
    return _measures[slug]


def find(slug: str) -> Measure | None:
    """The measure of this slug, if it is one of ours."""
    return _measures.get(slug)


def read_frames(months: Sequence[dt.date]) -> Frames:
    """Each frame that a measure reads, read once."""
    needed = sorted({name for each in _measures.values() for name in each.reads})
    return Frames({name: _readers[name](months) for name in needed})
