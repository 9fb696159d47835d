"""What was done on a day, as far back as it may count: visits at which the child was seen, supervisions."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pandas as pd
from django.db.models import Max, QuerySet

from caseloads.frames.asked import first_and_last
from caseloads.frames.columns import DayNumber, read
from caseloads.measures.clocks import CP_WORKING_DAYS
from caseloads.models import ClosureDay, Supervision, Visit
from caseloads.reading.longest import longest
from core.months import minus_months
from core.working_days import WorkingDays


def visits(months: Sequence[dt.date]) -> pd.DataFrame:
    """Columns child, visited_on: visits at which the child was seen; an attempt never counts."""
    first, last = first_and_last(months)
    return _done(Visit.objects.filter(seen=True), "visited_on", _earliest_visit(first), first, last)


def supervisions(months: Sequence[dt.date]) -> pd.DataFrame:
    """Columns child, held_on."""
    first, last = first_and_last(months)
    since = minus_months(first, longest().supervision_months)
    return _done(Supervision.objects.all(), "held_on", since, first, last)


def _done(records: QuerySet[Any], day: str, since: dt.date, first: dt.date, last: dt.date) -> pd.DataFrame:
    """Of what was done up to the first L each child's last only, whatever there was before it; then all.

    One month, the first, has no more than a row a child.
    """
    until_first = {f"{day}__gte": since, f"{day}__lte": first}
    newest = records.filter(**until_first).order_by().values("child").annotate(newest=Max(day))
    later = records.filter(**{f"{day}__gt": first, f"{day}__lte": last})
    return pd.concat(
        [
            read(newest, {"child": "child", day: DayNumber("newest")}),
            read(later, {"child": "child", day: DayNumber(day)}),
        ]
    )


def _earliest_visit(first: dt.date) -> dt.date:
    """The longest of the fixed clocks, of what is agreed for a child, and of the working days."""
    known = longest()
    calendar = WorkingDays(ClosureDay.objects.values_list("day", flat=True))
    return min(
        first - dt.timedelta(days=known.agreed_days),
        minus_months(first, known.agreed_months),
        calendar.earliest(first, CP_WORKING_DAYS),
    )
