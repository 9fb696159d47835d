"""Whom a name in a file means: a service area or team by what it was called on a day. Pure."""

import datetime as dt
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from organisation.rules import Span


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """A name without what does not tell it from others: case, and kinds and runs of spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


@dataclass(frozen=True)
class Called:
    """What something, by its primary key, was called from a day to a day; `today` is its name now."""

    pk: int
    today: str
    name: str
    span: Span


class Names:
    """Service areas or teams by what they are, were and will be called."""

    def __init__(self, called: Iterable[Called]) -> None:
        self._by_name: dict[str, list[Called]] = defaultdict(list)
        self._spans: dict[int, list[Span]] = defaultdict(list)
        self._today: dict[int, str] = {}
        for each in called:
            self._by_name[fold(each.name)].append(each)
            self._spans[each.pk].append(each.span)
            self._today[each.pk] = each.today

    def of(self, name: str, day: dt.date) -> int | None:
        """The one called so on the day; else the one called so today; else the only one ever called so."""
        called = self._by_name.get(fold(name), [])
        for each in called:
            if each.span.holds(day):
                return each.pk
        for each in called:
            if fold(each.today) == fold(name):
                return each.pk
        ever = {each.pk for each in called}
        return ever.pop() if len(ever) == 1 else None

    def today(self, pk: int) -> str:
        """What it is called today."""
        return self._today[pk]

    def exists_on(self, pk: int, day: dt.date) -> bool:
        """Whether it has a record that holds the day."""
        return any(span.holds(day) for span in self._spans[pk])

    def begins(self, pk: int) -> dt.date:
        """The first day that it exists."""
        return min(span.starts_on for span in self._spans[pk])

    def ends(self, pk: int) -> dt.date | None:
        """The day it ends; None while that is open."""
        last = max(span.ends_on or dt.date.max for span in self._spans[pk])
        return None if last == dt.date.max else last
