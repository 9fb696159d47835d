"""The feed's months are kept as they were written, and written again only when something in them changed.

Ten years of 80 indicators at 40 places are 384,000 lines: what a line means takes longer than a person
waits. A night's roll-up touches a month or three. So each month is kept, compressed, in the cache beside a
fingerprint of all that it is made of: its figures and those that its directions compare with, what is
withheld of these, the catalogue of the month, the places, and its sign-off. What has another fingerprint
is written anew; a cache that was emptied costs time and nothing else. Every process makes the same
fingerprint of the same month: the cache is shared.
"""

import datetime as dt
import hashlib
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import Q

from core import clock, months
from figures import registry
from figures.models import Place
from indicators.api.feed import reading, withheld
from indicators.api.feed.columns import HEADER
from indicators.api.feed.lines import At, Writer, at
from indicators.api.feed.named import Named, Names
from indicators.models import SignOff

KEPT_FOR = 40 * 24 * 3600
QUICKLY = 1
"""How hard to compress: a tenth of the size, in a fifth of a second for ten years."""
COMPARED = 0, 1, 12
"""The months that a line says something of: its own, and how many months ago those of its directions."""
Piece = tuple[str, bytes]


@dataclass(frozen=True)
class Month:
    """A month of the feed: what it is made of, in short, and the catalogue that holds in it."""

    month: dt.date
    catalogue: Sequence[Named]
    fingerprint: str


class Feed:
    """The feed as a reader may see it, over some months."""

    def __init__(self, reader: Any, first: dt.date | None, last: dt.date | None) -> None:
        visible = Place.objects.visible_to(reader).select_related("service_area", "team").in_order()
        self._places: list[At] = [at(place) for place in visible]
        self._teams = reader.access.sees_all_services
        self._withheld = registry.withheld(reader)
        self._signed_off = {
            month: str(when.astimezone(clock.LONDON).date())
            for month, when in SignOff.objects.values_list("month", "at")
        }
        self._figures = reading.fingerprints()
        self._asked = sorted(month for month in self._figures if (first or month) <= month <= (last or month))

    def pieces(self) -> Iterator[bytes]:
        """The file in pieces: the heading, then a month each."""
        yield f"{HEADER}\n".encode()
        asked = self._months()
        kept = self._kept()
        fresh = {each.month for each in asked if kept.get(each.month, ("",))[0] == each.fingerprint}
        writing = self._writer([each.month for each in asked if each.month not in fresh])
        try:
            for each in asked:
                if each.month not in fresh:
                    text = writing.month(each.month, each.catalogue).encode()
                    kept[each.month] = (each.fingerprint, zlib.compress(text, QUICKLY))
                    yield text
                else:
                    yield zlib.decompress(kept[each.month][1])
        finally:
            self._keep(kept, {each.month.year for each in asked if each.month not in fresh})

    def _months(self) -> list[Month]:
        names = Names()
        common = repr((HEADER, self._places))
        found = []
        for month in self._asked:
            catalogue = names.of(month)
            compared = [months.minus_months(month, ago) for ago in COMPARED]
            figures = [self._figures.get(each, "") for each in compared]
            held_back = withheld.fingerprint(self._withheld, compared)
            signed_off = self._signed_off.get(month, "")
            parts = [common, *figures, held_back, signed_off, *(n.fingerprint for n in catalogue)]
            digest = hashlib.blake2b("\n".join(parts).encode(), digest_size=16)
            found.append(Month(month, catalogue, digest.hexdigest()))
        return found

    def _writer(self, missing: Collection[dt.date]) -> Writer:
        needed = {months.minus_months(month, ago) for month in missing for ago in COMPARED}
        held: reading.Held = {}
        if needed:
            condition = Q() if self._teams else Q(place__in=[place.pk for place in self._places])
            rules = [Q(indicator__slug__in=slugs, month__in=found) for slugs, found in self._withheld]
            held = reading.read(needed, condition, rules)
        return Writer(held, self._places, self._signed_off)

    def _kept(self) -> dict[dt.date, Piece]:
        """A year in one: few reads, and few writes."""
        keys = [self._key(year) for year in {month.year for month in self._asked}]
        found = cache.get_many(keys) if keys else {}
        return {month: piece for year in found.values() for month, piece in year.items()}

    def _keep(self, kept: dict[dt.date, Piece], years: Iterable[int]) -> None:
        for year in years:
            of_year = {month: piece for month, piece in kept.items() if month.year == year}
            cache.set(self._key(year), of_year, KEPT_FOR)

    def _key(self, year: int) -> str:
        return f"indicators-feed:{'teams' if self._teams else 'no-teams'}:{year}"
