"""The addresses of the figures."""

import datetime as dt

from core import clock
from figures.models import CurrentFigure, Figure, Indicator, Place, Source
from tests.permissions.row import HEAD, LEAD, PERF, PM, QA, Row, allow

READERS = allow(PM, QA, HEAD, LEAD, PERF)
WHOLE_COUNCIL = allow(QA, PERF)
MONTH = dt.date(2023, 9, 1)
SLUG = "audits.allocated"


def furnish(world):
    """A figure of one's own team, and one of the other team."""
    indicator, _ = Indicator.objects.get_or_create(slug=SLUG)
    key = {"indicator": indicator, "month": MONTH, "source": Source.RECORDS}
    for side in (world.own, world.other):
        place = Place.objects.create(kind=Place.Kind.TEAM, team=side.team)
        figure = Figure.objects.create(place=place, value=1, numerator=1, known_at=clock.now(), **key)
        CurrentFigure.objects.create(place=place, figure=figure, **key)
        side.more |= {"place": place, "figure": figure}


ROWS = [
    Row("figures", get=READERS),
    Row("indicator", own=lambda w, u: [SLUG], get=READERS),
    Row(
        "figure",
        own=lambda w, u: [SLUG, MONTH, w.own.place.pk],
        other=lambda w, u: [SLUG, MONTH, w.other.place.pk],
        get=READERS,
        get_other=WHOLE_COUNCIL,
    ),
    Row(
        "figure_by_number",
        own=lambda w, u: [w.own.figure.pk],
        other=lambda w, u: [w.other.figure.pk],
        get=allow(*READERS, status=302),
        get_other=allow(*WHOLE_COUNCIL, status=302),
    ),
    Row("rollups", get=WHOLE_COUNCIL),
]
