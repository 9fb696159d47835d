"""The headline figures of some indicators at one place, over the months: one query."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Q, TextField, Value

from core import months
from figures import registry
from figures.models import CurrentFigure, Place
from indicators.reading.catalogue import Listed


class Point(NamedTuple):
    """What is known of one month; `value` None says in `missing` why."""

    month: dt.date
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    missing: str
    figure_id: int


Numbers = dict[int, dict[dt.date, Point]]
Withheld = Sequence[tuple[frozenset[str], frozenset[dt.date]]]
"""Slugs, and the months in which they are held back, as `figures.registry` answers it."""


def read(
    user: Any,
    indicators: Sequence[Listed],
    place: Q,
    first: dt.date,
    last: dt.date,
    *,
    bare: bool = False,
    withheld: Withheld | None = None,
) -> Numbers:
    """By indicator and month, the current figure of its headline source that the user may see.

    `place` is a condition on figures, such as `WHOLE_SERVICE`; whether the user may see that place was asked
    before (`Place.objects.visible_to`). Bare points are without numerator and denominator: to read these is
    half of the work. Who has asked already what is withheld from the user says it.
    """
    found: Numbers = {}
    held = registry.withheld(user) if withheld is None else withheld
    for pk, _, point in _rows(held, indicators, place, first, last, BARE if bare else POINT):
        found.setdefault(pk, {})[point.month] = point
    return found


def read_places(
    withheld: Withheld, indicators: Sequence[Listed], places: Q, first: dt.date, last: dt.date
) -> dict[int, Numbers]:
    """The same of several places, by place; the condition leaves only those that the user may see."""
    found: dict[int, Numbers] = {}
    for pk, place, point in _rows(withheld, indicators, places, first, last):
        found.setdefault(place, {}).setdefault(pk, {})[point.month] = point
    return found


def _rows(
    withheld: Withheld,
    indicators: Sequence[Listed],
    place: Q,
    first: dt.date,
    last: dt.date,
    columns: Sequence[Any] = (),
) -> Iterator[tuple[int, int, Point]]:
    """Indicator, place, point. Every column of the key is asked by `=` or `IN`, never by OR or a range:
    so each figure is found by its key, however many years, places and sources there are beside it."""
    source = {each.pk: each.headline for each in indicators}
    rows = CurrentFigure.objects.filter(
        place, month__in=list(months.span(first, last)), indicator__in=list(source)
    )
    if len(set(source.values())) == 1:
        rows = rows.filter(source=indicators[0].headline)
    for slugs, held in withheld:
        rows = rows.exclude(indicator__slug__in=slugs, month__in=held)
    for pk, place_pk, of, *point in rows.values_list(
        "indicator_id", "place_id", "source", *(columns or POINT)
    ):
        if source[pk] == of:
            yield pk, place_pk, Point(*point)


POINT = (
    "month",
    "figure__value",
    "figure__numerator",
    "figure__denominator",
    "figure__missing",
    "figure_id",
)
NOTHING = Value(None, output_field=TextField())
BARE = ("month", "figure__value", NOTHING, NOTHING, "figure__missing", "figure_id")
WHOLE_SERVICE = Q(place__in=Place.objects.filter(kind=Place.Kind.SERVICE).values("pk"))


def of_place(place: Place) -> Q:
    """The condition that a figure is of this place.

    By what the place is of and not by its number: told the number, PostgreSQL takes a place's figures for
    fewer than they are and reads them by a parallel scan that takes longer to begin than to end.
    """
    if place.kind == Place.Kind.SERVICE:
        return WHOLE_SERVICE
    same = {"kind": place.kind, "team": place.team_id, "service_area": place.service_area_id}
    asked = {name: value for name, value in same.items() if value is not None}
    return Q(place__in=Place.objects.filter(**asked).values("pk"))


def of_places(places: Iterable[Place]) -> Q:
    """The condition that a figure is of one of these places."""
    return Q(place__in=[place.pk for place in places])


def at(place_pk: int) -> Q:
    """The condition that a figure is of the place of this number."""
    return Q(place=place_pk)
