"""From contributions to figures: sums over every place of every month, zeros included. Pure.

Whole numbers are added as integers; the division is done once, in decimals.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from figures.registry import Frames, Kind, Measure

SERVICE, SERVICE_AREA, TEAM, UNALLOCATED = "service", "service_area", "team", "unallocated"
NO_CASES = "no cases"
KEY = ["month", "kind", "ref"]
SUMS = ["numerator", "denominator"]
CONTRIBUTIONS = ["month", "service_area", "team", *SUMS]
DECIMALS = 12
DIGITS = 15
"""As many as SQLite gives back unchanged: it keeps decimals as floating-point numbers."""


@dataclass(frozen=True)
class Computed:
    """A figure that the measures say, before it is compared with what is known."""

    slug: str
    kind: str
    ref: int
    month: dt.date
    numerator: Decimal
    denominator: Decimal | None
    value: Decimal | None
    missing: str


def run(measures: Iterable[Measure], frames: Frames, places: pd.DataFrame) -> Iterator[Computed]:
    """Each measure's figure for each place of `places` (month, kind, ref), and where else records are."""
    by_slug = {measure.slug: measure for measure in measures}
    counted = [_counted(measure, frames) for measure in by_slug.values()]
    every = places[KEY].merge(pd.DataFrame({"slug": list(by_slug)}), how="cross")
    for row in over_places(pd.concat(counted, ignore_index=True), every).itertuples():
        yield _figure(by_slug[str(row.slug)], row)


def _counted(measure: Measure, frames: Frames) -> pd.DataFrame:
    found = measure.compute(frames).reindex(columns=CONTRIBUTIONS, fill_value=0)
    return found.assign(slug=measure.slug)


def over_places(contributions: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Sums of the contributions for each place: the whole service, its areas, its teams, the unallocated.

    All measures at once, told apart by `slug`: pandas' price is by the call. A place without
    contributions has zeros. Contributions of a place that `places` does not know (a team that ended
    within the month) are kept, so that parts add up to the whole.
    """
    parts = [
        places.assign(**dict.fromkeys(SUMS, 0)),
        contributions.assign(kind=SERVICE, ref=0),
        contributions.assign(kind=SERVICE_AREA, ref=contributions["service_area"]),
        contributions.assign(kind=TEAM, ref=contributions["team"]),
    ]
    stacked = pd.concat(parts, ignore_index=True)
    nowhere = (stacked["kind"] != SERVICE) & (stacked["ref"] == 0)
    stacked.loc[nowhere & (stacked["kind"] == SERVICE_AREA), "kind"] = UNALLOCATED
    stacked = stacked[~(nowhere & (stacked["kind"] == TEAM))]
    return stacked.groupby(["slug", *KEY], as_index=False)[SUMS].sum()


def _figure(measure: Measure, row: Any) -> Computed:
    numerator = Decimal(int(row.numerator))
    denominator = None if measure.kind is Kind.COUNT else Decimal(int(row.denominator))
    value = worth(measure.kind, numerator, denominator)
    return Computed(
        slug=measure.slug,
        kind=str(row.kind),
        ref=int(row.ref),
        month=row.month.date(),
        numerator=numerator,
        denominator=denominator,
        value=value,
        missing="" if value is not None else NO_CASES,
    )


def worth(kind: Kind, numerator: Decimal, denominator: Decimal | None) -> Decimal | None:
    """A count is its numerator; else numerator over denominator (per cent for a percentage).

    A denominator of 0 is 'no cases', not 0% (DESIGN, Figures): None.
    """
    if denominator is None:
        return numerator
    if denominator == 0:
        return None
    factor = 100 if kind is Kind.PERCENTAGE else 1
    exact = numerator * factor / denominator
    decimals = min(DECIMALS, DIGITS - max(exact.adjusted() + 1, 1))
    return exact.quantize(Decimal(1).scaleb(-max(decimals, 0)))
