"""What the cells of the catalogue's files may say."""

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from core import months
from core.importing.headings import fold
from core.importing.values import Accepts, day
from core.periods import ALWAYS
from indicators.rules.called import folded

_SLUG = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*", re.ASCII)
_NUMBER = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,12})(\.\d{1,6}0*)?%?", re.ASCII)
LONGEST_NAME = 200


def slug(text: str) -> str:
    """A name in lower-case letters and digits, parted by dots, dashes and underscores."""
    if not _SLUG.fullmatch(text):
        raise ValueError("not a slug")
    return text


def month(text: str) -> dt.date:
    """2022-10, or what a spreadsheet program makes of it: the month's first day."""
    try:
        return months.parse(text)
    except ValueError:
        found = day(text)
    if found.day != 1:
        raise ValueError("not a month")
    return found


def number(text: str) -> Decimal:
    """A number that is not negative: 1,928, 36%, 6.5."""
    if not _NUMBER.fullmatch(text):
        raise ValueError("not a number")
    return Decimal(text.replace(",", "").rstrip("%"))


def whole(text: str) -> int:
    """A whole number that is not negative: 1,928."""
    found = number(text)
    if found % 1 or "%" in text:
        raise ValueError("not a whole number")
    return int(found)


def several(text: str) -> tuple[str, ...]:
    """What stands between the bars: 'one | another'."""
    found = tuple(part for each in text.split("|") if (part := " ".join(each.split())))
    if any(len(each) > LONGEST_NAME or not fold(each) for each in found):
        raise ValueError("too long, or no name")
    return found


Slug = Annotated[
    str,
    BeforeValidator(slug),
    Field(max_length=80),
    Accepts("a slug: lower-case letters and digits, parted by '.', '_' or '-', such as referrals.number"),
]
SectionSlug = Annotated[
    str,
    BeforeValidator(slug),
    Field(max_length=60, pattern=r"^[a-z0-9_-]+$"),
    Accepts("a slug: lower-case letters and digits, parted by '_' or '-', such as front-door"),
]
Month = Annotated[dt.date, BeforeValidator(month), Accepts("a month such as 2022-10")]
Number = Annotated[Decimal, BeforeValidator(number), Accepts("a number that is not negative, such as 6.5")]
Position = Annotated[
    int, BeforeValidator(whole), Field(le=9_999), Accepts("a place in the list: a whole number, such as 3")
]
Several = Annotated[
    tuple[str, ...],
    BeforeValidator(several),
    Accepts("names of up to 200 characters, with ' | ' between them where there are several"),
]


def joined(held: Iterable[str], more: Iterable[str]) -> list[str]:
    """Names that are there, and those of the others that are new, however they are spelt; in order."""
    found = {folded(each): each for each in [*reversed(list(more)), *held]}
    return sorted(found.values(), key=str.casefold)


def from_month(starts_on: dt.date) -> str:
    """'from October 2022'."""
    return f"from {'the beginning' if starts_on == ALWAYS else months.label(starts_on)}"


def shown(value: Any) -> Any:
    """A value as it is compared and told: a decimal without zeros at its end."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value
