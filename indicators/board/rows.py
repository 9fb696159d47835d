"""One row of a board's table: an indicator, or a place, and how it stands."""

from dataclasses import dataclass
from decimal import Decimal

from figures.models import Place, Source
from indicators.board.asked import of_indicator
from indicators.reading.standing import Standing
from indicators.rules.direction import Direction
from indicators.rules.rag import Rag
from indicators.rules.signs import Variation

RAG_ORDER: dict[Rag | None, int] = {Rag.RED: 0, Rag.AMBER: 1, Rag.GREEN: 2, None: 3}
VARIATION_ORDER: dict[Variation | None, int] = {
    Variation.WORSE: 0,
    Variation.HIGH: 1,
    Variation.LOW: 1,
    Variation.BETTER: 2,
    Variation.COMMON: 3,
    None: 4,
}
"""What concerns first, chance last."""


@dataclass(frozen=True)
class StandingRow:
    """An indicator in a section's table."""

    standing: Standing
    signed: str = ""
    """What was signed off, where that reads otherwise than what is current."""

    @property
    def reference(self) -> str:
        return self.standing.indicator.reference

    @property
    def name(self) -> str:
        return self.standing.indicator.name

    @property
    def target(self) -> str:
        return self.standing.indicator.shown_aim() if self.standing.aims else ""

    @property
    def source(self) -> str:
        """Whose figures are shown."""
        return str(Source(self.standing.indicator.headline).label)

    @property
    def rag_order(self) -> int:
        """Red first, none last."""
        return RAG_ORDER[self.standing.rag]

    @property
    def variation_order(self) -> int:
        """What concerns first, chance last."""
        return VARIATION_ORDER[self.standing.variation]


@dataclass(frozen=True)
class PlaceRow:
    """A place beside the whole service."""

    standing: Standing
    place: Place
    area: str
    whole: Standing | None

    @property
    def url(self) -> str:
        """The page of the indicator at this place."""
        return of_indicator(self.standing.indicator.slug, self.standing.month, self.place)

    @property
    def name(self) -> str:
        return str(self.place)

    @property
    def kind(self) -> str:
        return str(self.place.get_kind_display())

    @property
    def numerator(self) -> Decimal | None:
        point = self.standing.point
        return point.numerator if point else None

    @property
    def denominator(self) -> Decimal | None:
        point = self.standing.point
        return point.denominator if point else None

    @property
    def amount(self) -> Decimal | None:
        return self.standing.value(self.standing.month)

    @property
    def beside(self) -> Direction | None:
        """How far from the whole service; of counts that says nothing."""
        if self.whole is None or self.standing.whole_service:
            return None
        return self.standing.beside(self.whole)

    @property
    def apart(self) -> Decimal | None:
        return self.beside.difference if self.beside else None

    @property
    def rag_order(self) -> int:
        """Red first, none last."""
        return RAG_ORDER[self.standing.rag]
