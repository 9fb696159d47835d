"""A report that was checked: what each row would change, what is wrong with it, what is odd about it."""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from core.importing.headings import fold
from core.importing.problems import Problems
from indicators.imports.reported.additions import NewBenchmark, NewFigure, NewTarget, plain
from indicators.imports.reported.held import Known, Meant
from indicators.imports.reported.naming import Question
from indicators.imports.reported.parsed import Parsed

CHECKS = {
    "over-100": "A percentage over 100",
    "parts": "A value that does not match its numerator and denominator",
    "truncated": "Truncated, where other rows are rounded",
    "two-sections": "Two values in two sections",
    "shifted": "Moved by a month",
    "jump": "A change beyond five times the usual",
    "restated": "Another value than an earlier or later report’s",
    "benchmark-jump": "A benchmark that jumps",
    "target-without-polarity": "A target of which nobody can say which way",
}
"""What can be odd, by the name under which it is accepted."""


@dataclass(frozen=True, slots=True)
class Warning:
    """Something odd about a row: its row is left out, unless this is accepted with a reason."""

    check: str
    row: int
    column: str
    value: str
    words: str
    months: tuple[dt.date, ...] = ()
    """Whose figures it is about."""
    benchmark: tuple[str, int] | None = None
    """The peer and year, where it is about a benchmark."""

    @property
    def id(self) -> str:
        """The same for the same oddity of the same file, as long as what it is compared with stays."""
        said = f"{self.check}\n{self.row}\n{fold(self.column)}\n{self.value}\n{self.words}"
        return f"{self.check}-{hashlib.sha256(said.encode()).hexdigest()[:12]}"

    def __str__(self) -> str:
        """A line for the command line."""
        return f"{self.check}: row {self.row}, column {self.column}: '{self.value}'. {self.words}"


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """One row of the file, without a problem: what it changes, and what is odd about it."""

    number: int
    section: str
    name: str
    indicator: Meant
    figures: tuple[NewFigure, ...]
    unchanged: int
    """So many of its figures were taken before."""
    benchmarks: tuple[NewBenchmark, ...] = ()
    target: NewTarget | None = None
    warnings: tuple[Warning, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether taking it changes anything."""
        return bool(self.figures or self.benchmarks or self.target)


@dataclass(frozen=True)
class Counted:
    """What taking some rows does."""

    added: int = 0
    restated: int = 0
    again: int = 0
    unchanged: int = 0
    benchmarks: int = 0
    targets: int = 0

    @property
    def figures(self) -> int:
        """How many figures are written."""
        return self.added + self.restated + self.again

    def in_words(self) -> str:
        """'70 added, 12 restated, 840 printed again as they were, 0 left as they were; 1 target'."""
        parts = [f"{self.added:,} added", f"{self.restated:,} restated"]
        parts += [f"{self.again:,} printed again as they were"] if self.again else []
        parts.append(f"{self.unchanged:,} left as they were")
        more = [f"{n:,} {word}{'' if n == 1 else 's'}" for n, word in self._more() if n]
        return "; ".join([", ".join(parts), *([", ".join(more)] if more else [])])

    def _more(self) -> Iterator[tuple[int, str]]:
        yield self.benchmarks, "benchmark"
        yield self.targets, "target"


def counted(rows: Iterable["CheckedRow"]) -> Counted:
    """What taking the rows does, in numbers."""
    found: Counter[str] = Counter()
    for row in rows:
        found["unchanged"] += row.unchanged
        found["benchmarks"] += len(row.benchmarks)
        found["targets"] += row.target is not None
        for figure in row.figures:
            kind = "restated" if figure.restates else "again" if figure.again else "added"
            found[kind] += 1
    return Counted(**found)


@dataclass(frozen=True)
class Checked:
    """The whole file. `rows` are those without a problem, the odd ones among them."""

    parsed: Parsed
    known: Known = field(repr=False)
    rows: tuple[CheckedRow, ...]
    problems: Problems
    questions: tuple[Question, ...]
    notes: tuple[str, ...]

    @property
    def warnings(self) -> list[Warning]:
        """Everything odd, by row."""
        return [warning for row in self.rows for warning in row.warnings]

    def good(self, accepted: Collection[str] = ()) -> list[CheckedRow]:
        """The rows of which every warning is accepted, by its id."""
        return [row for row in self.rows if all(each.id in accepted for each in row.warnings)]

    def left_out(self, accepted: Collection[str] = ()) -> set[int]:
        """The rows that have a problem, or a warning that nobody accepted."""
        good = {row.number for row in self.good(accepted)}
        return self.problems.rows | {row.number for row in self.rows if row.number not in good}

    @cached_property
    def digest(self) -> str:
        """Equal for what changes and warns alike: what a person saw is what is taken."""
        said = hashlib.sha256()
        for row in self.rows:
            figures = [
                (f.row, f.column, plain(f.content.value), f.aside, f.restates, f.again) for f in row.figures
            ]
            marks = [(b.peer, b.year, plain(b.value)) for b in row.benchmarks]
            target = row.target and (row.target.operator, plain(row.target.value), str(row.target.starts_on))
            warned = [warning.id for warning in row.warnings]
            said.update(repr((row.number, row.indicator.slug, figures, marks, target, warned)).encode())
        said.update(repr(sorted(self.problems.rows)).encode())
        return said.hexdigest()
