"""What was signed off, beside what is current: shown wherever the two differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from figures.models import Frozen, Settled, Source
from figures.shown import NOTHING_WAS_KNOWN
from indicators.reading.months import withheld_slugs
from indicators.reading.numbers import WHOLE_SERVICE
from indicators.reading.standing import Standing

SIGNED_OFF = "signed off"
"""Why a figure is frozen that was signed off with its month."""


@dataclass(frozen=True)
class Signed:
    """What was signed off of an indicator at a place, beside how it stands."""

    standing: Standing
    source: str
    """The headline source of that day: whose figure was signed off."""
    words: str
    """The figure, or that nothing was known."""
    is_known: bool

    @property
    def has_other_source(self) -> bool:
        """Whether another source's figures are shown now."""
        return self.source != self.standing.indicator.headline

    @property
    def differs(self) -> bool:
        """Whether it reads otherwise than what is current; nothing and nothing do not."""
        if not self.is_known and self.standing.point is None:
            return False
        return self.words != self.standing.shown()

    def __str__(self) -> str:
        """299; or 299 (reported), where it is another source's than those of today."""
        return f"{self.words} ({_called(self.source)})" if self.has_other_source else self.words

    @property
    def sources(self) -> str:
        """'reported then, our own records now'."""
        return f"{_called(self.source)} then, {_called(self.standing.indicator.headline)} now"


def _called(source: str) -> str:
    return str(Source(source).label).lower()


def signed(user: Any, standings: Sequence[Standing], place: Q = WHOLE_SERVICE) -> list[Signed]:
    """What was signed off of each, in their order. One query, and what is withheld.

    The standings are of one month at one place, as `standings` answers them.
    """
    if not standings:
        return []
    month = standings[0].month
    hidden = withheld_slugs(user, month)
    seen = {each.indicator.pk: each for each in standings if each.indicator.slug not in hidden}
    frozen = Frozen.objects.filter(
        place, month=month, why=SIGNED_OFF, indicator=OuterRef("indicator"), source=OuterRef("source")
    )
    rows = Settled.objects.filter(month=month, why=SIGNED_OFF, indicator__in=list(seen)).annotate(
        value=Subquery(frozen.values("figure__value")[:1]),
        missing=Subquery(frozen.values("figure__missing")[:1]),
    )
    found = {pk: said for pk, *said in rows.values_list("indicator_id", "source", "value", "missing")}
    return [_signed(each, *found[pk]) for pk, each in seen.items() if pk in found]


def _signed(standing: Standing, source: str, value: Any, missing: str | None) -> Signed:
    is_known = value is not None or bool(missing)
    words = standing.indicator.shown(value, missing or "") if is_known else NOTHING_WAS_KNOWN
    return Signed(standing, source, words, is_known)


def signed_beside(user: Any, standings: Sequence[Standing], place: Q = WHOLE_SERVICE) -> dict[int, str]:
    """By indicator, what was signed off, of those of which it reads otherwise than the current figure."""
    return beside(signed(user, standings, place))


def beside(found: Sequence[Signed]) -> dict[int, str]:
    """Those that read otherwise now, in words, by indicator."""
    return {each.standing.indicator.pk: str(each) for each in found if each.differs}
