"""Figures that were published elsewhere: a report or an extract, checked before anything is taken.

    parsed = parse(read(content, name), published_on)
    checked = check(parsed, known(parsed, answers))
    take_figures(by=…, checked=checked, source=…, accepted={warning.id: reason})

`parse` and `check` are pure; `known` reads what is held, in a fixed number of queries.
"""

from indicators.imports.reported.additions import NewBenchmark, NewFigure, NewTarget
from indicators.imports.reported.checked import CHECKS, Checked, CheckedRow, Counted, Warning, counted
from indicators.imports.reported.checking import check
from indicators.imports.reported.held import NO_ANSWERS, Answers, Known
from indicators.imports.reported.known import known
from indicators.imports.reported.naming import Question
from indicators.imports.reported.parsed import Parsed
from indicators.imports.reported.reading import parse
from indicators.imports.reported.settling import Acceptance, reasons, settle

__all__ = [
    "CHECKS",
    "NO_ANSWERS",
    "Acceptance",
    "Answers",
    "Checked",
    "CheckedRow",
    "Counted",
    "Known",
    "NewBenchmark",
    "NewFigure",
    "NewTarget",
    "Parsed",
    "Question",
    "Warning",
    "check",
    "counted",
    "known",
    "parse",
    "reasons",
    "settle",
]
