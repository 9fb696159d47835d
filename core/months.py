"""Months are dates: the first of the month. Everything that counts in months does it here."""

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Iterator


def first_of(day: dt.date) -> dt.date:
    """The month that holds the day."""
    return day.replace(day=1)


def last_day(month: dt.date) -> dt.date:
    """The month's last day, *L* in the definitions of the measures."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def last_counted(month: dt.date, today: dt.date) -> dt.date | None:
    """L as it is counted today: today while the month is not over, None before it begins."""
    return min(last_day(month), today) if month <= today else None


def minus_months(day: dt.date, months: int) -> dt.date:
    """A month subtracted keeps the day, or takes the month's last.

    31 March less 1 month is 28 February (FORMATS, Measures).
    """
    index = day.year * 12 + day.month - 1 - months
    month = dt.date(index // 12, index % 12 + 1, 1)
    return month.replace(day=min(day.day, last_day(month).day))


def plus_months(day: dt.date, months: int) -> dt.date:
    """The same, forwards."""
    return minus_months(day, -months)


def span(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Each month from the first to the last, both in."""
    month = first_of(first)
    while month <= last:
        yield month
        month = plus_months(month, 1)


OUR_TIME = range(1900, 2100)
"""The years whose months are asked for, typed or read; one can count years back and on from each of them."""


class NotOfOurTime(ValueError):
    """A month, but of a year that no record is of."""


def parse(text: str) -> dt.date:
    """'2023-09' as a month of our time; ValueError says what would be accepted."""
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text.strip(), re.ASCII):
        raise ValueError(f"'{text}' is not a month; write it as 2023-09.")
    year, number = map(int, text.strip().split("-"))
    if year not in OUR_TIME:
        raise NotOfOurTime(f"'{text}' is not a month of {OUR_TIME[0]} to {OUR_TIME[-1]}.")
    return dt.date(year, number, 1)


def key(month: dt.date) -> str:
    """The month as FORMATS writes it: 2023-09."""
    return f"{month:%Y-%m}"


def label(month: dt.date) -> str:
    """The month in words: September 2023."""
    return f"{month:%B %Y}"


def in_words(listed: Iterable[dt.date]) -> str:
    """Months as runs in words: 'April 2023, June 2023 to March 2024'."""
    runs: list[list[dt.date]] = []
    for month in sorted(set(listed)):
        if runs and plus_months(runs[-1][-1], 1) == month:
            runs[-1].append(month)
        else:
            runs.append([month])
    return ", ".join(
        label(run[0]) if len(run) == 1 else f"{label(run[0])} to {label(run[-1])}" for run in runs
    )


def last_full(day: dt.date) -> dt.date:
    """The last month that had ended on the day."""
    return minus_months(first_of(day), 1)


class MonthConverter:
    """`<month:month>` in a URL. A month that is not of our time is not found."""

    regex = r"[0-9]{4}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> dt.date:
        return parse(value)

    def to_url(self, value: dt.date | str) -> str:
        return value if isinstance(value, str) else key(value)
