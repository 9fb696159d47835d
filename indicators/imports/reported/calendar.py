"""Months and financial years as reports write them. Pure."""

import datetime as dt
import re
from functools import lru_cache

from core.importing.values import day

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_IN_FULL = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_WORDED = re.compile(r"([a-z]+)[-\s./]*(\d{2}|\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})", re.ASCII)
_BRITISH = re.compile(r"(\d{1,2})/(\d{4})", re.ASCII)
EARLIEST, LATEST = 1990, 2099
LATEST_OF_TWO_DIGITS = 49
"""'Oct-22' is of this century; 'Dec-69' is what a spreadsheet makes of a number, and no month."""


@lru_cache(maxsize=1024)
def month(text: str) -> dt.date | None:
    """'Oct-22', '2022-10', 'October 2022', '10/2022' or a date of the month; None for anything else."""
    plain = " ".join(text.casefold().split())
    if worded := _WORDED.fullmatch(plain):
        return _first(_year(worded[2]), _number(worded[1]))
    if iso := _ISO.fullmatch(plain):
        return _first(int(iso[1]), int(iso[2]))
    if british := _BRITISH.fullmatch(plain):
        return _first(int(british[2]), int(british[1]))
    try:
        found = day(text.strip())
    except (ValueError, OverflowError):
        return None
    return _first(found.year, found.month)


def _year(digits: str) -> int | None:
    if len(digits) == 4:
        return int(digits)
    return 2000 + int(digits) if int(digits) <= LATEST_OF_TWO_DIGITS else None


def _number(name: str) -> int | None:
    if name in _IN_FULL:
        return _IN_FULL.index(name) + 1
    short = "sep" if name == "sept" else name
    return _NAMES.index(short) + 1 if short in _NAMES else None


def _first(year: int | None, number: int | None) -> dt.date | None:
    if year is None or number is None or not EARLIEST <= year <= LATEST or not 1 <= number <= 12:
        return None
    return dt.date(year, number, 1)


def april_of(month: dt.date) -> dt.date:
    """The April in which the month's financial year begins."""
    return dt.date(month.year - (month.month < 4), 4, 1)


def financial_year(tokens: list[str]) -> tuple[list[str], int | None]:
    """The words before a year at the end of a heading, and the year in which it begins.

    ['england', '22', '23'] is England's 2022/23, as are '2022', '23', and '2022', '2023'.
    """
    if len(tokens) >= 2 and all(each.isdigit() and len(each) in (2, 4) for each in tokens[-2:]):
        first, last = (int(each) % 100 for each in tokens[-2:])
        century = int(tokens[-2]) // 100 if len(tokens[-2]) == 4 else 20
        if (first + 1) % 100 == last:
            return tokens[:-2], century * 100 + first
    return tokens, None
