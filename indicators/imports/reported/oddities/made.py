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


def _made(facts: Facts, line: Line, month: dt.date) -> str:
    """'114 of 164 make 69.512': what a figure is made of, where that is known."""
    printed = line.printed[month]
    numerator, denominator = facts.parts(line, printed)
    true = facts.true(line, printed)
    if numerator is None:
        raise LookupError("Nothing is known of what it is made of.")
    if denominator is None:
        return f"A count is its numerator, {said(numerator)}"
    comes_to = "no cases" if true is None else said(true.quantize(SHOWN))
    return f"{said(numerator)} of {said(denominator)} make {comes_to}"


def misfits(line: Line, new: New, facts: Facts) -> Iterator[Warning]:
    """Values that do not match what they are made of; and parts given of what is said to have no figure."""
    own, fits = facts.habits[line.series.row], facts.fits(line)
    if not parts.truncated(own, facts.habits.values()):
        own = Fit.EITHER  # `truncated` has no say, so each truncated value is one that does not match
    for month, figure in new.items():
        if figure.again:
            continue
        fit = fits.get(month)
        if parts.misfits(fit, own) if fit else facts.contradicts(line, line.printed[month]):
            yield of_figure("parts", figure, f"{_made(facts, line, month)}, not {figure.as_published}.")


def truncated(line: Line, new: New, facts: Facts) -> Iterator[Warning]:
    """Rows that truncate where others round."""
    row = line.series.row
    if not parts.truncated(facts.habits[row], facts.habits.values()):
        return
    cut = sorted(
        m for m, each in facts.fits(line).items() if each is Fit.TRUNCATED and m in new and not new[m].again
    )
    if cut:
        words = (
            f"Truncated where other rows are rounded, in {calendar.in_words(cut)}: "
            f"{_made(facts, line, cut[0])}, printed {new[cut[0]].as_published}."
        )
        yield of_row("truncated", line, cut, words)
