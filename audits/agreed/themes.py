"""What actions are about, time and again: counts by tag and place over 12 months."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, QuerySet

from audits.models import AgreedAction
from audits.rules.agreed import THEME_MONTHS, comes_back, repetition
from core import clock, months

PLACES = {"service_area": "audit__service_area", "team": "audit__team"}


@dataclass(frozen=True)
class Theme:
    """How many actions are about one thing in one place."""

    tag_id: int
    tag: str
    place_id: int
    place: str
    count: int
    last: dt.date

    @property
    def comes_back(self) -> bool:
        """Whether it is a theme that comes back."""
        return comes_back(self.count)


def year_to(day: dt.date) -> tuple[dt.date, dt.date]:
    """The 12 months that end on the day: after the first, up to the last."""
    return months.minus_months(day, THEME_MONTHS), day


def within(actions: QuerySet[Any], day: dt.date) -> QuerySet[Any]:
    """Those agreed within the 12 months to the day."""
    after, last = year_to(day)
    return actions.filter(agreed_on__gt=after, agreed_on__lte=last)


def themes(user: Any, by: str) -> list[Theme]:
    """What the actions of the last 12 months are about, by tag and service area, or team; most first."""
    place = PLACES[by]
    found = within(AgreedAction.objects.visible_to(user), clock.today())
    rows = (
        found.filter(tags__isnull=False, **{f"{place}__isnull": False})
        .order_by()
        .values("tags", "tags__name", place, f"{place}__name")
        .annotate(count=Count("pk", distinct=True), last=Max("agreed_on"))
        .order_by("-count", "tags__name", f"{place}__name")
    )
    return [
        Theme(row["tags"], row["tags__name"], row[place], row[f"{place}__name"], row["count"], row["last"])
        for row in rows
    ]


def repetitions(agreed: AgreedAction) -> list[str]:
    """'The third action about chronology in SWF West 1 within 12 months', for each tag of an action.

    Counted up to the action itself, in its team; where the audit has none, in its service area.
    """
    place = "team" if agreed.audit.team_id else "service_area"
    there = {PLACES[place]: getattr(agreed.audit, f"{place}_id")}
    before = within(AgreedAction.objects.filter(**there, pk__lte=agreed.pk), agreed.agreed_on)
    rows = (
        before.filter(tags__in=agreed.tags.all())
        .order_by()
        .values("tags__name")
        .annotate(count=Count("pk", distinct=True))
        .order_by("tags__name")
    )
    where = str(getattr(agreed.audit, place))
    found = (repetition(row["count"], row["tags__name"], where) for row in rows)
    return [sentence for sentence in found if sentence]
