"""Which days the asked months are counted on, and how records become columns of numbers."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from django.db.models import Q, QuerySet

from core import clock
from core.months import last_counted
from organisation.dated import unfinished

LONG_AGO, FAR_OFF = dt.date.min, dt.date.max
DAYS = ("starts_on", "ends_on", "visited_on", "held_on", "day", "last")


def month_ends(months: Sequence[dt.date]) -> pd.DataFrame:
    """Columns month, last: each asked month that has begun, and its L (today while it is not over)."""
    today = clock.today()
    rows = [(month, last) for month in sorted(months) if (last := last_counted(month, today))]
    frame = framed(rows, ["month", "last"])
    frame["month"] = pd.to_datetime(frame["month"]).astype("datetime64[s]")
    return frame


def first_and_last(months: Sequence[dt.date]) -> tuple[dt.date, dt.date]:
    """The first and the last of the days on which the months are counted; nothing lies between if none is."""
    today = clock.today()
    counted = [last for month in months if (last := last_counted(month, today))]
    return min(counted, default=FAR_OFF), max(counted, default=LONG_AGO)


def during(first: dt.date, last: dt.date) -> Q:
    """The condition that a period holds one of the days from the first to the last, both in."""
    return Q(starts_on__lte=last) & unfinished(first)


def read(records: QuerySet[Any], columns: Sequence[str]) -> pd.DataFrame:
    """The columns of the records, one query."""
    return framed(list(records.order_by().values_list(*columns)), columns)


def framed(rows: Sequence[Sequence[Any]], columns: Sequence[str]) -> pd.DataFrame:
    """Rows as a frame: days and foreign keys are whole numbers, whatever else there is stays as it is."""
    values: Iterable[Iterable[Any]] = zip(*rows, strict=True) if rows else [[] for _ in columns]
    found: dict[str, Any] = {}
    for name, column in zip(columns, values, strict=True):
        found[name] = list(column)
        if name in DAYS:
            found[name] = as_days(found[name])
        elif name.endswith("_id"):
            found[name] = np.array(found[name], dtype="int64")
    return pd.DataFrame(found).rename(columns=lambda name: name.removesuffix("_id"))


def as_days(values: Iterable[dt.date | None]) -> np.ndarray:
    """Days since 1 January 1970; FOREVER for None."""
    return np.array([each or FAR_OFF for each in values], dtype="datetime64[D]").astype("int64")
