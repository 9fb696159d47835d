"""How far back a visit or a supervision may lie and still count, by what was ever set or agreed."""

from dataclasses import dataclass

from django.db.models import Max

from caseloads.models import ChildStatus, SupervisionFrequency
from caseloads.rules.defaults import AGREED_DAYS, SUPERVISION_MONTHS

DAYS = {"days": 1, "weeks": 7}


@dataclass(frozen=True)
class Longest:
    """The longest supervision frequency, and the longest visits agreed: in months, and in days or weeks."""

    supervision_months: int
    agreed_months: int
    agreed_days: int


def longest() -> Longest:
    """Of all that is recorded. Two queries."""
    agreed = dict(
        ChildStatus.objects.filter(agreed_count__isnull=False)
        .order_by()
        .values_list("agreed_unit")
        .annotate(Max("agreed_count"))
    )
    often = SupervisionFrequency.objects.aggregate(longest=Max("months"))["longest"] or 0
    return Longest(
        supervision_months=max(often, *SUPERVISION_MONTHS.values()),
        agreed_months=agreed.get("months", 0),
        agreed_days=max(AGREED_DAYS, *(agreed.get(unit, 0) * days for unit, days in DAYS.items())),
    )
