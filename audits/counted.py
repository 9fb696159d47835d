"""Which audits a figure counts, as addresses of the list of audits."""

import datetime as dt
from urllib.parse import urlencode

from django.urls import reverse

from audits.agreed.counted import counted as counted_actions
from audits.agreed.counted import is_of_actions
from audits.filters import EFFECTS
from audits.models import Audit, Grade
from audits.permissions import VIEW
from figures.models import Place
from figures.registry import Counted, Measure
from organisation.models import User

COMPLETED = {"state": Audit.State.SUBMITTED.value}
LISTS = {
    "allocated": ("Audits allocated", {}),
    "completed": ("Audits completed", COMPLETED),
    "moderated": ("Audits moderated", {**COMPLETED, "moderated": "true"}),
    **{
        effect: (f"Audits {words.lower()} at moderation", {**COMPLETED, "effect": effect})
        for effect, words in EFFECTS
    },
    **{grade.value: (f"Audits graded {grade.label}", {**COMPLETED, "grade": grade.value}) for grade in Grade},
}
RATES = {
    "completion_rate": ["completed", "allocated"],
    "good_or_better_rate": ["outstanding", "good", "completed"],
    "moderated_rate": ["moderated", "completed"],
    "agreement_rate": ["agreed", "moderated"],
}


def counted(user: User, measure: Measure, place: Place, month: dt.date) -> list[Counted]:
    """The lists of audits behind a figure, for those who may see every audit in it; else none.

    A rate of which the list knows no filter is led to what it is a rate of.
    """
    if is_of_actions(measure):
        return counted_actions(user, measure, place, month)
    ids = {"service_area": place.service_area_id, "team": place.team_id}
    where = {name: pk for name, pk in ids.items() if pk}
    behind = Audit.objects.for_month(month).filter(**where)
    cycle = behind.values_list("cycle", flat=True).first() if user.may(VIEW) else None
    if cycle is None or behind.exclude(pk__in=Audit.objects.visible_to(user).values("pk")).exists():
        return []
    what = measure.slug.removeprefix("audits.")
    lists = [what] if what in LISTS else RATES.get(what, ["completed"])
    return [Counted(LISTS[name][0], _url({**LISTS[name][1], "cycle": cycle, **where})) for name in lists]


def _url(filters: dict[str, str | int]) -> str:
    return f"{reverse('audits')}?{urlencode(filters)}"
