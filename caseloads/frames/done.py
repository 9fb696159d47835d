"""What was done on a day, as far back as it may count: visits at which the child was seen, supervisions."""

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from caseloads.frames.asked import first_and_last, read
from caseloads.measures.clocks import CP_WORKING_DAYS
from caseloads.models import ClosureDay, Supervision, Visit
from caseloads.reading.longest import longest
from core.months import minus_months
from core.working_days import WorkingDays


def visits(months: Sequence[dt.date]) -> pd.DataFrame:
    """Columns child, visited_on: visits at which the child was seen; an attempt never counts."""
    first, last = first_and_last(months)
    known = Visit.objects.filter(seen=True, visited_on__gte=_earliest_visit(first), visited_on__lte=last)
    return read(known, ["child_id", "visited_on"])


def supervisions(months: Sequence[dt.date]) -> pd.DataFrame:
    """Columns child, held_on."""
    first, last = first_and_last(months)
    since = minus_months(first, longest().supervision_months)
    return read(Supervision.objects.filter(held_on__gt=since, held_on__lte=last), ["child_id", "held_on"])


def _earliest_visit(first: dt.date) -> dt.date:
    """The longest of the fixed clocks, of what is agreed for a child, and of the working days."""
    known = longest()
    calendar = WorkingDays(ClosureDay.objects.values_list("day", flat=True))
    return min(
        first - dt.timedelta(days=known.agreed_days),
        minus_months(first, known.agreed_months),
        calendar.earliest(first, CP_WORKING_DAYS),
    )
