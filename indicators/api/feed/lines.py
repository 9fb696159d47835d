"""A month of the feed as CSV: the figures that are there, in the catalogue's order and the places'."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core import months
from figures.models import Place
from indicators.api.feed.named import NOTHING, Amount, Named, Scale, cell
from indicators.api.feed.reading import (
    DENOMINATOR,
    KNOWN,
    MISSING,
    NUMERATOR,
    VALUE,
    Amounts,
    Days,
    Held,
    Row,
)


@dataclass(frozen=True)
class At:
    """A place as the feed has it."""

    pk: int
    cells: str
    whole_service: bool


def at(place: Place) -> At:
    """The place's two cells; its service area and team are read already."""
    return At(place.pk, f"{cell(place.code)},{place.kind}", place.kind == Place.Kind.SERVICE)


class Writer:
    """Writes months from the figures that were read, with their signs of direction."""

    def __init__(self, held: Held, places: Sequence[At], signed_off: dict[dt.date, str]) -> None:
        self._held = held
        self._places = places
        self._signed_off = signed_off
        self._amounts, self._days = Amounts(), Days()

    def month(self, month: dt.date, catalogue: Sequence[Named]) -> str:
        """The lines of a month, each with its end."""
        return "".join(line for named in catalogue for line in self._lines(month, named))

    def _lines(self, month: dt.date, named: Named) -> Iterator[str]:
        source, scale = named.indicator.headline, named.scale
        now, last_month, last_year = (self._rows(month, ago, named) for ago in (0, 1, 12))
        amounts, head, published = self._amounts, named.head, self._signed_off.get(month, "")
        asked = {whole: named.target(whole) for whole in (True, False)}
        for place in self._places if now else ():
            row = now.get(place.pk)
            if row is None:
                continue
            amount = amounts[row[VALUE]]
            shown = scale.shown(amount)
            target, operator = asked[place.whole_service]
            way, change = scale.way(shown, self._shown(scale, last_month.get(place.pk)))
            way_year, change_year = scale.way(shown, self._shown(scale, last_year.get(place.pk)))
            yield (
                f"{head},{place.cells},{month},{amounts[row[NUMERATOR]].text},{amounts[row[DENOMINATOR]].text},"
                f"{amount.text},{row[MISSING]},{source},{target},{named.rag(shown) if target else ''},{way},"
                f"{published},{operator},{change},{way_year},{change_year},{self._days[row[KNOWN]]}\n"
            )

    def _shown(self, scale: Scale, row: Row | None) -> Amount:
        return NOTHING if row is None else scale.shown(self._amounts[row[VALUE]])

    def _rows(self, month: dt.date, ago: int, named: Named) -> dict[int, Row]:
        held = self._held.get(str(months.minus_months(month, ago)), {})
        return held.get((named.indicator.pk, named.indicator.headline), {})
