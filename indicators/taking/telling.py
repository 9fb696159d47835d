"""What a check found, as its page shows it and as a job can keep it. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from core import months
from figures.shown import DASH
from indicators.imports import Checked
from indicators.imports.reported import CheckedRow, NewFigure, NewTarget, Warning, counted
from indicators.imports.reported.held import NOTHING, Content
from indicators.models import Kind

LISTED = 2_000
"""So many restatements, and so many rows, are listed; beyond them they are counted."""


def told(checked: Checked, settled: Checked, stamp: str) -> dict[str, Any]:
    """What the file holds, and what of it would be taken: `settled` is without rows that nobody accepts."""
    taken = {row.number for row in settled.rows}
    restated = [each for row in settled.rows for each in _restated(row)]
    return {
        "rows": checked.parsed.total,
        "problems": checked.problems.count,
        "whole": checked.problems.whole,
        "notes": list(checked.notes),
        "questions": [asdict(question) for question in checked.questions],
        "warnings": list(_warnings(checked.rows)),
        "counted": asdict(counted(settled.rows)),
        "restated": restated[:LISTED],
        "lines": [_line(row) for row in settled.rows if row.changes][:LISTED],
        "left_out": len(settled.problems.rows | {row.number for row in checked.rows} - taken),
        "spoilt": len(checked.problems.rows),
        "seen": checked.digest,
        "accepted": stamp,
    }


def _warnings(rows: Iterable[CheckedRow]) -> Iterator[dict[str, Any]]:
    """Each once: of a file with a row for each month, one may be about several rows."""
    found: dict[str, tuple[str, Warning]] = {}
    for row in rows:
        for warning in row.warnings:
            found.setdefault(warning.id, (row.indicator.name, warning))
    for key, (name, warning) in found.items():
        yield {
            "id": key,
            "name": name,
            "check": warning.check,
            "row": warning.row,
            "column": warning.column,
            "value": warning.value,
            "words": warning.words,
        }


def _line(row: CheckedRow) -> dict[str, Any]:
    one = counted([row])
    held = sorted({figure.key.month for figure in row.figures})
    return {
        "row": row.number,
        "section": row.section,
        "name": row.indicator.name,
        "called": row.name,
        "months": span(held[0], held[-1]) if held else "",
        "added": one.added,
        "restated": one.restated,
        "again": one.again,
        "unchanged": one.unchanged,
        "besides": _besides(row),
    }


def span(first: Any, last: Any) -> str:
    """'October 2022 to October 2023', or the one month."""
    return months.label(first) if first == last else f"{months.label(first)} to {months.label(last)}"


def _besides(row: CheckedRow) -> str:
    count = len(row.benchmarks)
    parts = [f"{count} benchmark{'' if count == 1 else 's'}"] if count else []
    parts += [_target(row.target)] if row.target else []
    return ", ".join(parts)


def _target(target: NewTarget) -> str:
    return f"target {target.operator} {target.value.normalize():,f} from {months.label(target.starts_on)}"


def _restated(row: CheckedRow) -> Iterator[dict[str, Any]]:
    for figure in row.figures:
        if figure.restates:
            old, new = _sides(figure)
            yield {
                "row": row.number,
                "name": row.indicator.name,
                "month": months.label(figure.key.month),
                "old": _words(old, row.indicator.kind),
                "new": _words(new, row.indicator.kind),
                "difference": _difference(old, new),
                "stays": figure.after is not None,
            }


def _sides(figure: NewFigure) -> tuple[Content, Content]:
    """The earlier report's figure and the later one's: this file may be either."""
    if figure.restates_before:
        return figure.before.content if figure.before else NOTHING, figure.content
    return figure.content, figure.after.content if figure.after else figure.content


def _words(content: Content, kind: str) -> str:
    if content.value is None:
        return content.held_back or content.missing or DASH
    return f"{_plain(content.value)}{'%' if kind == Kind.PERCENTAGE else ''}"


def _difference(old: Content, new: Content) -> str:
    if old.value is None or new.value is None:
        return ""
    change = new.value - old.value
    return f"{'+' if change > 0 else '−' if change < 0 else ''}{_plain(abs(change))}"


def _plain(value: Decimal) -> str:
    return f"{value.normalize():,f}"
