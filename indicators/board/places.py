"""One indicator in a month at every place that the reader may see."""

import datetime as dt
from typing import Any, ClassVar

from django.db.models import Q
from django.http import Http404, QueryDict
from django.utils.functional import cached_property

from core import months
from core.periods import holds
from core.tables import RowList
from figures.models import Place
from indicators.board import links
from indicators.board.asked import Asked, asked, neighbours, of_indicator
from indicators.board.filters import PlaceRowFilters
from indicators.board.rows import PlaceRow
from indicators.board.tables import PlaceTable
from indicators.permissions import VIEW
from indicators.reading.catalogue import Listed, catalogue
from indicators.reading.months import withheld_slugs
from indicators.reading.standing import standings_by_place
from organisation.models import TeamRecord


class Places(RowList):
    """Service areas and teams beside each other and beside the whole service."""

    permissions = [VIEW]
    table_class = PlaceTable
    row_filters_class = PlaceRowFilters
    template_name: ClassVar[str] = "indicators/board/places.html"
    found: Asked
    is_held_back = False

    @cached_property
    def indicator(self) -> Listed:
        """As the catalogue has it in the month; a 404 if it hasn't."""
        listed = catalogue(self.month, Q(indicator__slug=self.kwargs["slug"]))
        if not listed:
            raise Http404("The catalogue has no such indicator in this month.")
        return listed[0]

    @property
    def month(self) -> dt.date:
        found: dt.date = self.kwargs["month"]
        return found

    def get_title(self) -> str:
        return f"{self.indicator.name} by place, {months.label(self.month)}"

    def get_empty(self) -> str:
        if self.is_held_back:
            return (
                f"The figures of {months.label(self.month)} are held back from you while moderation is blind."
            )
        return f"Nothing is known of {months.label(self.month)} at any place that you can see."

    def get_rows(self, user: Any, asked_for: QueryDict) -> list[PlaceRow]:
        """The places of which something is known in the month; the whole service first."""
        self.found = asked(user)
        known = standings_by_place(user, [self.indicator], self.month, self.found.places)
        stands = {pk: standing for pk, each in known.items() for standing in each if standing.point}
        self.is_held_back = not stands and self.indicator.slug in withheld_slugs(user, self.month)
        areas = _areas(self.month)
        whole = next((each for each in stands.values() if each.whole_service), None)
        return [
            PlaceRow(stands[place.pk], place, areas.get(place.team_id, ""), whole)
            for place in sorted(self.found.places, key=lambda place: ORDER[place.kind])
            if place.pk in stands
        ]

    def get_context(self) -> dict[str, Any]:
        return {
            "indicator": self.indicator,
            "month": self.month,
            "back": of_indicator(self.indicator.slug, self.month, None),
            "neighbours": neighbours(self.found, self.month, "performance_places", self.indicator.slug),
            "to_do": links.to_get_figures(self.request.user),
        }


ORDER: dict[str, int] = {kind: number for number, kind in enumerate(Place.Kind)}


def _areas(month: dt.date) -> dict[int | None, str]:
    """By team, the service area in which it was on the month's last day."""
    records = TeamRecord.objects.filter(holds(months.last_day(month)))
    return dict(records.values_list("team_id", "service_area__name"))
