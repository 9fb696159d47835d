"""What the council asks of its practice, and the days on which it is closed."""

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from caseloads.frames.asked import during, first_and_last
from caseloads.frames.columns import PERIOD, DayNumber, read
from caseloads.models import ClosureDay, SupervisionFrequency


def supervision_frequencies(months: Sequence[dt.date]) -> pd.DataFrame:
    """Columns status, months, starts_on, ends_on: what was set for one of the days; else defaults hold."""
    first, last = first_and_last(months)
    known = SupervisionFrequency.objects.filter(during(first, last))
    return read(known, {"status": "status", "months": "months", **PERIOD}, words=["status"])


def closures(months: Sequence[dt.date]) -> pd.DataFrame:
    """Column day: when the council was closed besides weekends and bank holidays."""
    _, last = first_and_last(months)
    return read(ClosureDay.objects.filter(day__lte=last), {"day": DayNumber("day")})
