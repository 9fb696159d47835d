"""The reading half of a roll-up: stale rows first, then every frame once, then the measures."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from core import clock
from figures import measures, places, registry
from figures.models import Stale

ASKED = "asked for"
CHECKED = "the nightly check found that the records had changed"
NO_CHANGE_NAMED = {ASKED, CHECKED}
"""Why months were computed though no action had said that it changed them: said where nothing else is."""

READING, COMPUTING, WRITING = "reading the records", "computing", "writing"

Tell = Callable[[int, int, str], object]
"""Told how many of how many months are written, and what is being done."""


def to_nobody(done: int, total: int, words: str) -> None:
    """Nobody waits for it."""


@dataclass(frozen=True)
class Computation:
    """What the measures say of some months, and the stale rows that had been read before."""

    months: tuple[dt.date, ...]
    stale: dict[int, tuple[dt.date, str]]
    figures: list[measures.Computed]
    started_at: dt.datetime = field(default_factory=clock.now)

    def cause(self, month: dt.date) -> str:
        """Why the month was computed again, in words."""
        causes = {cause for stale_month, cause in self.stale.values() if stale_month == month}
        return "; ".join(sorted(causes - NO_CHANGE_NAMED or causes))[:200]


def compute(months: Sequence[dt.date] | None = None, tell: Tell = to_nobody) -> Computation:
    """Compute the asked months, or every month that is stale.

    The stale rows are read before any record: whatever changes afterwards adds a row that this
    computation does not know, so the month is computed again.
    """
    started_at = clock.now()
    rows = Stale.objects.order_by("pk")
    if months is not None:
        rows = rows.filter(month__in=list(months))
    stale = {pk: (month, cause) for pk, month, cause in rows.values_list("pk", "month", "cause")}
    asked = tuple(sorted({month for month, _ in stale.values()}))
    if not asked:
        return Computation((), {}, [], started_at)
    tell(0, len(asked), READING)
    frames = registry.read_frames(asked)
    existing, before = places.to_compute(asked), places.counted_before(asked)
    tell(0, len(asked), COMPUTING)
    found = list(measures.run(registry.measures(), frames, existing, before))
    return Computation(asked, stale, found, started_at)
