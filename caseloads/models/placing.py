"""Where a member of staff sits on a day: by the record that holds it, else by the last one before it."""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from core import clock
from organisation.models import StaffRecord, TeamRecord


def newest_records(day: dt.date) -> QuerySet[StaffRecord]:
    """Of each member of staff the newest record that had begun by the day, whether it still holds or not.

    Somebody who has left is found where they worked last: the children they still hold are that team's.
    """
    begun = StaffRecord.objects.filter(starts_on__lte=day)
    later = begun.filter(staff=OuterRef("staff"), starts_on__gt=OuterRef("starts_on"))
    return begun.filter(~Exists(later))


def newest_seats(day: dt.date) -> QuerySet[TeamRecord]:
    """Of each team the newest record that had begun by the day, whether it still holds or not."""
    begun = TeamRecord.objects.filter(starts_on__lte=day)
    later = begun.filter(team=OuterRef("team"), starts_on__gt=OuterRef("starts_on"))
    return begun.filter(~Exists(later))


def staff_within_reach_of(access: Any) -> QuerySet[Any, Any]:
    """The primary keys of the staff who sit in one's teams or service areas today, as a subquery.

    A team that has ended is where it was last, as in `reading.holding.Seats`: whoever is still recorded in
    it, and the children they hold, are that service area's to see to.
    """
    sits = Q(team__in=access.team_ids)
    if access.service_area_ids:
        seats = newest_seats(clock.today()).filter(service_area__in=access.service_area_ids)
        sits |= Q(team__in=seats.order_by().values("team"))
    return newest_records(clock.today()).filter(sits).order_by().values("staff")
