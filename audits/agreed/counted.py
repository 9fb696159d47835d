"""Which actions a figure counts: the same days as `audits.agreed.measures`, said to the database."""

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from audits.models import ActionUpdate, Audit, Cycle
from audits.permissions import ACT
from core import clock, months
from figures.models import Place
from figures.registry import Counted, Measure
from organisation.models import User

OPEN, OVERDUE, DUE, ON_TIME = "open", "overdue", "due", "on_time"
NAMES = {
    OPEN: "Actions open",
    OVERDUE: "Actions overdue",
    DUE: "Actions due in the month",
    ON_TIME: "Actions done on time, of those due in the month",
}
LISTS = {
    "audits.actions_open": [OPEN],
    "audits.actions_overdue": [OVERDUE],
    "audits.actions_completed_on_time_rate": [ON_TIME, DUE],
}
SETTLING = (ActionUpdate.Kind.DONE, ActionUpdate.Kind.VERIFIED, ActionUpdate.Kind.REOPENED)


def in_figure(actions: QuerySet[Any], which: str, month: dt.date) -> QuerySet[Any]:
    """Those of the actions that a figure of the month counts, as they stood on L."""
    last = months.last_counted(month, clock.today())
    if last is None:
        return actions.none()
    known = actions.filter(audit__cycle__kind=Cycle.Kind.MONTHLY, agreed_on__lte=last)
    known = known.annotate(due_then=_due(last))
    if which in (OPEN, OVERDUE):
        still = known.annotate(was=_settled(last)).filter(_not_done())
        return still if which == OPEN else still.filter(due_then__lt=last)
    due = known.filter(due_then__gte=month, due_then__lte=last)
    return due if which == DUE else due.annotate(was=_settled(OuterRef("due_then"))).exclude(_not_done())


def _settled(day: Any) -> Subquery:
    """The last update, up to the day, that said done, verified or to do again."""
    last = ActionUpdate.objects.filter(action=OuterRef("pk"), kind__in=SETTLING, on__lte=day)
    return Subquery(last.order_by("-number").values("kind")[:1])


def _not_done() -> Q:
    return Q(was__isnull=True) | Q(was=ActionUpdate.Kind.REOPENED)


def _due(day: dt.date) -> Coalesce:
    """The due date as it stood on the day: what the next change replaced, else what it is."""
    later = ActionUpdate.objects.filter(action=OuterRef("pk"), on__gt=day, due_before__isnull=False)
    return Coalesce(Subquery(later.order_by("number").values("due_before")[:1]), F("due_on"))


def counted(user: User, measure: Measure, place: Place, month: dt.date) -> list[Counted]:
    """The lists of actions behind a figure, for those who may see every action in it; else none."""
    ids = {"service_area": place.service_area_id, "team": place.team_id}
    where = {name: pk for name, pk in ids.items() if pk}
    if not user.may(ACT):
        return []
    behind = Audit.objects.monthly().filter(agreed_actions__isnull=False, **where)
    if behind.exclude(pk__in=Audit.objects.visible_to(user).values("pk")).exists():
        return []
    return [Counted(NAMES[which], _url(which, month, where)) for which in LISTS[measure.slug]]


def _url(which: str, month: dt.date, where: dict[str, int]) -> str:
    asked = {"figure": which, "month_0": month.month, "month_1": month.year, **where}
    return f"{reverse('agreed_actions')}?{urlencode(asked)}"


def is_of_actions(measure: Measure) -> bool:
    """Whether a measure counts actions."""
    return measure.slug in LISTS
