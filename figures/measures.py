"""From contributions to figures: sums over every place of every month, zeros included. Pure.

Whole numbers are added as integers; the division is done once, in decimals.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from figures.registry import Frames, Kind, Measure

SERVICE, SERVICE_AREA, TEAM, UNALLOCATED = "service", "service_area", "team", "unallocated"
NO_CASES = "no cases"
KEY = ["month", "kind", "ref"]
SUMS = ["numerator", "denominator"]
CONTRIBUTIONS = ["month", "service_area", "team", *SUMS]
WHOLE = {"month": "datetime64[s]", "service_area": "int64", "team": "int64", **dict.fromkeys(SUMS, "int64")}
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
    summed = [_summed(found).assign(slug=slug) for slug, found in counted.items() if "ref" not in found]
    summed = summed or [_summed(pd.DataFrame()).assign(slug="")]
    every = _places(by_slug, places, before)
    found = over_places(pd.concat(summed, ignore_index=True), pd.concat([every, *named], ignore_index=True))
    columns = (found[name] for name in ("slug", "kind", "ref", *SUMS))
    for month, slug, *row in zip(found["month"].dt.date, *columns, strict=True):
        yield _figure(by_slug[slug], month, *row)


def _summed(contributions: pd.DataFrame) -> pd.DataFrame:
    """One row a team instead of one a record: what follows costs by the row."""
    found = contributions.reindex(columns=CONTRIBUTIONS, fill_value=0).astype(WHOLE)
    return found.groupby(["month", "service_area", "team"], as_index=False)[SUMS].sum()


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
    parts = [
        contributions.assign(kind=SERVICE, ref=0),
        contributions.assign(kind=SERVICE_AREA, ref=contributions["service_area"]),
        contributions.assign(kind=TEAM, ref=contributions["team"]),
    ]
    stacked = pd.concat(parts, ignore_index=True)
    nowhere = (stacked["kind"] != SERVICE) & (stacked["ref"] == 0)
    stacked.loc[nowhere & (stacked["kind"] == SERVICE_AREA), "kind"] = UNALLOCATED
    stacked = pd.concat([places, stacked[~(nowhere & (stacked["kind"] == TEAM))]], ignore_index=True)
    return stacked.groupby(["slug", *KEY], as_index=False)[SUMS].sum()


def _figure(
    measure: Measure, month: dt.date, kind: str, ref: int, numerator: int, denominator: int
) -> Computed:
    above = Decimal(numerator)
    below = None if measure.kind is Kind.COUNT else Decimal(denominator) / measure.scale
    value = worth(measure.kind, above, below)
    return Computed(
        slug=measure.slug,
        kind=kind,
        ref=ref,
        month=month,
        numerator=above,
        denominator=below,
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
