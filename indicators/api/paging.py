"""Figures, page by page. A page begins after a cursor, which names the last figure of the page before."""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from core import months
from core.periods import holds
from figures import reading
from figures.models import CurrentFigure, Figure, Indicator, Place
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
    rows = _matching(reader, asked)
    if asked.cursor:
        rows = rows.filter(_after(asked.cursor))
    found = list(rows.order_by(*KEY).values_list(*KEY, "figure_id")[: asked.limit + 1])
    shown = {row[:4]: row[4] for row in found[: asked.limit]}
    following = _cursor(found[asked.limit - 1]) if len(found) > asked.limit else None
    known = _as_known(shown, asked.as_at) if asked.as_at else Figure.objects.in_bulk(shown.values())
    slugs = dict(Indicator.objects.in_bulk({key[1] for key in shown}))
    places = {place.pk: place for place in visible_places(reader)}
    out = [
        _figure(key, slugs[key[1]].slug, places[key[2]], known[pk])
        for key, pk in shown.items()
        if pk in known
    ]
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


def _cursor(row: tuple[Any, ...]) -> str:
    month, indicator, place, source, _ = row
    return f"{months.key(month)}.{indicator}.{place}.{source}"


def _after(cursor: str) -> Q:
    month, *numbers, source = cursor.split(".")
    values = [months.parse(month), *(int(each) for each in numbers), source]
    condition, same = Q(), Q()
    for name, value in zip(KEY, values, strict=True):
        condition |= same & Q(**{f"{name}__gt": value})
        same &= Q(**{name: value})
    return condition


def _as_known(shown: dict[Key, int], day: dt.date) -> dict[int, Figure]:
    """Of the keys of a page, what was known by the end of the day; by the number of what is current now."""
    if not shown:
        return {}
    listed, indicators, places = ({key[part] for key in shown} for part in range(3))
    asked = {"month__gte": min(listed), "month__lte": max(listed), "indicator__in": indicators}
    found = reading.as_at(min(day, LAST_DAY), {**asked, "place__in": places})
    keyed = (((each.month, each.indicator_id, each.place_id, each.source), each) for each in found)
    return {shown[key]: figure for key, figure in keyed if key in shown}


def _figure(key: Key, slug: str, place: Place, figure: Figure) -> FigureOut:
    month, _, _, source = key
    return FigureOut(
        indicator=slug,
        place=place.code,
        place_kind=place.kind,
        month=months.key(month),
        numerator=number(figure.numerator),
        denominator=number(figure.denominator),
        value=number(figure.value),
        missing=figure.missing or None,
        source=source,
        known_at=figure.known_at,
    )
