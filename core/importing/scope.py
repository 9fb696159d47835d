"""Which records a file is about: those of its rows, and those of the days of which it is all there is."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Self, TypeVar

from core.history.wording import day
from core.importing.rows import Row

R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class Days:
    """From a day to a day, both in."""

    first: dt.date
    last: dt.date

    def __contains__(self, on: dt.date) -> bool:
        return self.first <= on <= self.last

    def __str__(self) -> str:
        return f"{day(self.first)} to {day(self.last)}"

    def as_args(self) -> list[str]:
        """For a job's arguments."""
        return [self.first.isoformat(), self.last.isoformat()]

    @classmethod
    def from_args(cls, args: Sequence[str] | None) -> Self | None:
        """The other way; None where the job has none."""
        return cls(*map(dt.date.fromisoformat, args)) if args else None


@dataclass(frozen=True)
class Scope(Generic[R]):
    """What is to be read before a file's rows are checked: no more than those need.

    `rows` are those that could be read; `lock` says that they are about to be taken; `days`, where given,
    are those of which the file is all there is: every record whose key's day lies in them is needed too.
    """

    rows: Sequence[R] = ()
    lock: bool = False
    days: Days | None = None
