"""The definitions of all measures as one document, made from the measures themselves. Pure."""

from collections.abc import Iterable, Iterator

from figures.registry import Measure

OPENING = """\
# Definitions

Each figure that Plumbline computes from records: what is counted, over what, and where the records are.
Every measure is given for the whole service and for each service area and team that exists on the month's
last day, zeros included; those of children also for the unallocated. A percentage is its numerator over
its denominator; where the denominator is 0 there is no value, and the reason is 'no cases'. Figures are
shown rounded half-up.

`manage.py definitions` prints this file from the measures; a test holds that it is up to date.
"""


def as_markdown(measures: Iterable[Measure]) -> str:
    """The whole document, a section a measure."""
    return OPENING + "".join("\n" + "\n".join(_section(measure)) for measure in measures)


def rows(measure: Measure) -> list[tuple[str, str]]:
    """A measure's definition as pairs of a heading and words, for its page and for the document."""
    over = [("Denominator", _sentence(measure.denominator))] if measure.denominator else []
    decimals = {0: "whole numbers", 1: "1 decimal"}.get(measure.decimals, f"{measure.decimals} decimals")
    return [
        ("Numerator", _sentence(measure.numerator)),
        *over,
        ("Kind", measure.kind.capitalize()),
        ("Unit", f"{measure.unit}, shown in {decimals}"),
        ("Polarity", measure.polarity.capitalize()),
        ("Source", _sentence(measure.source)),
    ]


def _section(measure: Measure) -> Iterator[str]:
    yield f"## {measure.name}"
    yield ""
    yield f"`{measure.slug}`"
    yield ""
    yield from (f"- {heading}: {words}" for heading, words in rows(measure))
    yield ""


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
