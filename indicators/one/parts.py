"""What longer windows are summed from: numerators and denominators, a figure's own or other indicators'."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db.models import Q

from core import months
from indicators.models import Entry
from indicators.reading.catalogue import Listed
from indicators.reading.numbers import Point, read
from indicators.rules.windows import Part

YEAR = 12


def parts(
    user: Any, entry: Entry, now: Listed, place: Q, points: Mapping[dt.date, Point], month: dt.date
) -> dict[dt.date, Part]:
    """Those of the twelve months up to this one.

    A report prints '106%' and, in other rows, the 134 and the 126 that it is made of: where the catalogue
    names those rows, they are what is summed. One query, if so.
    """
    first = months.minus_months(month, YEAR - 1)
    known = {each: point for each, point in points.items() if first <= each <= month}
    made = _made_of(user, entry, now, place, first, month) if now.is_flow else {}
    return {each: _part(point, made.get(each)) for each, point in known.items()}


def _part(point: Point, made: tuple[Decimal, Decimal] | None) -> Part:
    if made is not None and point.denominator is None:
        return Part(*made, point.value)
    return Part(point.numerator, point.denominator, point.value)


def _made_of(
    user: Any, entry: Entry, now: Listed, place: Q, first: dt.date, last: dt.date
) -> dict[dt.date, tuple[Decimal, Decimal]]:
    above, below = entry.numerator_indicator_id, entry.denominator_indicator_id
    if above is None or below is None:
        return {}
    found = read(user, [replace(now, pk=above), replace(now, pk=below)], place, first, last)
    return {
        month: (top.value, bottom.value)
        for month, top in found.get(above, {}).items()
        if (bottom := found.get(below, {}).get(month)) and top.value is not None and bottom.value is not None
    }
