"""From contributions to figures: sums over every place of every month, zeros included. Pure.

Whole numbers are added as integers; the division is done once, in decimals.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import numpy as np
import pandas as pd

from figures.digits import kept
from figures.registry import Frames, Kind, Measure

SERVICE, SERVICE_AREA, TEAM, UNALLOCATED = "service", "service_area", "team", "unallocated"
NO_CASES = "no cases"
KEY = ["month", "kind", "ref"]
SUMS = ["numerator", "denominator"]
ADDITIVE = ["month", "service_area", "team"]
WHOLE = {"month": "datetime64[s]", **dict.fromkeys(["service_area", "team", *SUMS], "int64")}


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


def run(
    measures: Iterable[Measure], frames: Frames, places: pd.DataFrame, before: pd.DataFrame | None = None
) -> Iterator[Computed]:
    """Each measure's figure for each place of `places` (month, kind, ref), and where else records are.

    `before` (slug, month, kind, ref): of what a figure is known already, which is computed again though the
    place may exist no more.
    """
    by_slug = {measure.slug: measure for measure in measures}
    counted = {slug: measure.compute(frames) for slug, measure in by_slug.items()}
    named = [found.assign(slug=slug) for slug, found in counted.items() if "ref" in found]
    every = pd.concat([_places(by_slug, places, before), *named], ignore_index=True)
    found = over_places(_summed({slug: each for slug, each in counted.items() if "ref" not in each}), every)
    columns = (found[name] for name in ("slug", "kind", "ref", *SUMS))
    for month, slug, *row in zip(found["month"].dt.date, *columns, strict=True):
        kind, ref, numerator, denominator = row
        measure = by_slug[slug]
        yield Computed(slug, kind, ref, month, *_said(measure.kind, measure.scale, numerator, denominator))


def _summed(contributions: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a measure, month and team instead of one a record: what follows costs by the row."""
    nothing = pd.DataFrame(columns=list(WHOLE)).astype(WHOLE)
    stacked = pd.concat([nothing, *contributions.values()], ignore_index=True)
    whole = stacked[list(WHOLE)].fillna(dict.fromkeys(SUMS, 0)).astype(WHOLE)
    codes = np.repeat(np.arange(len(contributions)), [len(each) for each in contributions.values()])
    slugs = pd.Categorical.from_codes(codes, pd.Index(list(contributions)))
    grouped = whole.assign(slug=slugs).groupby(["slug", *ADDITIVE], as_index=False, observed=True)[SUMS]
    return grouped.sum().astype({"slug": str})


def _places(
    measures: Mapping[str, Measure], places: pd.DataFrame, before: pd.DataFrame | None
) -> pd.DataFrame:
    """Slug, month, kind, ref, with sums of 0: the figures that are given whatever is counted."""
    nobody = places[["month"]].drop_duplicates().assign(kind=UNALLOCATED, ref=0)
    also = [slug for slug, measure in measures.items() if measure.unallocated]
    every = [
        places[KEY].merge(pd.DataFrame({"slug": list(measures)}), how="cross"),
        nobody.merge(pd.DataFrame({"slug": also}, dtype=str), how="cross"),
    ]
    if before is not None:
        every.append(before[before["slug"].isin(measures)])
    return pd.concat(every, ignore_index=True).assign(**dict.fromkeys(SUMS, 0))


def over_places(contributions: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Sums of the contributions for each place: the whole service, its areas, its teams, the unallocated.

    All measures at once, told apart by `slug`: pandas' price is by the call. `places` has a row of sums
    (of 0, but for what is not additive) for each place that has a figure whatever is counted. Contributions
    of a place that it does not know (a team that ended within the month) are kept, so that parts add up
    to the whole.
    """
    stacked = pd.concat([places, at_places(contributions)], ignore_index=True)
    return stacked.groupby(["slug", *KEY], as_index=False)[SUMS].sum()


def at_places(rows: pd.DataFrame) -> pd.DataFrame:
    """Each row once for each place that it counts in, with its kind and ref.

    The whole service, its service area (the unallocated where it has none), its team if it has one.
    """
    area, team = rows["service_area"], rows["team"]
    parts = [
        rows.assign(kind=SERVICE, ref=0),
        rows[area != 0].assign(kind=SERVICE_AREA, ref=area[area != 0]),
        rows[area == 0].assign(kind=UNALLOCATED, ref=0),
        rows[team != 0].assign(kind=TEAM, ref=team[team != 0]),
    ]
    return pd.concat(parts, ignore_index=True)


@lru_cache(maxsize=20_000)
def _said(
    kind: Kind, scale: int, numerator: int, denominator: int
) -> tuple[Decimal, Decimal | None, Decimal | None, str]:
    """Numerator, denominator, value, and why it is missing: for most places it is the same small numbers."""
    above = Decimal(numerator)
    below = None if kind is Kind.COUNT else Decimal(denominator) / scale
    value = worth(kind, above, below)
    return above, below, value, "" if value is not None else NO_CASES


def worth(kind: Kind, numerator: Decimal, denominator: Decimal | None) -> Decimal | None:
    """A count is its numerator; else numerator over denominator (per cent for a percentage).

    A denominator of 0 is 'no cases', not 0% (DESIGN, Figures): None.
    """
    if denominator is None:
        return numerator
    if denominator == 0:
        return None
    factor = 100 if kind is Kind.PERCENTAGE else 1
    return kept(numerator * factor / denominator)
