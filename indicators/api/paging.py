"""Figures, page by page. A page begins after a cursor, which names the last figure of the page before."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from core import months
from core.periods import holds
from figures import reading
from figures.models import CurrentFigure, Figure, Indicator
from indicators.api.answers import FigureOut, FiguresOut
from indicators.api.asked import FiguresAsked
from indicators.api.problems import unknown
from indicators.api.serving import IN_CATALOGUE, number, visible_places
from indicators.models import Entry, Section

KEY = ("month", "indicator_id", "place_id", "source")
LAST_DAY = dt.date(9999, 12, 30)
Key = tuple[dt.date, int, int, str]


def page(reader: Any, asked: FiguresAsked) -> FiguresOut:
    """The page that is asked for: at most `limit` figures, and where the next one begins."""
    rows = (
        _matching(reader, asked)
        .order_by(*KEY)
        .select_related("figure", "indicator", "place__service_area", "place__team")
    )
    if asked.cursor:
        rows = rows.filter(_after(asked.cursor))
    found = list(rows[: asked.limit + 1])
    shown = found[: asked.limit]
    following = _cursor(shown[-1]) if len(found) > asked.limit else None
    known = _as_known(shown, asked.as_at) if asked.as_at else {_key(row): row.figure for row in shown}
    out = [_figure(row, known[_key(row)]) for row in shown if _key(row) in known]
    return FiguresOut(figures=out, next=following)


def _matching(reader: Any, asked: FiguresAsked) -> QuerySet[CurrentFigure]:
    rows: Any = CurrentFigure.objects.visible_to(reader)
    if asked.indicator:
        rows = rows.filter(indicator=_indicator(asked.indicator))
    if asked.place is not None:
        rows = rows.filter(place__in=_places(reader, asked.place))
    if asked.section:
        rows = rows.filter(_in_section(asked.section))
    for value, lookup in ((asked.first, "month__gte"), (asked.last, "month__lte"), (asked.source, "source")):
        if value:
            rows = rows.filter(**{lookup: value})
    return rows


def _indicator(slug: str) -> int:
    found = Indicator.objects.filter(slug=slug).values_list("pk", flat=True).first()
    if found is None:
        raise unknown("indicator", slug, IN_CATALOGUE)
    return found


def _places(reader: Any, code: str) -> list[int]:
    """A service area and its one team may share a name. A team out of reach is as unknown as any word."""
    wanted = code.strip().casefold()
    found = [place.pk for place in visible_places(reader) if place.code.casefold() == wanted]
    if not found:
        raise unknown("place", code, "a place as /api/v1/places lists them; blank is the whole service")
    return found


def _in_section(slug: str) -> Q:
    """The indicators that the catalogue has in the section in the figure's month."""
    section = Section.objects.filter(slug=slug).first()
    if section is None:
        raise unknown("section", slug, "the slug of a section, as /api/v1/catalogue lists them")
    month = OuterRef("month")
    in_it = Entry.objects.filter(holds(month), section=section, indicator=OuterRef("indicator"))  # type: ignore[arg-type]
    return Q(Exists(in_it))


def _key(row: Any) -> Key:
    return row.month, row.indicator_id, row.place_id, row.source


def _cursor(row: Any) -> str:
    return f"{months.key(row.month)}.{row.indicator_id}.{row.place_id}.{row.source}"


def _after(cursor: str) -> Q:
    month, *numbers, source = cursor.split(".")
    values = [months.parse(month), *(int(each) for each in numbers), source]
    condition, same = Q(), Q()
    for name, value in zip(KEY, values, strict=True):
        condition |= same & Q(**{f"{name}__gt": value})
        same &= Q(**{name: value})
    return condition


def _as_known(rows: Iterable[CurrentFigure], day: dt.date) -> dict[Key, Figure]:
    """Of the keys of a page, what was known by the end of the day."""
    keys = {_key(row) for row in rows}
    every = [sorted({key[place] for key in keys}) for place in range(3)]
    if not keys:
        return {}
    asked = {"month__gte": every[0][0], "month__lte": every[0][-1], "indicator__in": every[1]}
    found = reading.as_at(min(day, LAST_DAY), {**asked, "place__in": every[2]})
    return {_key(figure): figure for figure in found if _key(figure) in keys}


def _figure(row: Any, figure: Figure) -> FigureOut:
    return FigureOut(
        indicator=row.indicator.slug,
        place=row.place.code,
        place_kind=row.place.kind,
        month=months.key(row.month),
        numerator=number(figure.numerator),
        denominator=number(figure.denominator),
        value=number(figure.value),
        missing=figure.missing or None,
        source=row.source,
        known_at=figure.known_at,
    )
