"""A report against what is held: rows, problems, warnings, questions. Pure."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from core.importing.problems import Problems
from indicators.imports.reported import aims, comparing, matching, oddities
from indicators.imports.reported.additions import NewBenchmark, NewFigure, NewTarget
from indicators.imports.reported.checked import Checked, CheckedRow, Warning
from indicators.imports.reported.comparing import Chosen
from indicators.imports.reported.held import Known
from indicators.imports.reported.matching import Line
from indicators.imports.reported.oddities import Facts
from indicators.imports.reported.parsed import Parsed, Series

Besides = dict[int, tuple[list[NewBenchmark], NewTarget | None]]
"""What a line sets besides figures, by its row."""


def check(parsed: Parsed, known: Known, without: Collection[int] = ()) -> Checked:
    """What each row would change, what is wrong and what is odd. Rows `without` are passed over."""
    problems = _copied(parsed.problems)
    asked = matching.questions(parsed, known)
    problems.add_all(matching.unknown(parsed, known, asked))
    kept = replace(parsed, series=tuple(_left(parsed.series, without))) if without else parsed
    found = [] if problems.whole else matching.lines(kept, known, problems)
    found = matching.once(found, problems)
    lines = list(_good(found, problems, parsed.long))
    chosen = comparing.choose(lines)
    comparing.fill(lines, chosen, known)
    rows = sorted(_rows(lines, chosen, known, parsed.last_month), key=lambda row: row.number)
    notes = (*parsed.notes, *_kept_targets(lines, known, parsed))
    return Checked(parsed, known, tuple(rows), problems, tuple(asked), notes)


def _copied(problems: Problems) -> Problems:
    return Problems(list(problems.found), problems.count, set(problems.rows), problems.whole)


def _left(series: Iterable[Series], without: Collection[int]) -> Iterator[Series]:
    for each in series:
        cells = tuple(cell for cell in each.cells if cell.row not in without)
        if cells:
            yield replace(each, cells=cells, row=min(cell.row for cell in cells))


def _good(lines: list[Line], problems: Problems, long: bool) -> Iterator[Line]:
    """A wide row with a problem is stopped whole; of a long file the row of that month is."""
    for line in lines:
        if not long and line.series.row in problems.rows:
            continue
        line.printed = {m: each for m, each in line.printed.items() if each.cell.row not in problems.rows}
        yield line


def _rows(lines: list[Line], chosen: Chosen, known: Known, last: dt.date | None) -> Iterator[CheckedRow]:
    facts = Facts(lines, chosen, known)
    besides = _besides(lines, known, last)
    for line in lines:
        figures = list(comparing.new_figures(line, chosen, known))
        benchmarks, target = besides[line.series.row]
        warnings = list(oddities.of_line(line, figures, benchmarks, facts))
        yield from _by_row(line, figures, warnings, benchmarks, target)


def _by_row(
    line: Line,
    figures: list[NewFigure],
    warnings: list[Warning],
    benchmarks: list[NewBenchmark],
    target: NewTarget | None,
) -> Iterator[CheckedRow]:
    """The line's rows: one of a wide file, one a month of a long one. A warning stops all it is about."""
    own: dict[int, list[NewFigure]] = defaultdict(list)
    for figure in figures:
        own[figure.row].append(figure)
    printed: dict[int, int] = defaultdict(int)
    for each in line.printed.values():
        printed[each.cell.row] += 1
    series = line.series
    for number in sorted({series.row, *printed}):
        about = {figure.key.month for figure in own[number]}
        yield CheckedRow(
            number=number,
            section=series.section,
            name=series.name,
            indicator=line.meant,
            figures=tuple(own[number]),
            unchanged=printed[number] - len(own[number]),
            benchmarks=tuple(benchmarks) if number == series.row else (),
            target=target if number == series.row else None,
            warnings=tuple(w for w in warnings if w.row == number or about & set(w.months)),
        )


def _besides(lines: list[Line], known: Known, last: dt.date | None) -> Besides:
    """Targets and benchmarks of each line: of an indicator's sections, its own section's come first."""
    found: Besides = {}
    benchmarks: set[tuple[int, str, int]] = set()
    targets: set[int] = set()
    for line in sorted(lines, key=lambda each: not each.home):
        new = [each for each in aims.new_benchmarks(line, known) if _key(each) not in benchmarks]
        benchmarks |= {(line.meant.pk, each.peer, each.year) for each in line.series.benchmarks}
        first = line.meant.pk not in targets and not line.series.place and last is not None
        target = aims.new_target(line, known, last) if first and last is not None else None
        if line.series.target is not None:
            targets.add(line.meant.pk)
        found[line.series.row] = (new, target)
    return found


def _key(benchmark: NewBenchmark) -> tuple[int, str, int]:
    return benchmark.indicator, benchmark.peer, benchmark.year


def _kept_targets(lines: list[Line], known: Known, parsed: Parsed) -> Iterator[str]:
    """A report that has targets, but none of an indicator, ends none: that is somebody's to decide."""
    aimed = {line.meant.pk for line in lines if line.series.target is not None}
    if not aimed or parsed.last_month is None:
        return
    without = {line.meant.pk: line.meant for line in lines if line.meant.pk not in aimed}
    kept = [meant for pk, meant in without.items() if aims.in_force(known, pk, parsed.last_month)]
    if kept:
        names = ", ".join(meant.name for meant in kept)
        yield (
            f"The file has no target for {names}. Those in force stay until they are ended in the catalogue."
        )
