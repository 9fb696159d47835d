"""What the API answers. A number is text, in full precision and without trailing zeros, as FORMATS has it:
a JSON number would become a binary fraction in whatever reads it."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, Field

Number = Annotated[str, Field(pattern=r"^-?\d+(\.\d+)?$", examples=["79.411764705882"])]
Month = Annotated[str, Field(pattern=r"^\d{4}-\d{2}$", examples=["2023-09"])]
PlaceKind = Literal["service", "service_area", "team", "unallocated"]


class SectionOut(BaseModel):
    """A section of the report."""

    slug: str
    name: str


class TargetOut(BaseModel):
    """What the whole service's figure is to reach in the month."""

    operator: Literal["<", "<=", "=", ">=", ">"]
    value: Number
    tolerance: Number | None
    basis: Literal["own", "neighbours", "national"]
    note: str


class IndicatorOut(BaseModel):
    """An indicator as the catalogue has it in the month."""

    slug: str
    name: str
    reference: str
    section: SectionOut
    kind: Literal["count", "percentage", "rate", "average"]
    window: Literal["month", "month_end", "rolling_12", "year_to_date"]
    unit: str
    decimals: int
    polarity: Literal["higher is better", "lower is better", "neither"]
    headline: Literal["records", "reported"]
    ours: bool = Field(description="Whether Plumbline counts it from its own records")
    target: TargetOut | None


class CatalogueOut(BaseModel):
    """The catalogue of a month, in the report's order."""

    month: Month
    indicators: list[IndicatorOut]


class BenchmarkOut(BaseModel):
    """A figure of a past financial year."""

    peer: Literal["council", "neighbours", "south_east", "england"]
    year: str = Field(examples=["2022/23"])
    value: Number


class DefinitionOut(BaseModel):
    """How an indicator is counted; of a measure of Plumbline's own the measure itself says it."""

    slug: str
    month: Month
    name: str
    numerator: str
    denominator: str
    source: str
    clock: str
    exclusions: str
    frequency: str
    indicator: IndicatorOut | None = Field(description="None where the catalogue of the month has it not")
    benchmarks: list[BenchmarkOut]


class PlaceOut(BaseModel):
    """A place of which figures are given; `place` is blank for the whole service."""

    place: str
    kind: PlaceKind


class PlacesOut(BaseModel):
    """The places that the key may read."""

    places: list[PlaceOut]


class FigureOut(BaseModel):
    """A figure; `value` is per cent of a percentage, and None where `missing` says why."""

    indicator: str
    place: str
    place_kind: PlaceKind
    month: Month
    numerator: Number | None
    denominator: Number | None
    value: Number | None
    missing: str | None
    source: Literal["records", "reported"]
    known_at: dt.datetime


class FiguresOut(BaseModel):
    """A page of figures, by month. The last page has no `next`; one in between may be short, or empty."""

    figures: list[FigureOut]
    next: str | None
