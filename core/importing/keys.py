"""What rows must not say about each other, or against what is recorded: pure, one pass each."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

from core.importing.held import Held, Key, day_of
from core.importing.problems import Problem, Problems
from core.importing.rows import Row, columns_of
from core.periods import ALWAYS

R = TypeVar("R", bound=Row)


def once(rows: Iterable[R], key: Callable[[R], Hashable], column: str, problems: Problems) -> list[R]:
    """The rows, of several that say the same the first. Those of one key that differ are problems."""
    groups: dict[Hashable, list[R]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    good = []
    for group in groups.values():
        first = group[0]
        said = {row.model_dump_json(exclude={"number", "absent"}) for row in group} if group[1:] else {""}
        if len(said) == 1:
            good.append(first)
            continue
        for row in group:
            other = next(each for each in group if each is not row)
            words = f"One row for each {column}; row {other.number} is of the same and says something else."
            problems.add(Problem(row.number, column, _said(row, column), words))
    return good


def _said(row: Row, column: str) -> str:
    """What the row says in the columns that are its key, such as 'case_ref and visited_on'."""
    fields = {each.heading: each.field for each in columns_of(type(row))}
    named = [fields.get(heading, "") for heading in re.split(r", | and ", column)]
    return ", ".join(str(getattr(row, field)) for field in named if field)


@dataclass(frozen=True)
class _Span(Generic[R]):
    starts_on: dt.date
    ends_on: dt.date | None
    row: R | None

    @property
    def last(self) -> dt.date:
        return self.ends_on or dt.date.max

    def words(self) -> str:
        """'row 5 (from 1 April 2023, still open)'."""
        who = f"row {self.row.number}" if self.row else "what is recorded"
        end = f"to {day(self.ends_on)}" if self.ends_on else "still open"
        return f"{who} (from {day(self.starts_on)}, {end})"


@lru_cache(maxsize=4096)
def day(value: dt.date) -> str:
    """1 April 2023; what began before anybody wrote it down began 'the beginning'."""
    return "the beginning" if value == ALWAYS else f"{value.day} {value:%B %Y}"


def apart(
    rows: Sequence[R],
    *,
    key: Callable[[R], Key],
    period: Callable[[R], tuple[dt.date, dt.date | None]],
    held: Mapping[Any, Held],
    rule: str,
    problems: Problems,
) -> list[R]:
    """The rows whose periods share no day with another of the same owner, in the file or recorded.

    A row takes the place of the record of its key. When a row falls out, what is recorded in its place
    counts again; so this goes on until the rest agree. An owner is what a key begins with; the records'
    values have 'to'. `rule` says what has one period a day: 'One record of a team for each day'.
    """
    recorded: dict[Hashable, dict[Key, _Span[R]]] = defaultdict(dict)
    for each, record in held.items():
        recorded[each[0]][each] = _Span(day_of(each), record.values["to"], None)
    good = list(rows)
    while True:
        clashes = dict(_clashes(good, key, period, recorded))
        if not clashes:
            return good
        for row in good:
            if row.number in clashes:
                problems.add(_problem(row, period(row), clashes[row.number], rule))
        good = [row for row in good if row.number not in clashes]


def _clashes(
    rows: Sequence[R],
    key: Callable[[R], Key],
    period: Callable[[R], tuple[dt.date, dt.date | None]],
    recorded: Mapping[Hashable, Mapping[Key, "_Span[R]"]],
) -> Iterator[tuple[int, "_Span[R]"]]:
    spans: dict[Hashable, dict[Key, _Span[R]]] = {}
    for row in rows:
        mine = key(row)
        if mine[0] not in spans:
            spans[mine[0]] = dict(recorded.get(mine[0], {}))
        spans[mine[0]][mine] = _Span(*period(row), row)
    for each in spans.values():
        yield from _overlaps(sorted(each.values(), key=lambda span: span.starts_on))


def _overlaps(spans: Sequence[_Span[R]]) -> Iterator[tuple[int, _Span[R]]]:
    longest: _Span[R] | None = None
    for span in spans:
        if longest is not None and span.starts_on < longest.last:
            if span.row:
                yield span.row.number, longest
            if longest.row:
                yield longest.row.number, span
        if longest is None or span.last > longest.last:
            longest = span


def _problem(row: Row, period: tuple[dt.date, dt.date | None], other: _Span[R], rule: str) -> Problem:
    starts_on, ends_on = period
    words = f"{rule}; this one shares days with {other.words()}."
    earlier_end = ends_on if starts_on < other.starts_on else other.ends_on
    if starts_on == other.starts_on:
        words += " Both begin on the same day: only one of them can be right."
    elif earlier_end is None:
        words += " Give the earlier one the day it ended as its 'to': it is not ended by itself."
    return Problem(row.number, "from", starts_on.isoformat() if starts_on != ALWAYS else "", words)


def ends_after_it_starts(row: int, starts_on: dt.date, ends_on: dt.date | None) -> Iterator[Problem]:
    """The problem of a period whose 'to' is not after its 'from', if it is one."""
    if ends_on is not None and ends_on <= starts_on:
        words = f"A day after its 'from', {day(starts_on)}; blank while it still holds."
        yield Problem(row, "to", ends_on.isoformat(), words)
