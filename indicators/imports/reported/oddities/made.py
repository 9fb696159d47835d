"""Values beside 100, and beside what they are made of."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from core import months as calendar
from indicators.imports.reported.checked import Warning
from indicators.imports.reported.matching import Line
from indicators.imports.reported.oddities.facts import Facts, New, of_figure, of_row, said
from indicators.rules.odd import parts
from indicators.rules.odd.parts import Fit

SHOWN = Decimal("0.001")


def over_100(line: Line, new: New) -> Iterator[Warning]:
    """Percentages over 100."""
    for figure in new.values():
        value = figure.content.value
        if value is not None and not figure.again and parts.over_100(value, line.meant.kind):
            words = (
                f"{said(value)}% is more than 100%: a share is not, so the numerator counts other "
                "events than the denominator, or one of them is wrong."
            )
            yield of_figure("over-100", figure, words)


def _made_of(facts: Facts, line: Line, month: dt.date) -> tuple[Decimal, Decimal, Decimal]:
    """Numerator, denominator and what they come to, of a figure of which they are known."""
    printed = line.printed[month]
    numerator, denominator = facts.parts(line, printed)
    true = facts.true(line, printed)
    if numerator is None or denominator is None or true is None:
        raise LookupError("Nothing is known of what it is made of.")
    return numerator, denominator, true


def misfits(line: Line, new: New, facts: Facts) -> Iterator[Warning]:
    """Values that do not match what they are made of."""
    own = facts.habits[line.series.row]
    for month, each in facts.fits(line).items():
        figure = new.get(month)
        if figure is None or figure.again or not parts.misfits(each, own):
            continue
        numerator, denominator, true = _made_of(facts, line, month)
        words = (
            f"{said(numerator)} of {said(denominator)} make {said(true.quantize(SHOWN))}, "
            f"not {figure.as_published}."
        )
        yield of_figure("parts", figure, words)


def truncated(line: Line, new: New, facts: Facts) -> Iterator[Warning]:
    """Rows that truncate where others round."""
    row = line.series.row
    if not parts.truncated(facts.habits[row], facts.habits.values()):
        return
    cut = sorted(
        m for m, each in facts.fits(line).items() if each is Fit.TRUNCATED and m in new and not new[m].again
    )
    if cut:
        numerator, denominator, true = _made_of(facts, line, cut[0])
        words = (
            f"Truncated where other rows are rounded, in {calendar.in_words(cut)}: "
            f"{said(numerator)} of {said(denominator)} make {said(true.quantize(SHOWN))}, "
            f"printed {new[cut[0]].as_published}."
        )
        yield of_row("truncated", line, cut, words)
