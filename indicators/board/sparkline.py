"""A row's last months as a line a word high, and the same in words. Pure but for the template."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from core import months

WIDTH, HEIGHT, EDGE = 90, 24, 3
SHOWN = 13

Points = list[tuple[float, float]]


@dataclass(frozen=True)
class Sparkline:
    """Runs of known months as polylines, the newest known one as a dot, and what they say."""

    runs: list[str]
    dot: tuple[float, float] | None
    words: str


def lines(values: Sequence[Decimal | None]) -> list[Points]:
    """Where the values lie in the drawing; a month without one interrupts the line."""
    known = [value for value in values if value is not None]
    if not known:
        return []
    low, reach = min(known), max(known) - min(known)
    step = (WIDTH - 2 * EDGE) / max(len(values) - 1, 1)

    def at(place: int, value: Decimal) -> tuple[float, float]:
        share = float((value - low) / reach) if reach else 0.5
        return round(EDGE + place * step, 1), round(HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE), 1)

    runs = groupby(enumerate(values), key=lambda pair: pair[1] is not None)
    return [[at(place, value) for place, value in run if value is not None] for known, run in runs if known]


def in_words(shown: Mapping[dt.date, str], values: Mapping[dt.date, Decimal | None]) -> str:
    """'From 312 in September 2022 to 299 in September 2023; lowest 287 in May 2023, highest 330 in …'."""
    known = {month: value for month, value in values.items() if value is not None}
    if not known:
        return "No figures"

    def said(month: dt.date) -> str:
        return f"{shown[month]} in {months.label(month)}"

    first, last = min(known), max(known)
    low = min(known, key=lambda month: (known[month], month))
    high = max(known, key=lambda month: (known[month], month))
    if first == last:
        return said(first)
    ends = f"From {said(first)} to {said(last)}"
    return f"{ends}; lowest {said(low)}, highest {said(high)}"


def sparkline(values: Mapping[dt.date, Decimal | None], shown: Mapping[dt.date, str]) -> Sparkline:
    """Of values by month, in order, and how each is shown."""
    runs = lines(list(values.values()))
    return Sparkline(
        [" ".join(f"{x:g},{y:g}" for x, y in run) for run in runs if len(run) > 1],
        runs[-1][-1] if runs else None,
        in_words(shown, values),
    )


def draw(line: Sparkline) -> SafeString:
    """As SVG with its words."""
    return render_to_string(
        "indicators/parts/sparkline.html", {"line": line, "width": WIDTH, "height": HEIGHT}
    )
