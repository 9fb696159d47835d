"""The lines of the thirteen months, for the page and for an export."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from core import months
from figures.models import Place
from figures.tables import number
from indicators.board.asked import up_to
from indicators.reading.standing import HELD_BACK, Standing
from indicators.rules.direction import Direction
from indicators.templatetags.signs import direction_tag, rag_tag


@dataclass(frozen=True)
class Line:
    """An indicator's thirteen months, and how it stands in the last."""

    name: str
    reference: str
    url: str
    cells: SafeString
    """The row's cells: drawn here, since a template's loop would take half of the page's time."""


def lines(
    rows: Sequence[Standing], span: Sequence[dt.date], place: Place | None
) -> Iterator[tuple[str, list[Line]]]:
    """The lines of each section, under its name."""
    query = up_to(span[-1], place)
    for section, held in groupby(rows, key=lambda each: each.indicator.section):
        yield section, [line(each, span, query) for each in held]


def line(each: Standing, span: Sequence[dt.date], query: str) -> Line:
    """One indicator, leading to its page at the same place."""
    indicator = each.indicator
    return Line(
        name=indicator.name,
        reference=indicator.reference,
        url=f"{reverse('performance_indicator', args=[indicator.slug])}?{query}",
        cells=_cells(each, span),
    )


def _cells(each: Standing, span: Sequence[dt.date]) -> SafeString:
    target = each.indicator.shown_aim() if each.aims else ""
    texts = escape("\n".join([*(each.shown(month) for month in span), target])).split("\n")
    signs = rag_tag(each.rag), direction_tag(each.since_last_month), direction_tag(each.since_last_year)
    cells = "</td><td>".join([*texts, *signs])
    return mark_safe(f"<td>{cells}</td>")  # noqa: S308 - texts are escaped, signs are drawn by templates


def header(span: Sequence[dt.date]) -> list[str]:
    """The heads of an export."""
    ends = ["Target", "RAG", "Since last month", "Since last year"]
    return ["Section", "Reference", "Indicator", *(months.key(month) for month in span), *ends]


def values(rows: Sequence[Standing], span: Sequence[dt.date]) -> Iterator[list[Any]]:
    """The rows of an export: numbers as they are shown, or why there is none."""
    for each in rows:
        indicator = each.indicator
        yield [
            indicator.section,
            indicator.reference,
            indicator.name,
            *(_value(each, month) for month in span),
            indicator.shown_aim() if each.aims else "",
            str(each.rag or ""),
            in_words(each.since_last_month),
            in_words(each.since_last_year),
        ]


def _value(each: Standing, month: dt.date) -> Any:
    found = each.value(month)
    if found is not None:
        return number(found)
    if month in each.withheld:
        return HELD_BACK
    point = each.points.get(month)
    return point.missing if point else None


def in_words(found: Direction | None) -> str:
    """'up, worse'; blank where there is nothing to compare."""
    return found.in_words if found else ""
