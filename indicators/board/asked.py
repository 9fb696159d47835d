"""Of which place and month a page speaks, and where one can go from there."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, Subquery
from django.http import Http404
from django.urls import reverse

from core import clock, months
from figures.models import CurrentFigure, Place
from indicators.reading.numbers import WHOLE_SERVICE, of_place

WHOLE = "The whole service"


@dataclass(frozen=True)
class Asked:
    """The place that was chosen (None is the whole service), those that could be, which months there are."""

    place: Place | None
    places: list[Place]
    newest: dt.date | None
    oldest: dt.date | None

    @property
    def condition(self) -> Q:
        """On figures: those of the place."""
        return WHOLE_SERVICE if self.place is None else of_place(self.place)

    @property
    def name(self) -> str:
        """Of the place, and what it is."""
        return WHOLE if self.place is None else name_of(self.place)

    @property
    def query(self) -> str:
        """What leads to the same place on another page: '?place=3', or nothing."""
        return f"?{urlencode({'place': self.place.pk})}" if self.place else ""

    def choices(self) -> list[tuple[str, str]]:
        """The places by name; blank for the whole service."""
        others = [place for place in self.places if place.kind != Place.Kind.SERVICE]
        return [("", WHOLE), *((str(place.pk), name_of(place)) for place in others)]

    def months(self) -> list[tuple[str, str]]:
        """The months of which there are figures, the newest first."""
        if self.newest is None or self.oldest is None:
            return []
        span = list(months.span(self.oldest, self.newest))
        return [(months.key(month), months.label(month)) for month in reversed(span)]

    def may_go_back(self, month: dt.date) -> bool:
        """Whether there is something before the month."""
        return self.oldest is not None and month > self.oldest

    def may_go_on(self, month: dt.date) -> bool:
        """Whether there is, or could be, something after it: months that are over have figures."""
        return month < months.last_full(clock.today())


def asked(user: Any, place: str = "") -> Asked:
    """What the reader asks for: a 404 for a place that is not within reach. One query."""
    over = CurrentFigure.objects.filter(month__lte=months.last_full(clock.today())).values("month")
    found: list[Any] = list(
        Place.objects.visible_to(user)
        .select_related("service_area", "team")
        .in_order()
        .annotate(newest=Subquery(over.order_by("-month")[:1]), oldest=Subquery(over.order_by("month")[:1]))
    )
    newest, oldest = (found[0].newest, found[0].oldest) if found else (None, None)
    return Asked(_chosen(found, place), found, newest, oldest)


def _chosen(places: list[Place], asked_for: str) -> Place | None:
    if not asked_for:
        return None
    for place in places:
        if str(place.pk) == asked_for:
            return None if place.kind == Place.Kind.SERVICE else place
    raise Http404("There is no such place within reach.")


def name_of(place: Place) -> str:
    """A place by its name and what it is: a team may be called as its service area is."""
    alone = place.kind in (Place.Kind.SERVICE, Place.Kind.UNALLOCATED)
    return str(place) if alone else f"{place} ({place.get_kind_display().lower()})"


def month_asked(text: str, otherwise: dt.date) -> dt.date:
    """The month that a form asked for as '2023-09'; a 404 for what is none."""
    if not text:
        return otherwise
    try:
        return months.parse(text)
    except ValueError:
        raise Http404("There is no such month.") from None


def neighbours(found: Asked, month: dt.date, url_name: str, *rest: Any) -> list[tuple[str, str]]:
    """The same page of the month before and of the one after, where there is such."""
    back, on = months.minus_months(month, 1), months.plus_months(month, 1)
    there = [(back, found.may_go_back(month)), (on, found.may_go_on(month))]
    return [
        (months.label(each), reverse(url_name, args=[each, *rest]) + found.query)
        for each, exists in there
        if exists
    ]


def of_indicator(slug: str, month: dt.date, place: Place | None) -> str:
    """The page of one indicator at the place, up to the month."""
    return f"{reverse('performance_indicator', args=[slug])}?{up_to(month, place)}"


def up_to(month: dt.date, place: Place | None) -> str:
    """The query that the page of an indicator takes: the month in two parts, and the place."""
    query = {"month_0": month.month, "month_1": month.year}
    if place is not None:
        query["place"] = place.pk
    return urlencode(query)
