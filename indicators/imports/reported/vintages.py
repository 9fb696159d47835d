"""The vintages of a report's figures, as they are held: one query each for those before it and after it."""

import datetime as dt
from collections import defaultdict
from typing import Any

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber

from core import clock
from core import months as calendar
from figures.models import CurrentFigure, Figure, Frozen, Indicator, Place, Settled, Source
from indicators.imports.reported.held import At, Content, Held, Key
from indicators.imports.reported.parsed import Parsed

BEHIND = 24
"""So many months before the file's first are read: what is usual is judged by them."""

SUPPRESSED = "suppressed"


def lock(parsed: Parsed, pks: list[int]) -> None:
    """Nobody else imports figures of these indicators meanwhile, nor signs one of their months off."""
    indicators = Indicator.objects.select_for_update(no_key=True).filter(pk__in=pks)
    list(indicators.order_by("pk").values_list("pk"))
    current = CurrentFigure.objects.select_for_update().filter(
        source=Source.REPORTED, indicator__in=pks, month__in=parsed.months
    )
    list(current.order_by("pk").values_list("pk"))


def frozen(parsed: Parsed, pks: list[int]) -> frozenset[Key]:
    """Of which somebody stands by a figure."""
    rows = Frozen.objects.filter(source=Source.REPORTED, indicator__in=pks, month__in=parsed.months)
    names = ("indicator_id", "place__kind", "place__service_area_id", "place__team_id", "month")
    return frozenset(
        Key(pk, At(kind, area or team or 0), month)
        for pk, kind, area, team, month in rows.values_list(*names)
    )


def settled(parsed: Parsed, pks: list[int]) -> frozenset[tuple[int, dt.date]]:
    """By which months of which indicators somebody stands as a whole."""
    rows = Settled.objects.filter(source=Source.REPORTED, indicator__in=pks, month__in=parsed.months)
    return frozenset(rows.values_list("indicator_id", "month"))


def _reported(parsed: Parsed, pks: list[int]) -> QuerySet[Any]:
    """The reported figures of the file's indicators around its months."""
    listed = parsed.months or [calendar.first_of(clock.today())]
    first, last = calendar.minus_months(listed[0], BEHIND), calendar.plus_months(listed[-1], 1)
    found = Figure.objects.filter(
        source=Source.REPORTED, indicator__in=pks, month__gte=first, month__lte=last
    )
    return found if parsed.places else found.filter(place__kind=Place.Kind.SERVICE)


_KEY = [F("indicator"), F("place"), F("month")]


def before(parsed: Parsed, pks: list[int], at: dt.datetime | None) -> dict[Key, list[Held]]:
    """Known by the report's day, or at all where it says none: the newest of each section, aside or not."""
    figures = _reported(parsed, pks)
    if at is not None:
        figures = figures.filter(known_at__lte=at)
    newest = Window(
        RowNumber(),
        partition_by=[*_KEY, F("section"), F("aside")],
        order_by=[F("known_at").desc(), F("pk").desc()],
    )
    found: dict[Key, list[Held]] = defaultdict(list)
    for key, held in _held(figures.annotate(rank=newest).filter(rank=1)):
        found[key].append(held)
    for listed in found.values():
        listed.sort(key=lambda held: (held.known_at, held.pk))
    return dict(found)


def after(parsed: Parsed, pks: list[int], at: dt.datetime | None) -> dict[Key, Held]:
    """Known only later: the oldest that is not aside."""
    if at is None:
        return {}
    oldest = Window(RowNumber(), partition_by=_KEY, order_by=[F("known_at").asc(), F("pk").asc()])
    figures = _reported(parsed, pks).filter(known_at__gt=at, aside=False)
    return dict(_held(figures.annotate(rank=oldest).filter(rank=1)))


def _held(figures: QuerySet[Any]) -> list[tuple[Key, Held]]:
    rows = figures.values_list(
        *("indicator_id", "place__kind", "place__service_area_id", "place__team_id", "month", "pk"),
        *("value", "numerator", "denominator", "missing", "as_published", "known_at", "section", "aside"),
    )
    found = []
    for pk, kind, area, team, month, figure, *said in rows:
        value, numerator, denominator, missing, printed, known_at, section, aside = said
        key = Key(pk, At(kind, area or team or 0), month)
        held_back = printed if missing == SUPPRESSED else ""
        content = Content(value, numerator, denominator, missing, held_back)
        found.append((key, Held(figure, content, known_at, section, aside)))
    return found
