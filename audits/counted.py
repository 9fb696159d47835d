"""Which audits a figure counts, as addresses of the list of audits."""

import datetime as dt
from urllib.parse import urlencode

from django.urls import reverse

from audits.models import Audit, Grade
from audits.permissions import VIEW
from core import months
from figures.models import Place
from figures.registry import Counted, Measure
from organisation.models import User

ALLOCATED: dict[str, str] = {}
COMPLETED = {"state": Audit.State.SUBMITTED.value}


def counted(user: User, measure: Measure, place: Place, month: dt.date) -> list[Counted]:
    """The lists of audits behind a figure, for those who may see every audit in it; else none.

    A rate is led to what it is a rate of: the list does not filter by each answer.
    """
    if not user.may(VIEW):
        return []
    where = {"service_area": place.service_area_id, "team": place.team_id}
    where = {name: pk for name, pk in where.items() if pk}
    behind = Audit.objects.for_month(month).filter(**where)
    if behind.exclude(pk__in=Audit.objects.visible_to(user).values("pk")).exists():
        return []
    common = {"cycle": months.key(month), **where}
    return [
        Counted(text, f"{reverse('audits')}?{urlencode(common | filters)}")
        for text, filters in _lists(measure.slug.removeprefix("audits."))
    ]


def _lists(what: str) -> list[tuple[str, dict[str, str]]]:
    allocated = ("Audits allocated", ALLOCATED)
    completed = ("Audits completed", COMPLETED)
    if what == "allocated":
        return [allocated]
    if what == "completion_rate":
        return [completed, allocated]
    if what == "good_or_better_rate":
        return [_graded(Grade.OUTSTANDING), _graded(Grade.GOOD), completed]
    return [_graded(Grade(what))] if what in Grade.values else [completed]


def _graded(grade: Grade) -> tuple[str, dict[str, str]]:
    return f"Audits graded {grade.label}", {**COMPLETED, "grade": grade.value}
