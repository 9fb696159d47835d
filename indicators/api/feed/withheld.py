"""What a reader may not see yet, as far as it says anything of a month of the feed."""

import datetime as dt
from collections.abc import Collection, Iterable

Withheld = tuple[Collection[str], Collection[dt.date]]


def fingerprint(withheld: Iterable[Withheld], compared: Iterable[dt.date]) -> str:
    """Which indicators are withheld in the month, and in each of those that it is compared with, in order.

    In words that are the same in every process: a set has another order in each.
    """
    rules = list(withheld)
    of_each = ({slug for slugs, found in rules if month in found for slug in slugs} for month in compared)
    return ";".join(",".join(sorted(slugs)) for slugs in of_each)
