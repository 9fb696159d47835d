"""Which indicator or section a name in a file means: exactly, but for case and spaces, or asked. Pure."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from indicators.rules.called import folded

SUGGESTED = 3
CLOSE = 0.55
"""How alike two names are at least (of 1), for one to be suggested for the other."""


@dataclass(frozen=True)
class Question:
    """A name that nothing is known by. The suggestions are the closest, and are never taken by themselves."""

    what: str
    """'indicator' or 'section'."""
    text: str
    rows: tuple[int, ...]
    suggestions: tuple[tuple[str, str], ...] = ()
    """Slugs with their names, the closest first."""


@dataclass
class Book:
    """Who is called what: `exact` and `folded` names of the catalogue, then those that were remembered."""

    slugs: set[str] = field(default_factory=set)
    exact: dict[str, str] = field(default_factory=dict)
    folded: dict[str, set[str]] = field(default_factory=dict)
    remembered: dict[str, str] = field(default_factory=dict)

    def call(self, name: str, slug: str) -> None:
        """A name of the catalogue."""
        self.exact.setdefault(name, slug)
        self.folded.setdefault(folded(name), set()).add(slug)

    def of(self, text: str, answers: Mapping[str, str]) -> str | None:
        """The slug of what is meant, or None: then it is asked."""
        if text in self.exact:
            return self.exact[text]
        key = folded(text)
        same = self.folded.get(key, set())
        if len(same) == 1:
            return next(iter(same))
        if key in self.remembered:
            return self.remembered[key]
        if text in self.slugs:
            return text
        answered = {folded(name): slug for name, slug in answers.items()}.get(key)
        return answered if answered in self.slugs else None


def suggestions(text: str, names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The slugs whose names are most like the text, with them."""
    wanted = _plain(text)
    alike = ((SequenceMatcher(None, wanted, _plain(name)).ratio(), slug) for slug, name in names.items())
    best = sorted((found for found in alike if found[0] >= CLOSE), key=lambda found: (-found[0], found[1]))
    return tuple((slug, names[slug]) for _, slug in best[:SUGGESTED])


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def in_force(periods: Iterable[tuple[dt.date, dt.date | None]], month: dt.date) -> int | None:
    """Which of the periods holds the month; else the last that began before it; else the first of all."""
    listed = list(enumerate(periods))
    for place, (start, end) in listed:
        if start <= month and (end is None or month < end):
            return place
    begun = [(start, place) for place, (start, _) in listed if start <= month]
    if begun:
        return max(begun)[1]
    return min(((start, place) for place, (start, _) in listed), default=(None, None))[1]
