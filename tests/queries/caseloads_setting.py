"""How often the pages of policies and closure days ask the database."""

import datetime as dt

from caseloads.actions import policies
from caseloads.models import CaseloadLimit, ClosureDay, SupervisionFrequency, VisitFrequency
from core import clock
from core.history import Service
from organisation.models import Team
from tests.permissions.row import PERF
from tests.queries.page import Page

DAY = dt.date(2000, 1, 1)
BY = Service("a test")


def in_force(world, numbers):
    """Frequencies, one after another, and limits of teams."""
    days = [(DAY + dt.timedelta(days=n), DAY + dt.timedelta(days=n + 1)) for n in numbers]
    SupervisionFrequency.objects.bulk_create(
        SupervisionFrequency(status="CP", months=1, starts_on=a, ends_on=b) for a, b in days
    )
    VisitFrequency.objects.bulk_create(
        VisitFrequency(status="CP", count=1, starts_on=a, ends_on=b) for a, b in days
    )
    teams = Team.objects.bulk_create(Team(name=f"Team of {n}") for n in numbers)
    CaseloadLimit.objects.bulk_create(
        CaseloadLimit(kind="place", team=team, children=12, starts_on=DAY) for team in teams
    )


def periods(world, numbers):
    """Periods of one policy, one after another, with their history."""
    for n in numbers:
        policies.set_visit_frequency(
            by=BY,
            status="CP",
            count=n + 1,
            unit="days",
            as_agreed=False,
            starts_on=DAY + dt.timedelta(days=n),
            reason="So it was.",
        )


def closed(world, numbers):
    """Closure days."""
    ClosureDay.objects.bulk_create(
        ClosureDay(day=clock.today() + dt.timedelta(days=n), reason="Closed") for n in numbers
    )


PAGES = [
    Page("caseload_policies", PERF, 6, in_force),
    Page("caseload_policy", PERF, 5, periods, args=lambda world: ["visits", "CP"]),
    Page("closure_days", PERF, 5, closed),
]
