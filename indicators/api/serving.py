"""What the endpoints answer, read as the consumer may read it."""

import datetime as dt
from decimal import Decimal
from typing import Any

from core import months
from figures import registry
from figures.models import Place
from figures.printing import plain
from indicators.api.answers import (
    BenchmarkOut,
    CatalogueOut,
    DefinitionOut,
    IndicatorOut,
    PlaceOut,
    PlacesOut,
    SectionOut,
    TargetOut,
)
from indicators.api.problems import unknown
from indicators.models import Benchmark, Entry
from indicators.reading.catalogue import Aim, entries, listed

IN_CATALOGUE = "the slug of an indicator that /api/v1/catalogue lists"


def number(value: Decimal | None) -> str | None:
    """A number as it leaves; None where there is none."""
    return None if value is None else plain(value)


def catalogue(month: dt.date) -> CatalogueOut:
    """The month's catalogue: one query."""
    return CatalogueOut(month=months.key(month), indicators=[_indicator(entry) for entry in entries(month)])


def _indicator(entry: Any) -> IndicatorOut:
    found = listed(entry)
    names = (
        "slug",
        "name",
        "reference",
        "window",
        "unit",
        "decimals",
        "polarity",
        "headline",
        "ours",
        "kind",
    )
    return IndicatorOut(
        **{name: getattr(found, name) for name in names},
        section=SectionOut(slug=entry.section.slug, name=entry.section.name),
        target=_target(found.aim),
    )


def _target(aim: Aim | None) -> TargetOut | None:
    if aim is None:
        return None
    return TargetOut(
        operator=aim.operator,
        value=plain(aim.value),
        tolerance=number(aim.tolerance),
        basis=aim.basis,
        note=aim.note,
    )


def definition(slug: str, month: dt.date) -> DefinitionOut:
    """How it is counted: of our own in the measure's words, else in those of the month's catalogue."""
    entry: Any = entries(month).filter(indicator__slug=slug).first()
    measure = registry.find(slug)
    if entry is None and measure is None:
        raise unknown("slug", slug, IN_CATALOGUE)
    says: Any = measure or entry
    return DefinitionOut(
        slug=slug,
        month=months.key(month),
        name=(entry or says).name,
        **{name: getattr(says, name) for name in ("numerator", "denominator", "source")},
        **{name: getattr(entry, name, "") for name in ("clock", "exclusions", "frequency")},
        indicator=_indicator(entry) if entry else None,
        benchmarks=_benchmarks(entry),
    )


def _benchmarks(entry: Entry | None) -> list[BenchmarkOut]:
    if entry is None:
        return []
    rows: Any = Benchmark.objects.filter(indicator=entry.indicator_id)
    return [BenchmarkOut(peer=row.peer, year=row.year_in_words, value=plain(row.value)) for row in rows]


def visible_places(reader: Any) -> list[Any]:
    """The places within the key's reach, in order."""
    return list(Place.objects.visible_to(reader).select_related("service_area", "team").in_order())


def places(reader: Any) -> PlacesOut:
    """Their names and kinds."""
    return PlacesOut(places=[PlaceOut(place=each.code, kind=each.kind) for each in visible_places(reader)])
