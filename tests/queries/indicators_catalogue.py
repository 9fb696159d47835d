"""How often the catalogue's pages ask the database, however much it holds."""

import datetime as dt

from core import months
from core.history import Service
from figures.models import Indicator
from indicators.actions.names import know_by
from indicators.models import AlsoListed, Benchmark, Entry, Population, Section, SectionName, Target
from tests.indicators.made import section
from tests.permissions.row import PERF, QA
from tests.queries.page import Page

FIRST = dt.date(1990, 1, 1)
SLUG = "one.of-many"


def values(**more):
    """What every entry says."""
    told = {"section": section(), "position": 1, "kind": "count", "window": "month", "headline": "reported"}
    return {**told, "polarity": "neither", **more}


def many(world, numbers):
    """As many indicators, each with a target."""
    made = Indicator.objects.bulk_create(Indicator(slug=f"one.{n}") for n in numbers)
    said = values(starts_on=FIRST)
    Entry.objects.bulk_create(Entry(indicator=each, name=f"Number {each.slug}", **said) for each in made)
    Target.objects.bulk_create(
        Target(indicator=each, operator="<", value=5, starts_on=FIRST) for each in made
    )


def one(world, numbers):
    """One indicator with as many versions, targets, benchmarks, names and further sections."""
    indicator, _ = Indicator.objects.get_or_create(slug=SLUG)
    spans = [(months.plus_months(FIRST, n), months.plus_months(FIRST, n + 1)) for n in numbers]
    said = values(name="One", numerator_indicator=indicator)
    Entry.objects.bulk_create(Entry(indicator=indicator, starts_on=a, ends_on=b, **said) for a, b in spans)
    Target.objects.bulk_create(
        Target(indicator=indicator, operator="<", value=5, starts_on=a, ends_on=b) for a, b in spans
    )
    Benchmark.objects.bulk_create(
        Benchmark(indicator=indicator, peer="england", year=1990 + n, value=5) for n in numbers
    )
    sections = Section.objects.bulk_create(
        Section(slug=f"s{n}", name=f"Section {n}", position=100 + n) for n in numbers
    )
    AlsoListed.objects.bulk_create(
        AlsoListed(indicator=indicator, section=each, position=1) for each in sections
    )
    for n in numbers:
        know_by(by=Service("a test"), indicator=indicator, name=f"Name {n}", reason="So it is called.")


def listed(world, numbers):
    """A section with as many indicators and names."""
    many(world, numbers)
    SectionName.objects.bulk_create(
        SectionName(section=section(), name=f"Name {n}", folded=f"name{n}") for n in numbers
    )


def years(world, numbers):
    """As many years."""
    Population.objects.bulk_create(Population(year=1990 + n, under_18=50_000) for n in numbers)


PAGES = [
    Page("catalogue", QA, 4, many),
    Page("catalogue", PERF, 5, many, note="who may add"),
    Page("catalogue_entry", QA, 11, one, args=lambda world: [SLUG]),
    Page("section", QA, 7, listed, args=lambda world: ["front-door"]),
    Page("sections", QA, 5, one),
    Page("populations", QA, 6, years),
]
