"""Since which day something must have been done to be in time on L, for each child and month. Pure.

A visit (or supervision) is in time if its day is this one or later, and a status is 'not yet due' if it
began on this day or later and nothing was done since.
"""

import datetime as dt
from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from caseloads.rules.defaults import AGREED_DAYS, SUPERVISION_MONTHS
from core.months import minus_months
from core.working_days import WorkingDays
from figures.registry import Frames

CP_WORKING_DAYS = 10
DAYS_OF = {"days": 1, "weeks": 7}
Clock = Callable[[Frames, pd.DataFrame], np.ndarray]
"""From the frames and children (with `at`, the place of their L) to the earliest day that is in time."""


def lasts(frames: Frames) -> np.ndarray:
    """L of each month, in order."""
    return frames["month_ends"]["last"].to_numpy()


def at_most_days(count: int) -> Clock:
    """Done at most so many days before L."""
    return lambda frames, children: (lasts(frames) - count)[children["at"]]


def at_most_working_days(count: int) -> Clock:
    """Done with at most so many working days after it, up to and including L."""

    def clock(frames: Frames, children: pd.DataFrame) -> np.ndarray:
        calendar = WorkingDays(dates(frames["closures"]["day"].to_numpy()))
        earliest = [calendar.earliest(last, count) for last in dates(lasts(frames))]
        return numbers(earliest)[children["at"]]

    return clock


def as_agreed(frames: Frames, children: pd.DataFrame) -> np.ndarray:
    """Done within what is agreed for the child; on or after L less so many months, where it is months."""
    count = children["agreed_count"].to_numpy()
    days = count * children["agreed_unit"].map(DAYS_OF).fillna(0).to_numpy(dtype="int64")
    found = lasts(frames)[children["at"]] - np.where(count, days, AGREED_DAYS)
    in_months = (children["agreed_unit"] == "months").to_numpy()
    for months in np.unique(count[in_months]):
        these = in_months & (count == months)
        found[these] = months_before(lasts(frames), int(months))[children["at"].to_numpy()[these]]
    return found


def by_policy(status: str) -> Clock:
    """Held in (L − n months, L], n by the policy in force on L."""

    def clock(frames: Frames, children: pd.DataFrame) -> np.ndarray:
        earliest = [
            months_before(lasts(frames)[at : at + 1], months)[0] + 1
            for at, months in enumerate(_in_force(frames, status))
        ]
        return np.array(earliest, dtype="int64")[children["at"]]

    return clock


def _in_force(frames: Frames, status: str) -> Iterator[int]:
    known = frames["supervision_frequencies"]
    of_status = known[known["status"] == status][["starts_on", "ends_on", "months"]].to_numpy().tolist()
    for last in lasts(frames):
        holds = [months for starts_on, ends_on, months in of_status if starts_on <= last < ends_on]
        yield holds[0] if holds else SUPERVISION_MONTHS[status]


def months_before(days: np.ndarray, months: int) -> np.ndarray:
    """Each of the days less so many months; a month subtracted keeps the day, or takes the month's last."""
    return numbers([minus_months(day, months) for day in dates(days)])


def dates(days: np.ndarray) -> list[dt.date]:
    """Days since 1 January 1970 as dates."""
    found: list[dt.date] = days.astype("datetime64[D]").tolist()
    return found


def numbers(days: list[dt.date]) -> np.ndarray:
    """Dates as days since 1 January 1970."""
    return np.array(days, dtype="datetime64[D]").astype("int64")
