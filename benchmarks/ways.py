"""The three ways to compute the same, and the roll-ups. To be imported once Django is set up."""

import datetime as dt
import random
from typing import Any

from django.db import connection

from benchmarks import by_sql, notebook
from benchmarks.results import Results, of_figures
from caseloads.frames import READERS
from caseloads.measures import MEASURES
from caseloads.models import Child, Visit
from core.history import Service
from core.months import last_day, minus_months
from figures import actions, measures, places
from figures.models import RollUp
from figures.registry import Frames

BY = Service("a benchmark")
LATE = 0.01


def ours(months: list[dt.date]) -> Results:
    """From records to sums as a roll-up does it, but for the measures of other rooms, and for writing."""
    frames = Frames({name: reader(months) for name, reader in READERS.items()})
    return of_figures(measures.run(MEASURES, frames, places.to_compute(months)))


def notebooks(opened: Any, months: list[dt.date]) -> Results:
    """From a connection without Django."""
    return notebook.measures(opened, months)


def sqls(months: list[dt.date]) -> Results:
    """On Django's connection."""
    return by_sql.measures(connection, months)


def roll_up(months: list[dt.date]) -> RollUp | None:
    """All that a roll-up does: every measure of the product, read, computed, compared, kept."""
    return actions.roll_up(by=BY, asked=months)


def come_late(month: dt.date) -> int:
    """One in a hundred of the month's visits are recorded only now; how many those are."""
    chance = random.Random(Visit.objects.count())
    last = last_day(month)
    of_month = Visit.objects.filter(visited_on__gte=month, visited_on__lte=last).count()
    days = [last - dt.timedelta(days=number) for number in range((last - minus_months(last, 1)).days)]
    open_then = list(Child.objects.open_on(last).order_by("pk").values_list("pk", flat=True))
    children = chance.sample(open_then, max(1, int(of_month * LATE)))
    late = [Visit(child_id=child, visited_on=chance.choice(days)) for child in children]
    return len(Visit.objects.bulk_create(late, ignore_conflicts=True))
