"""How often the page of one indicator asks the database, however many its figures, steps, restatements."""

import datetime as dt

from core import clock, months
from figures.models import CurrentFigure, Figure, Indicator, Restatement, Source
from indicators.models import Benchmark, Entry, StepChange
from tests.indicators.made import entry, service, target
from tests.permissions.row import PERF
from tests.queries.page import Page

SLUG = "one.referrals"
NEWEST = dt.date(2023, 9, 1)


def one(world, numbers):
    """As many months of both sources, benchmarks and step changes, and a restatement for each."""
    if not Entry.objects.filter(indicator__slug=SLUG).exists():
        target(entry(SLUG), 5)
    indicator, place = Indicator.objects.get(slug=SLUG), service()
    asked = [months.minus_months(NEWEST, number) for number in numbers]
    keys = [
        {"indicator": indicator, "place": place, "month": month, "source": source}
        for month in asked
        for source in Source.values
    ]
    before, now = (
        Figure.objects.bulk_create(Figure(**key, value=n, known_at=clock.now()) for key in keys)
        for n in (1, 2)
    )
    pairs = list(zip(before, now, strict=True))
    Restatement.objects.bulk_create(Restatement(figure=b, before=a, reason="Printed") for a, b in pairs)
    CurrentFigure.objects.bulk_create(
        CurrentFigure(**key, figure=each) for key, each in zip(keys, now, strict=True)
    )
    StepChange.objects.bulk_create(StepChange(indicator=indicator, month=m, reason="Level") for m in asked)
    Benchmark.objects.bulk_create(
        Benchmark(indicator=indicator, year=1900 + n, peer="england", value=5) for n in numbers
    )


PAGES = [Page("performance_indicator", PERF, 16, one, args=lambda world: [SLUG])]
