"""Two years of the measures of caseloads, supervision and visits: the product's way, a notebook's, SQL's.

`python -m benchmarks.rollup` measures them side by side in one run, on SQLite or on the PostgreSQL of
DATABASE_URL, and compares what they answer. The exit code is 1 if they differ.
"""

import argparse
import datetime as dt
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from benchmarks.database import fresh, plain

OURS, NOTEBOOK, SQL = "Plumbline", "A notebook: pandas over read_sql", "Hand-written SQL"
WHOLE, MONTH = "Roll-up of 24 months, every figure new", "One month again, 1% of its visits late"


@dataclass(frozen=True)
class Measured:
    """How long something took: by the clock, and of this process's own processor time."""

    name: str
    wall: float
    processor: float
    answer: Any

    def __str__(self) -> str:
        return f"{self.name:<42}{self.wall:>8.2f} s{self.processor:>12.2f} s"


def measured(name: str, work: Callable[[], Any], times: int, before: Callable[[], Any] = int) -> Measured:
    """The fastest of several times: whatever else the machine does only ever adds."""
    found = []
    for _ in range(times):
        before()
        wall, processor = time.perf_counter(), time.process_time()
        answer = work()
        found.append(Measured(name, time.perf_counter() - wall, time.process_time() - processor, answer))
        print(found[-1], file=sys.stderr)
    return min(found, key=lambda each: each.wall)


def main() -> int:
    """Measure, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=3, help="how often each is measured (default: 3)")
    times = parser.parse_args().times
    with fresh() as vendor:
        from django.conf import settings

        from benchmarks import council

        settings.PLUMBLINE_TODAY = council.TODAY
        print(f"{vendor}: {council.load()}.", file=sys.stderr)
        rows = [*side_by_side(council.MONTHS, times), *roll_ups(council.MONTHS, times)]
    print(f"{vendor:<42}{'wall':>10}{'processor':>14}")
    print("\n".join(str(row) for row in rows))
    return said({row.name: row for row in rows})


def side_by_side(months: list[dt.date], times: int) -> list[Measured]:
    """From the records to the sums of each measure, place and month, nothing written."""
    from benchmarks import ways

    with plain() as opened:
        return [
            measured(OURS, lambda: ways.ours(months), times),
            measured(NOTEBOOK, lambda: ways.notebooks(opened, months), times),
            measured(SQL, lambda: ways.sqls(months), times),
        ]


def roll_ups(months: list[dt.date], times: int) -> list[Measured]:
    """With all that belongs to them: every measure of the product, compared with what is known, and kept."""
    from benchmarks import ways

    last = months[-1]
    return [
        measured(WHOLE, lambda: ways.roll_up(months), 1),
        measured("The same again: nothing is added", lambda: ways.roll_up(months), times),
        measured(MONTH, lambda: ways.roll_up([last]), times, before=lambda: ways.come_late(last)),
    ]


def said(rows: dict[str, Measured]) -> int:
    """What the times mean, and whether the answers are equal."""
    from benchmarks.results import differences

    print(f"\n{rows[WHOLE].answer.in_words()}")
    print(f"{rows[MONTH].answer.in_words()}")
    print(f"One month is {rows[MONTH].wall / rows[WHOLE].wall:.1%} of the whole.")
    wrong = [
        f"{other}: {each}"
        for other in (NOTEBOOK, SQL)
        for each in differences(rows[OURS].answer, rows[other].answer)
    ]
    for other in (NOTEBOOK, SQL):
        print(f"{other} takes {rows[other].wall / rows[OURS].wall:.1f} times as long.")
    print(
        "\n".join(wrong) or f"All {len(rows[OURS].answer):,} sums that are not 0 are equal, three times over."
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
