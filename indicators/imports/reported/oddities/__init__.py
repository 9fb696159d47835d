"""What is odd about a file's rows, as warnings: each names row, column, value and what is wrong. Pure.

The rules themselves are in `indicators.rules.odd`.
"""

from collections.abc import Iterator

from indicators.imports.reported.additions import NewBenchmark, NewFigure
from indicators.imports.reported.checked import Warning
from indicators.imports.reported.matching import Line
from indicators.imports.reported.oddities import beside, made, moving, sections
from indicators.imports.reported.oddities.facts import Facts


def of_line(
    line: Line, figures: list[NewFigure], benchmarks: list[NewBenchmark], facts: Facts
) -> Iterator[Warning]:
    """All that is odd about what a line would add. Of what it would not change nothing is asked again."""
    new = {figure.key.month: figure for figure in figures}
    yield from made.over_100(line, new)
    yield from made.misfits(line, new, facts)
    yield from made.truncated(line, new, facts)
    yield from sections.two_sections(line, new, facts)
    yield from sections.besides(line, new, facts)
    yield from sections.shifted(line, new, facts)
    yield from moving.jumps(line, new, facts)
    yield from moving.restated(line, new)
    yield from beside.benchmarks(line, benchmarks, facts)
    yield from beside.target(line, new)


__all__ = ["Facts", "of_line"]
