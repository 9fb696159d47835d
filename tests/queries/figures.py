"""How often the pages of figures ask the database."""

import datetime as dt

from core import clock, months
from figures.models import CurrentFigure, Figure, Indicator, Place, RollUp, Source
from tests.permissions.row import QA
from tests.queries.page import Page

SLUG = "audits.completed"
FIRST = dt.date(1930, 1, 1)


def figures(world, numbers):
    """The whole service's figure of as many months."""
    indicator, _ = Indicator.objects.get_or_create(slug=SLUG)
    place, _ = Place.objects.get_or_create(kind="service")
    key = {"indicator": indicator, "place": place, "source": Source.RECORDS}
    new = Figure.objects.bulk_create(
        Figure(**key, month=months.plus_months(FIRST, n), numerator=n, value=n, known_at=clock.now())
        for n in numbers
    )
    CurrentFigure.objects.bulk_create(CurrentFigure(**key, month=each.month, figure=each) for each in new)
    world.more["vintage"] = [SLUG, place.pk, FIRST]


def roll_ups(world, numbers):
    """As many roll-ups."""
    now = clock.now()
    RollUp.objects.bulk_create(
        RollUp(months=["2023-09"], started_at=now, finished_at=now, added=n, unchanged=0) for n in numbers
    )


PAGES = [
    Page("figures", QA, 5, figures),
    Page("indicator", QA, 8, figures, args=lambda world: [SLUG]),
    Page("rollups", QA, 6, roll_ups),
]
