"""Reading figures: the current ones, those known at a day, and a lookup for pages."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber

from core import clock
from figures.models import CurrentFigure, Figure, Source
from figures.models.figures import FigureQuerySet


@dataclass(frozen=True)
class Known:
    """One figure as a page needs it."""

    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    missing: str
    figure_id: int = 0


NOT_ROLLED_UP = Known(None, None, None, "not rolled up yet")
ORDER = (
    "indicator__slug",
    "month",
    "place__kind",  # the whole service, service areas, teams, the unallocated: alphabetical as it happens
    "place__service_area__name",
    "place__team__name",
    "source",
)
Key = tuple[str, str, int | None, dt.date]


class Figures:
    """The current figures of some indicators and months, read in one query, looked up by key."""

    def __init__(self, slugs: Iterable[str], first: dt.date, last: dt.date) -> None:
        rows = (
            CurrentFigure.objects.for_months(first, last)
            .filter(indicator__slug__in=list(slugs), source=Source.RECORDS, place__team__isnull=True)
            .values_list(
                "indicator__slug",
                "place__kind",
                "place__service_area_id",
                "month",
                "figure__numerator",
                "figure__denominator",
                "figure__value",
                "figure__missing",
                "figure_id",
            )
        )
        self._known: dict[Key, Known] = {(row[0], row[1], row[2], row[3]): Known(*row[4:]) for row in rows}

    def of(self, slug: str, month: dt.date, service_area: int | None = None) -> Known:
        """The figure of the whole service, or of a service area; one that says so when there is none."""
        kind = "service" if service_area is None else "service_area"
        return self._known.get((slug, kind, service_area, month), NOT_ROLLED_UP)

    def service_areas(self, slug: str, month: dt.date) -> list[int]:
        """The service areas whose figure of the month is more than 0, also those that exist no more."""
        return [
            area
            for (name, kind, area, at), known in self._known.items()
            if (name, kind, at) == (slug, "service_area", month) and area is not None and known.value
        ]

    def has(self, month: dt.date) -> bool:
        """Whether anything is known of the month."""
        return any(key[3] == month for key in self._known)


def current(filters: dict[str, Any]) -> QuerySet[CurrentFigure]:
    """The current figures that match, with all that a list shows of them."""
    return (
        CurrentFigure.objects.filter(**filters)
        .select_related("indicator", "place__service_area", "place__team", "figure")
        .order_by(*ORDER)
    )


def as_at(day: dt.date, filters: dict[str, Any]) -> QuerySet[Figure]:
    """The newest figure of each key among those known by the end of the day in London."""
    return _newest(Figure.objects.filter(known_at__lt=_end_of(day), aside=False, **filters))


def _end_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), clock.LONDON)


def _newest(figures: QuerySet[Figure]) -> QuerySet[Figure]:
    newest = Window(
        RowNumber(),
        partition_by=[F("indicator"), F("place"), F("month"), F("source")],
        order_by=[F("known_at").desc(), F("pk").desc()],
    )
    return (
        figures.annotate(rank=newest)
        .filter(rank=1)
        .select_related("indicator", "place__service_area", "place__team")
        .order_by(*ORDER)
    )


def of_section(section: str, filters: dict[str, Any], day: dt.date | None = None) -> QuerySet[Figure]:
    """What the reports print in a section of theirs, the newest of each key; known by the day, if given.

    A report may print an indicator in several sections, and differ from itself: one of them is current, the
    others are found here.
    """
    printed = Figure.objects.filter(section=section, **filters)
    if day is not None:
        printed = printed.filter(known_at__lt=_end_of(day))
    return _newest(printed)


def vintages(indicator: str, place_id: int, month: dt.date, *sources: str) -> FigureQuerySet:
    """Every figure that the sources ever gave, newest first: those kept beside the current one, too."""
    return (
        Figure.objects.filter(indicator__slug=indicator, place_id=place_id, month=month, source__in=sources)
        .select_related("indicator", "place__service_area", "place__team", "rollup")
        .order_by("-known_at", "-pk")
    )
