"""What the rows of a report are checked against, as it is held."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from figures.shown import NOTHING_WAS_KNOWN


@dataclass(frozen=True)
class Answers:
    """What somebody said a file's names mean: the slugs of indicators and sections by the file's words."""

    indicators: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)


NO_ANSWERS = Answers()


@dataclass(frozen=True, slots=True)
class Meant:
    """The indicator that a name means, as the catalogue has it in the file's last month."""

    pk: int
    slug: str
    name: str
    kind: str
    polarity: str
    section: str
    """The slug of its home section."""
    numerator: int | None = None
    denominator: int | None = None
    """The indicators of which it is made, where the catalogue says."""


class At(NamedTuple):
    """A place: the kind and the primary key of the service area or team, 0 for neither."""

    kind: str
    ref: int


SERVICE = At("service", 0)


class Key(NamedTuple):
    """What a figure is of."""

    indicator: int
    place: At
    month: dt.date


class Content(NamedTuple):
    """What a figure says. How one that is held back is printed is all that is known of it."""

    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    missing: str
    held_back: str = ""


NOTHING = Content(None, None, None, NOTHING_WAS_KNOWN)
"""What stands where somebody settled a month without the figure."""


@dataclass(frozen=True, slots=True)
class Held:
    """A figure that was taken before, from whatever report."""

    pk: int
    content: Content
    known_at: dt.datetime
    section: str
    aside: bool


@dataclass(frozen=True, slots=True)
class HeldBenchmark:
    """A benchmark, and of when the report is that it was taken from."""

    pk: int
    value: Decimal
    known_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class HeldTarget:
    """A target and its months."""

    pk: int
    operator: str
    value: Decimal
    tolerance: Decimal | None
    basis: str
    starts_on: dt.date
    ends_on: dt.date | None

    def holds(self, month: dt.date) -> bool:
        """Whether it is in force in the month."""
        return self.starts_on <= month and (self.ends_on is None or month < self.ends_on)


@dataclass(frozen=True)
class Known:
    """All of it. Names that are nobody's are not there."""

    answers: Answers
    indicators: Mapping[str, Meant]
    sections: Mapping[str, str]
    """The slugs by the file's words."""
    places: Mapping[tuple[str, dt.date], At]
    before: Mapping[Key, list[Held]]
    """Known by the day of the report: the newest of each section, aside or not; the oldest first."""
    after: Mapping[Key, Held]
    """Known only later: the oldest that is not aside."""
    benchmarks: Mapping[tuple[int, str, int], HeldBenchmark]
    targets: Mapping[int, list[HeldTarget]]
    all_indicators: Mapping[str, str]
    """Every slug of the catalogue, with its name."""
    all_sections: Mapping[str, str]
    known_at: dt.datetime | None = None
    """Of the report, where its day is known."""
    frozen: frozenset[Key] = frozenset()
    """Of which somebody stands by a figure: whatever changes it restates it."""
    settled: frozenset[tuple[int, dt.date]] = frozenset()
    """Indicators' months that somebody stands by as a whole: also by what was not known of them."""

    def is_stood_by(self, key: Key) -> bool:
        """Whether any change of it is a restatement."""
        return key in self.frozen or (key.indicator, key.month) in self.settled

    def was_unknown(self, key: Key) -> bool:
        """Whether somebody stands by it that nothing was known of it."""
        return (key.indicator, key.month) in self.settled and key not in self.frozen

    def newest_before(self, key: Key) -> Held | None:
        """The figure that was current when the report came out."""
        current = [held for held in self.before.get(key, ()) if not held.aside]
        return current[-1] if current else None

    def in_section(self, key: Key, section: str) -> Held | None:
        """The newest that a section of this name had printed by then; of no section, the current one."""
        if not section:
            return self.newest_before(key)
        printed = [held for held in self.before.get(key, ()) if held.section == section]
        return printed[-1] if printed else None
