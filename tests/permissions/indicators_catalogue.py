"""The addresses of the catalogue: many read it, the performance team changes it."""

import datetime as dt

from indicators.models import AlsoListed, Benchmark, IndicatorName, Population, SectionName
from tests.indicators.made import entry, section, target
from tests.permissions.row import HEAD, LEAD, PERF, PM, QA, Row, allow

READERS, SETTERS = allow(PM, QA, HEAD, LEAD, PERF), allow(PERF)
SLUG, SECTION, MEASURE = "catalogue.referrals", "catalogue-front-door", "caseloads.workers_at_20"


def furnish(world):
    """A definition with a target, a benchmark, a name, a further section; a population."""
    found = entry(SLUG, section=section(SECTION))
    indicator = found.indicator
    world.more["defined"] = found
    world.more["aim"] = target(found, 5, starts_on=dt.date(2022, 4, 1))
    world.more["benchmark"] = Benchmark.objects.create(
        indicator=indicator, peer="england", year=2022, value=588
    )
    name = {"name": "Refs in month", "folded": "refsinmonth"}
    world.more["indicator_name"] = IndicatorName.objects.create(indicator=indicator, **name)
    world.more["section_name"] = SectionName.objects.create(section=found.section, **name)
    other = section("catalogue-workforce")
    world.more["also"] = AlsoListed.objects.create(indicator=indicator, section=other, position=1)
    Population.objects.create(year=2022, under_18=50_126)


def one(world, user):
    """The indicator."""
    return [SLUG]


def of(name):
    """The indicator and one thing of it."""
    return lambda world, user: [SLUG, getattr(world, name).pk]


def changes(name, own):
    """A form that only the performance team gets."""
    return Row(name, own=own, get=SETTERS, post=SETTERS)


def at_section(world, user):
    """The section."""
    return [SECTION]


def part(*args):
    """A part of the definition, of a version if one is said."""
    return lambda world, user: [SLUG, *(getattr(world, each).pk for each in args), "place"]


ROWS = [
    Row("catalogue", get=READERS),
    Row("catalogue_add", get=SETTERS, post=SETTERS),
    Row("catalogue_measures", get=SETTERS),
    Row("catalogue_add_measure", own=lambda w, u: [MEASURE], get=SETTERS, post=SETTERS),
    Row("catalogue_entry", own=one, get=READERS),
    Row("catalogue_version", own=of("defined"), get=SETTERS),
    changes("catalogue_set", part()),
    changes("catalogue_correct", part("defined")),
    changes("catalogue_months", of("defined")),
    changes("catalogue_end", of("defined")),
    changes("target_set", one),
    changes("target_correct", of("aim")),
    changes("target_end", of("aim")),
    changes("benchmark_add", one),
    changes("benchmark_change", of("benchmark")),
    changes("benchmark_remove", of("benchmark")),
    changes("indicator_name_add", one),
    changes("indicator_name_forget", of("indicator_name")),
    changes("also_listed_add", one),
    changes("also_listed_remove", of("also")),
    Row("sections", get=READERS),
    Row("section", own=at_section, get=READERS),
    Row("section_add", get=SETTERS, post=SETTERS),
    changes("section_change", at_section),
    changes("section_name_add", at_section),
    changes("section_name_forget", lambda w, u: [SECTION, w.section_name.pk]),
    Row("populations", get=READERS),
    Row("population_add", get=SETTERS, post=SETTERS),
    changes("population_change", lambda w, u: [2022]),
]
