"""A month is confirmed section by section, then signed off as a whole: what of it is still open."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

QUARTERLY, YEARLY = "quarterly", "yearly"
YEAR_ENDS = 3
"""The council's year ends in March."""


class Content(NamedTuple):
    """What a figure says, whichever of its vintages it is."""

    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    missing: str


Contents = Mapping[int, Content]
"""What is known of some indicators; one of which nothing is known is not in it."""


def digest_of(contents: Contents) -> str:
    """What was confirmed, exactly: the same figures have the same digest, whenever they were computed."""
    said = sorted((pk, *map(_plain, content)) for pk, content in contents.items())
    return hashlib.sha256(repr(said).encode()).hexdigest()


def changed(confirmed: Contents, now: Contents) -> set[int]:
    """The indicators of which something else is known than was confirmed; also those that came or went."""
    every = {*confirmed, *now}
    return {pk for pk in every if _said(confirmed.get(pk)) != _said(now.get(pk))}


def is_due(frequency: str, month: dt.date) -> bool:
    """Whether a figure is expected of the month.

    A quarterly one is of the last month of a quarter, a yearly one of March, with which the year ends.
    """
    if frequency == YEARLY:
        return month.month == YEAR_ENDS
    return month.month % 3 == 0 if frequency == QUARTERLY else True


def is_over(month: dt.date, today: dt.date) -> bool:
    """A month is confirmed and signed off once it is over."""
    return (month.year, month.month) < (today.year, today.month)


def _said(content: Content | None) -> tuple[str, ...] | None:
    return None if content is None else tuple(map(_plain, content))


def _plain(part: Decimal | str | None) -> str:
    """27 and 27.000000 are the same."""
    return f"{part.normalize():f}" if isinstance(part, Decimal) else str(part)
