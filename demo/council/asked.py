"""What each month of the council is to look like at its end: `asked.csv`, a row a month."""

import csv
import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from core import months
from demo.council.days import back, last_of

FILE = Path(__file__).parent / "asked.csv"


@dataclass(frozen=True)
class Asked:
    """One month: its days are those after `before`, up to and including `last`."""

    month: dt.date
    before: int
    last: int
    said: dict[str, float]

    def __getitem__(self, column: str) -> int:
        return int(self.said[column])

    def share(self, column: str) -> float:
        """A column in per cent, as a share of 1."""
        return self.said[column] / 100


def asked() -> list[Asked]:
    """All months in order. The first is only what the council begins with."""
    found = []
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            month = months.parse(row.pop("month"))
            last = last_of(month)
            before = month.toordinal() - 1
            found.append(Asked(month, before, last, {key: float(value) for key, value in row.items()}))
    return found


def six_months_before(day: int) -> int:
    """The day from which 'the last six months' count."""
    return back(day, 6)
