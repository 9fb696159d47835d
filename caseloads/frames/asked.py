"""Which days the asked months are counted on."""

import datetime as dt
from collections.abc import Sequence

import pandas as pd
from django.db.models import Q

from caseloads.frames.columns import EPOCH
from core import clock
from core.months import last_counted
from organisation.dated import unfinished

LONG_AGO, FAR_OFF = dt.date.min, dt.date.max


def month_ends(months: Sequence[dt.date]) -> pd.DataFrame:
    """Columns month, last: each asked month that has begun, and its L (today while it is not over)."""
    asked = sorted(_lasts(months).items())
    return pd.DataFrame(
        {
            "month": pd.Series([month for month, _ in asked], dtype="datetime64[s]"),
            "last": pd.Series([(last - EPOCH).days for _, last in asked], dtype="int64"),
        }
    )


def first_and_last(months: Sequence[dt.date]) -> tuple[dt.date, dt.date]:
    """The first and the last of the days on which the months are counted; nothing lies between if none is."""
    counted = _lasts(months).values()
    return min(counted, default=FAR_OFF), max(counted, default=LONG_AGO)


def _lasts(months: Sequence[dt.date]) -> dict[dt.date, dt.date]:
    today = clock.today()
    return {month: last for month in months if (last := last_counted(month, today))}


def during(first: dt.date, last: dt.date) -> Q:
    """The condition that a period holds one of the days from the first to the last, both in."""
    return Q(starts_on__lte=last) & unfinished(first)
