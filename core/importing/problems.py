"""What is wrong with a file: for each problem the row, the column, the value, what would be accepted."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from core.spreadsheets import Unreadable

KEPT = 1_000
"""Beyond these problems are only counted: nobody mends a thousand rows one by one."""

VALUE_CHARACTERS = 100


@dataclass(frozen=True)
class Problem:
    """One thing that is not accepted, and what would be. `row` is the file's own number."""

    row: int | None
    column: str
    value: str
    accepted: str

    def as_dict(self) -> dict[str, Any]:
        """For a job's problems."""
        return {"row": self.row, "column": self.column, "value": self.shown, "accepted": self.accepted}

    @property
    def shown(self) -> str:
        """The value, cut where it is long."""
        long = len(self.value) > VALUE_CHARACTERS
        return f"{self.value[:VALUE_CHARACTERS]}…" if long else self.value

    def __str__(self) -> str:
        """A line for the command line."""
        where = [f"row {self.row}"] if self.row is not None else []
        where += [f"column {self.column}"] if self.column else []
        start = ", ".join(where)
        value = f"{start}: '{self.shown}'. " if start else ""
        return f"{value}{self.accepted}"


@dataclass
class Problems:
    """All of a file's problems: the first thousand, the count of all, and which rows they spoil."""

    found: list[Problem] = field(default_factory=list)
    count: int = 0
    rows: set[int] = field(default_factory=set)
    whole: bool = False
    """Whether one of them is of the file as a whole, so that no row of it can be taken."""

    def add(self, problem: Problem) -> None:
        """One more, of a row."""
        self.count += 1
        if problem.row is not None:
            self.rows.add(problem.row)
        if not self.full:
            self.found.append(problem)

    @property
    def full(self) -> bool:
        """Whether further problems are only counted."""
        return len(self.found) >= KEPT

    def count_only(self, row: int, count: int) -> None:
        """So many more of a row, once there is no more to be kept."""
        self.count += count
        self.rows.add(row)

    def add_all(self, problems: Iterable[Problem]) -> None:
        """Several more."""
        for problem in problems:
            self.add(problem)

    def add_whole(self, problem: Problem) -> None:
        """One more, that spoils the file."""
        self.add(problem)
        self.whole = True

    def in_order(self) -> list[Problem]:
        """Those kept, by row."""
        return sorted(self.found, key=lambda problem: problem.row or 0)


def unreadable(refusal: Unreadable) -> Problems:
    """The problems of a file that could not be read at all."""
    problems = Problems()
    words = f"{refusal.what} {refusal.accepted}"
    problems.add_whole(Problem(refusal.row, refusal.column, "", words))
    return problems
