"""The targets and benchmarks that a report sets. Pure."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from indicators.imports.reported.additions import NewBenchmark, NewTarget
from indicators.imports.reported.calendar import april_of
from indicators.imports.reported.held import HeldTarget, Known
from indicators.imports.reported.matching import Line
from indicators.rules.rag import OPERATOR_OF


def operator_of(line: Line) -> str:
    """As printed, else what the polarity asks for; blank where it is neither."""
    target = line.series.target
    return (target.operator if target else "") or OPERATOR_OF.get(line.meant.polarity, "")


def in_force(known: Known, indicator: int, month: dt.date) -> HeldTarget | None:
    """The target that is held for the month."""
    return next((each for each in known.targets.get(indicator, ()) if each.holds(month)), None)


def new_target(line: Line, known: Known, month: dt.date) -> NewTarget | None:
    """The row's target, from April of the financial year, unless the one in force in the month is the same.

    One that began since that April is put right where it began.
    """
    target, operator = line.series.target, operator_of(line)
    if target is None or not operator:
        return None
    held = in_force(known, line.meant.pk, month)
    if held is not None and (held.operator, held.value) == (operator, target.value):
        return None
    april = april_of(month)
    starts_on = held.starts_on if held is not None and held.starts_on >= april else april
    note = line.series.note
    return NewTarget(line.meant.pk, line.meant.slug, operator, target.value, note, starts_on, held)


def new_benchmarks(line: Line, known: Known) -> Iterator[NewBenchmark]:
    """The row's benchmarks that are new, or other than what is held from no later a report."""
    for each in line.series.benchmarks:
        held = known.benchmarks.get((line.meant.pk, each.peer, each.year))
        if held is not None and (held.value == each.value or _is_newer(held.known_at, known.known_at)):
            continue
        yield NewBenchmark(line.meant.pk, line.meant.slug, each.peer, each.year, each.value, each.text, held)


def _is_newer(held: dt.datetime | None, report: dt.datetime | None) -> bool:
    return held is not None and report is not None and held > report


def benchmark_values(line: Line, known: Known) -> dict[tuple[str, int], Decimal]:
    """The benchmarks that there will be: those held, and the row's own."""
    held = {
        (peer, year): each.value for (pk, peer, year), each in known.benchmarks.items() if pk == line.meant.pk
    }
    return {**held, **{(each.peer, each.year): each.value for each in line.series.benchmarks}}
