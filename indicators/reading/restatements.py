"""What was restated, each with the name, section and decimals that its indicator has in the month."""

import datetime as dt
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from figures.models import Restatement
from indicators.models import Entry

LISTED_AT = F("figure__imported__at"), F("figure__rollup__finished_at"), F("figure__known_at")


def restatements(user: Any) -> QuerySet[Any]:
    """Those that the user may see, newest first, with all that a list shows of them: one query.

    `listed_at` is when it came to light: of an imported figure the day of the import, not of its report.
    """
    of_month = Entry.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=OuterRef("figure__month")),
        indicator=OuterRef("figure__indicator"),
        starts_on__lte=OuterRef("figure__month"),
    )
    found: QuerySet[Any] = (
        Restatement.objects.visible_to(user)
        .select_related("before", "figure__indicator", "figure__place__service_area", "figure__place__team")
        .annotate(
            name=Coalesce(Subquery(of_month.values("name")), F("figure__indicator__slug")),
            section_id=Subquery(of_month.values("section")),
            section=Subquery(of_month.values("section__name")),
            kind=Subquery(of_month.values("kind")),
            decimals=Subquery(of_month.values("decimals")),
            listed_at=Coalesce(*LISTED_AT),
            difference=F("figure__value") - F("before__value"),
        )
    )
    return found


def restated_since(user: Any, moment: dt.datetime) -> QuerySet[Any]:
    """Those that came to light after a moment."""
    return restatements(user).filter(listed_at__gt=moment)
