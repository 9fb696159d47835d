"""Rows beside what they said before: month by month, report by report."""

from collections.abc import Iterator
from decimal import Decimal

from core import clock
from core import months as calendar
from indicators.imports.reported.additions import NewFigure
from indicators.imports.reported.checked import Warning
from indicators.imports.reported.held import NOTHING, Content, Held
from indicators.imports.reported.matching import Line
from indicators.imports.reported.oddities.facts import Facts, New, of_figure, said
from indicators.rules.odd import series


def jumps(line: Line, new: New, facts: Facts) -> Iterator[Warning]:
    """Changes beyond five times the usual, in figures that no report printed before."""
    if all(figure.again or figure.aside for figure in new.values()):
        return
    place = next(iter(new.values())).key.place
    own = {m: p.content.value for m, p in line.printed.items() if p.content.value is not None}
    values = {**facts.held.get((line.meant.pk, place), {}), **own}
    for jump in series.jumps(values, line.meant.kind):
        figure = new.get(jump.month)
        if figure is not None and not figure.again and not figure.aside:
            way = "more" if jump.change > 0 else "less"
            before = calendar.label(calendar.minus_months(jump.month, 1))
            words = (
                f"{said(abs(jump.change))} {way} than in {before}: more than {series.BEYOND} times the usual "
                f"change of {said(jump.usual)}."
            )
            yield of_figure("jump", figure, words)


def restated(line: Line, new: New) -> Iterator[Warning]:
    """Figures that differ from an earlier report's, or from a later one's that was taken already."""
    for figure in new.values():
        if figure.restates_before and figure.before is None:
            words = f"Nothing was known of it when {calendar.label(figure.key.month)} was signed off."
            yield of_figure("restated", figure, words)
        elif figure.restates_before and figure.before is not None:
            old, when = figure.before.content, _day(figure.before)
            words = f"Was {content(old)} in the report of {when}{_difference(old, figure.content)}."
            yield of_figure("restated", figure, words)
        elif figure.is_restated_after and figure.after is not None:
            later, when = figure.after.content, _day(figure.after)
            words = (
                f"The report of {when}, which stays current, has {content(later)}"
                f"{_difference(figure.content, later)}."
            )
            yield of_figure("restated", figure, words)


def _day(held: Held) -> str:
    return f"{held.known_at.astimezone(clock.LONDON):%-d %B %Y}"


def content(what: Content) -> str:
    """A figure in words: 1,928, or why there is none."""
    return said(what.value) if what.value is not None else (what.held_back or what.missing)


def _difference(old: Content, new: Content) -> str:
    if old.value is None or new.value is None:
        return ""
    change: Decimal = new.value - old.value
    return f": {said(abs(change))} {'more' if change > 0 else 'less'} now" if change else ", of other parts"


def difference(figure: NewFigure) -> str:
    """What a new figure is beside the one before it, for lists: '554 → 552'."""
    before = NOTHING if figure.unknown else None
    if figure.before is not None:
        before = figure.before.content
    old = content(before) if before else ""
    return f"{old} → {content(figure.content)}" if old else content(figure.content)
