"""How often the performance pages ask the database."""

from figures.models import Place
from organisation.models import Team, TeamRecord
from tests.indicators.made import MONTH, entry, figure, section, service, target
from tests.permissions.row import HEAD, PERF, PM, QA
from tests.queries.page import Page

SECTION, SLUG = "board-section", "board.share"
SHARE = {"kind": "percentage", "polarity": "higher is better"}


def indicators(world, numbers):
    """As many indicators, each with a target that it misses."""
    part = section(SECTION)
    for n in numbers:
        target(entry(f"board.{n}", section=part, **SHARE), 90, ">=")
        figure(f"board.{n}", MONTH, n % 100, numerator=n, denominator=100)


def places(world, numbers):
    """One indicator at as many teams."""
    if not Place.objects.filter(kind="service").exists():
        entry(SLUG, section=section(SECTION), **SHARE)
        figure(SLUG, MONTH, 50, place=service())
    teams = Team.objects.bulk_create(Team(name=f"Board {n}") for n in numbers)
    TeamRecord.objects.bulk_create(
        TeamRecord(team=each, name=each.name, service_area=world.own.area, case_holding=True, statutory=True)
        for each in teams
    )
    for each in Place.objects.bulk_create(Place(kind="team", team=team) for team in teams):
        figure(SLUG, MONTH, 40, place=each)


def section_of(world):
    return [MONTH, SECTION]


PAGES = [
    Page("performance", HEAD, 10, indicators),
    Page("performance_grid", PERF, 6, indicators, note="performance-team"),
    Page("performance_grid", QA, 7, indicators, note="quality-assurance"),
    Page("performance_grid", HEAD, 6, indicators, note="head-of-service"),
    Page("performance_grid", PM, 8, indicators, note="practice-manager"),
    Page("performance_grid", PERF, 6, indicators, query={"show": "special"}, note="more-than-chance"),
    Page("section_month", HEAD, 14, indicators, args=section_of),
    Page("performance_places", QA, 8, places, args=lambda world: [MONTH, SLUG]),
    Page("home", PERF, 14, indicators, note="with-indicators"),
]
