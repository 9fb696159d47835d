"""What a cell of a report says: a number, or why there is none. Pure."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from figures.digits import DECIMALS, kept
from figures.models import Missing

ACCEPTED = (
    "A number such as 27%, 1,928 or 14.24; one that is held back, such as <5 or <10%; or why there is none: "
    "TBC, -, N/A, UNDER REVIEW, no cases or *."
)
DIGITS = DECIMALS
"""As many before the point as a figure has room for."""

LONGEST = 80
_NUMBER = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d+))?\s?(%)?", re.ASCII)
_HELD_BACK = re.compile(r"(?:[<>≤≥]|<=|>=)\s?\d[\d,]*(?:\.\d+)?\s?(%)?", re.ASCII)
_WORDS = {
    "tbc": Missing.TO_BE_CONFIRMED,
    "to be confirmed": Missing.TO_BE_CONFIRMED,
    "-": Missing.NOT_AVAILABLE,
    "–": Missing.NOT_AVAILABLE,
    "—": Missing.NOT_AVAILABLE,
    "not available": Missing.NOT_AVAILABLE,
    "n/a": Missing.NOT_APPLICABLE,
    "na": Missing.NOT_APPLICABLE,
    "not applicable": Missing.NOT_APPLICABLE,
    "under review": Missing.UNDER_REVIEW,
    "no cases": Missing.NO_CASES,
    "*": Missing.SUPPRESSED,
    "c": Missing.SUPPRESSED,
    "suppressed": Missing.SUPPRESSED,
}


class TooLong(ValueError):
    """A number of more digits than there is room for."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A number with its decimals as printed, or the reason for none; neither where the cell is blank."""

    value: Decimal | None = None
    missing: str = ""
    per_cent: bool = False
    decimals: int = 0

    @property
    def blank(self) -> bool:
        """Whether the cell says nothing."""
        return self.value is None and not self.missing

    @property
    def is_of_a_month_that_has_a_figure(self) -> bool:
        """A number, one that is held back, or that there was nothing to count."""
        return self.value is not None or self.missing in (Missing.SUPPRESSED, Missing.NO_CASES)


BLANK = Reading()


@lru_cache(maxsize=16_384)
def read(text: str) -> Reading:
    """What the cell says; ValueError for anything else, such as Dec-69."""
    plain = " ".join(text.split())
    if not plain:
        return BLANK
    if len(plain) > LONGEST:
        raise TooLong("too long")
    missing = _WORDS.get(plain.casefold())
    if missing is not None:
        return Reading(missing=missing.value)
    if held_back := _HELD_BACK.fullmatch(plain):
        return Reading(missing=Missing.SUPPRESSED.value, per_cent=bool(held_back[1]))
    found = _NUMBER.fullmatch(plain)
    if found is None or (found[1] is None and found[2] is None):
        raise ValueError("not a number")
    return _number(found[1] or "0", found[2] or "", bool(found[3]))


def _number(whole: str, after: str, per_cent: bool) -> Reading:
    digits = whole.replace(",", "").lstrip("0")
    if len(digits) > DIGITS:
        raise TooLong("too large")
    value = Decimal(f"{digits or '0'}.{after or '0'}")
    value = kept(value, len(after), ROUND_HALF_UP)
    return Reading(value=value, per_cent=per_cent, decimals=max(-int(value.as_tuple().exponent), 0))
