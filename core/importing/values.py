"""What a cell may say: the types of a row's fields, each with the words for what would be accepted.

class StaffRow(Row):
    staff_id: Annotated[str, Field(max_length=40)]
    qualified_on: Day | None = None
    starts_on: Day = Field(alias="from")
"""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Annotated

from pydantic import BeforeValidator

EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2199, 12, 31)
_EXCELS_DAY_0 = dt.date(1899, 12, 30)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_BRITISH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_SERIAL = re.compile(r"(\d{5})(\.\d+)?", re.ASCII)
_TIME = re.compile(r"[T ]([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?$", re.ASCII)
_PER_CENT = re.compile(r"(\d{1,3}(?:\.\d{1,3})?) ?%", re.ASCII)
_YES = {"yes", "y", "true", "1"}
_NO = {"no", "n", "false", "0"}


@dataclass(frozen=True)
class Accepts:
    """The words for what a column accepts: 'yes or no'."""

    words: str


@lru_cache(maxsize=4096)
def day(text: str) -> dt.date:
    """ISO, dd/mm/yyyy or Excel's own number, whatever time stands behind; ValueError for anything else."""
    text = _TIME.sub("", text)
    if iso := _ISO.fullmatch(text):
        found = dt.date(int(iso[1]), int(iso[2]), int(iso[3]))
    elif british := _BRITISH.fullmatch(text):
        found = dt.date(int(british[3]), int(british[2]), int(british[1]))
    elif serial := _SERIAL.fullmatch(text):
        found = _EXCELS_DAY_0 + dt.timedelta(days=int(serial[1]))
    else:
        raise ValueError("not a date")
    if not EARLIEST <= found <= LATEST:
        raise ValueError("not a date of our time")
    return found


def yes_no(text: str) -> bool:
    """Yes or no, as people and programs write it; ValueError for anything else."""
    word = text.casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise ValueError("neither yes nor no")


def fraction(text: str) -> Decimal:
    """A decimal from 0 to 1 with up to three decimals, or the same as per cent; ValueError for others."""
    if per_cent := _PER_CENT.fullmatch(text):
        text = f"{(Decimal(per_cent[1]) / 100).normalize():f}"
    if not re.fullmatch(r"(0|1|0?\.\d{1,3}|0\.\d{1,3}0*|1\.0*|0\.0*)", text, re.ASCII):
        raise ValueError("not a decimal from 0 to 1")
    return Decimal(text).quantize(Decimal("0.001"))


@dataclass(frozen=True)
class OneOf:
    """A validator: one of some words, whatever their case. The value is the word as it is listed."""

    words: tuple[str, ...]

    def __call__(self, text: str) -> str:
        for word in self.words:
            if word.casefold() == " ".join(text.casefold().split()):
                return word
        raise ValueError("none of them")

    @property
    def accepts(self) -> Accepts:
        """'Outstanding, Good, Requires improvement or Inadequate'."""
        return Accepts(listed(self.words))


def listed(words: tuple[str, ...] | list[str]) -> str:
    """'a, b or c'."""
    return " or ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


Day = Annotated[dt.date, BeforeValidator(day), Accepts("a date such as 2023-09-30 or 30/09/2023")]
YesNo = Annotated[bool, BeforeValidator(yes_no), Accepts("yes or no")]
Fraction = Annotated[
    Decimal, BeforeValidator(fraction), Accepts("a decimal from 0 to 1, such as 0.6, or 60%")
]
