"""Benchmarks that jump, and targets of which nobody can say which way."""

from collections.abc import Iterator

from indicators.imports.reported.additions import NewBenchmark
from indicators.imports.reported.aims import benchmark_values, operator_of
from indicators.imports.reported.checked import Warning
from indicators.imports.reported.matching import Line
from indicators.imports.reported.oddities.facts import Facts, New, said
from indicators.models import Peer
from indicators.rules.odd.benchmarks import Odd, benchmark_jumps


def benchmarks(line: Line, new: list[NewBenchmark], facts: Facts) -> Iterator[Warning]:
    """Benchmarks that are not like the same peer's other year, or not like the other peers'."""
    there = {(each.peer, each.year) for each in new}
    columns = {(each.peer, each.year): each for each in line.series.benchmarks}
    for odd in benchmark_jumps(benchmark_values(line, facts.known), line.meant.kind) if new else ():
        if odd.whose in there:
            printed = columns[odd.whose]
            row, column, text = line.series.row, printed.column, printed.text
            yield Warning("benchmark-jump", row, column, text, _words(odd), benchmark=odd.whose)


def _words(odd: Odd) -> str:
    peer = Peer(odd.whose[0]).label
    if odd.own:
        return f"{peer} has {said(odd.beside)} in the year beside it, and this is farther from all others."
    return f"The others have about {said(odd.beside)}."


def target(line: Line, new: New) -> Iterator[Warning]:
    """A target without an operator where neither way is better: nobody knows what reaches it."""
    aimed = line.series.target
    if aimed is not None and new and not operator_of(line):
        words = (
            "Is it to be at least or at most this? Neither higher nor lower is better, so the target is "
            "left out. With an operator, such as <, it would be taken."
        )
        row, column, text = line.series.row, aimed.column, aimed.text
        yield Warning("target-without-polarity", row, column, text, words, (max(new),))
