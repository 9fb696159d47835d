"""What one can choose at the top of a page, drawn by a plain template: most of it is options."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from core import months
from indicators.board.asked import Asked

Options = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Select:
    """One question: its name in the address, its words, its options, the one that holds."""

    name: str
    label: str
    options: Options
    chosen: str


def month_and_place(found: Asked, month: dt.date, label: str = "Month") -> list[Select]:
    """The months of which there are figures, and this one; the places within reach."""
    this = (months.key(month), months.label(month))
    known = found.months()
    options = known if this in known else [this, *known]
    place = str(found.place.pk) if found.place else ""
    return [
        Select("month", label, options, this[0]),
        Select("place", "Place", found.choices(), place),
    ]
