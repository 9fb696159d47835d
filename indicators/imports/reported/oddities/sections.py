"""Rows beside the same indicator's rows in other sections, and beside its held series."""

from collections.abc import Iterator

from core import months as calendar
from indicators.imports.reported.additions import NewFigure
from indicators.imports.reported.checked import Warning
from indicators.imports.reported.matching import Line
from indicators.imports.reported.oddities.facts import Facts, New, Values, of_figure, of_row
from indicators.rules.odd.series import shifted as moved


def two_sections(line: Line, new: New, facts: Facts) -> Iterator[Warning]:
    """Another value than the one of the section that is current."""
    for figure in new.values():
        other = _current(figure, facts) if figure.aside else None
        if other is not None and not figure.again:
            words = f"{other} Both are kept with their section; the other is current."
            yield of_figure("two-sections", figure, words)


def _current(figure: NewFigure, facts: Facts) -> str | None:
    """What the other section prints, in words; None where it is the same."""
    printed = facts.chosen[figure.key][0]
    if (printed.cell.row, printed.cell.column) != (figure.row, figure.column):
        if printed.content == figure.content:
            return None
        return f"Row {printed.cell.row}, in ‘{printed.section}’, says {printed.cell.text} of the same month."
    held = facts.known.newest_before(figure.key)
    if held is None or held.content == figure.content:
        return None
    return f"The same report says otherwise of this month in ‘{held.section}’, as taken before."


def besides(line: Line, new: New, facts: Facts) -> Iterator[Warning]:
    """Another target or benchmark than the one that is taken, which another section prints."""
    for each in line.series.besides if new else ():
        other, taken = facts.besides[line.meant.pk, each.column]
        if other is not line and taken.value != each.value:
            words = (
                f"Row {other.series.row}, in ‘{other.series.section}’, says {taken.text}, which is taken; "
                "this is not."
            )
            row, column, text = line.series.row, each.column, each.text
            yield Warning("two-sections", row, column, text, words, (max(new),))


def shifted(line: Line, new: New, facts: Facts) -> Iterator[Warning]:
    """A row that sits a month late or early."""
    own: Values = {
        month: printed.content.value
        for month, printed in line.printed.items()
        if printed.content.value is not None
    }
    for words, series in _beside(line, new, facts):
        by, months = moved(own, series)
        concerned = [month for month in months if month in new]
        if by and concerned:
            late = "late" if by > 0 else "early"
            said = (
                f"{words}, a month {late}: {len(months)} months are equal, {calendar.in_words(months)}. One "
                "of the two sits in the wrong columns."
            )
            yield of_row("shifted", line, concerned, said)
            return


def _beside(line: Line, new: New, facts: Facts) -> Iterator[tuple[str, Values]]:
    """The current row of the same indicator in the file, then what is held; with how the words begin."""
    if not new:
        return
    first = _first(line, facts)
    if first is not line:
        values = {m: p.content.value for m, p in first.printed.items() if p.content.value is not None}
        yield f"Equals row {first.series.row}, in ‘{first.series.section}’", values
    place = next(iter(new.values())).key.place
    yield "Equals what is held", facts.held.get((line.meant.pk, place), {})


def _first(line: Line, facts: Facts) -> Line:
    """The row of the indicator's own section, else the first that the file has of it."""
    same = [
        each
        for each in facts.lines
        if each.meant.pk == line.meant.pk and each.series.place == line.series.place
    ]
    return min(same, key=lambda each: (not each.home, each.series.row))
