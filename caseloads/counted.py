"""Which caseloads a figure counts, as addresses of the clinic's list of that month.

Only what the list can show as it was on L is led to: who had 20 or more. The lists of children, and of what
is late, are of today.
"""

import datetime as dt
from urllib.parse import urlencode

from django.urls import reverse

from caseloads.full.clinic import Clinic
from caseloads.full.days import month_query
from caseloads.measures.workloads import AT_LEAST
from caseloads.overview.scope import reach_of
from caseloads.permissions import VIEW
from caseloads.reading.holding import Seats, Worker
from core import clock, months
from figures.models import Place
from figures.registry import Counted, Measure
from organisation.models import User

OF_THE_LIST = {"caseloads.workers_at_20", "caseloads.average_of_workers_at_20"}
TEXT = "Case holders with 20 or more children"


def counted(user: User, measure: Measure, place: Place, month: dt.date) -> list[Counted]:
    """The clinic's list behind a figure, for those who may see every caseload in it; else none.

    None, too, where the list would show others than were counted: the council then reported from another
    number on, or somebody who had left is listed where they worked last and counted nowhere but in the whole.
    """
    day = months.last_day(month)
    if measure.slug not in OF_THE_LIST or day > clock.today() or not user.may(VIEW):
        return []
    if not _sees_all_of(user, place, day):
        return []
    clinic = Clinic.read(user, day)
    there = [each for each in clinic.workers if _is_in(each, place)]
    elsewhere = place.kind != Place.Kind.SERVICE and any(
        each.is_reported and each.fte is None for each in there
    )
    if not there or elsewhere or clinic.reported_from != AT_LEAST:
        return []
    ids = {"service_area": place.service_area_id, "team": place.team_id}
    asked = {**month_query(month), **{name: pk for name, pk in ids.items() if pk}}
    return [Counted(TEXT, f"{reverse('caseloads_reported')}?{urlencode(asked)}")]


def _sees_all_of(user: User, place: Place, day: dt.date) -> bool:
    """Whether every caseload of the place on the day is within the user's reach."""
    area = place.service_area_id
    if place.team_id:
        area = Seats(day).area(place.team_id)[0]
    return place.kind != Place.Kind.UNALLOCATED and reach_of(user).holds(place.team_id, area)


def _is_in(worker: Worker, place: Place) -> bool:
    if place.kind == Place.Kind.SERVICE:
        return True
    return worker.team_id == place.team_id if place.team_id else worker.area_id == place.service_area_id
