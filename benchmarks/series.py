"""Eighty indicators at forty places over any number of months, the same each time, made by the database."""

import datetime as dt

from django.db import connection

from core import clock, months
from core.periods import ALWAYS
from figures.models import CurrentFigure, Indicator, Place, Source
from indicators.models import Entry, Section, StepChange, Target
from organisation.models import RoleHolding, ServiceArea, Team, TeamRecord, User

LAST = dt.date(2024, 10, 1)
TODAY = dt.date(2024, 11, 14)
DEMO, TEN_YEARS = 25, 120
SECTIONS, INDICATORS, AREAS, TEAMS = 9, 80, 9, 30
KINDS = ("count", "percentage", "rate", "average")
POLARITIES = ("higher is better", "lower is better", "lower is better", "neither")

FILL = """
INSERT INTO figures_figure (indicator_id, place_id, month, source, numerator, denominator, value,
    as_published, missing, known_at, section, aside, note, imported_column, cause)
SELECT i.id, p.id, m.month, CASE WHEN i.id %% 2 = 0 THEN 'records' ELSE 'reported' END,
    (i.id * 37 + p.id * 11 + m.at * 13) %% 90, 90,
    CASE WHEN (i.id + p.id + m.at) %% 41 = 0 THEN NULL
         ELSE ((i.id * 37 + p.id * 11 + m.at * m.at * (3 + i.id %% 7)) %% 9000) / 100.0 END,
    '', CASE WHEN (i.id + p.id + m.at) %% 41 = 0 THEN 'under review' ELSE '' END,
    %s, '', %s, '', '', ''
FROM figures_indicator i CROSS JOIN figures_place p CROSS JOIN benchmark_month m
"""
POINT = """
INSERT INTO figures_currentfigure (indicator_id, place_id, month, source, figure_id)
SELECT indicator_id, place_id, month, source, id FROM figures_figure WHERE month >= %s AND month <= %s
"""


def council(indicators: int = INDICATORS, teams: int = TEAMS) -> User:
    """The catalogue with its targets, the places, and somebody of the performance team."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE IF NOT EXISTS benchmark_month (month date, at integer)")
    _catalogue(indicators)
    _places(teams)
    user = User.objects.create(email="reader@council.example", name="Robin Reader")
    RoleHolding.objects.create(user=user, role="performance", starts_on=ALWAYS)
    return user


def fill(since: int, until: int = 0) -> str:
    """Figures of every indicator and place, from so many months before LAST to before so many."""
    first, last = months.minus_months(LAST, since - 1), months.minus_months(LAST, until)
    span = [(month, since - at) for at, month in enumerate(months.span(first, last))]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM benchmark_month")
        cursor.executemany("INSERT INTO benchmark_month VALUES (%s, %s)", span)
        cursor.execute(FILL, [connection.ops.adapt_datetimefield_value(clock.now()), False])
        cursor.execute(POINT, [first, last])
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE")  # as autovacuum does within a minute; SQLite is as it is
    number, places = CurrentFigure.objects.count(), Place.objects.count()
    return f"{number:,} figures of {Indicator.objects.count()} indicators at {places} places"


def _catalogue(indicators: int) -> None:
    sections = Section.objects.bulk_create(
        Section(slug=f"section-{n}", name=f"Section {n}", position=n) for n in range(1, SECTIONS + 1)
    )
    for n in range(indicators):
        indicator = Indicator.objects.create(slug=f"some.indicator_{n:02}")
        kind, source = KINDS[n % len(KINDS)], Source.RECORDS if indicator.pk % 2 == 0 else Source.REPORTED
        Entry.objects.create(
            indicator=indicator,
            name=f"Indicator {n:02} of children & families",
            reference=f"P{n}" if n % 3 else "",
            section=sections[n % SECTIONS],
            position=n,
            kind=kind,
            window="month",
            decimals=n % 3,
            headline=source,
            polarity=POLARITIES[n % len(POLARITIES)],
            starts_on=ALWAYS,
        )
        if n % 5:
            Target.objects.create(
                indicator=indicator, operator="<=" if n % 2 else ">=", value=n, tolerance=n % 7 or None
            )
        if n % 20 == 0:
            StepChange.objects.create(indicator=indicator, month=months.minus_months(LAST, n), reason="Anew")


def _places(teams: int) -> None:
    Place.objects.create(kind=Place.Kind.SERVICE)
    areas = [ServiceArea.objects.create(name=f"Area {n}") for n in range(AREAS)]
    for area in areas:
        Place.objects.create(kind=Place.Kind.SERVICE_AREA, service_area=area)
    for n in range(teams):
        team = Team.objects.create(name=f"Team {n}")
        TeamRecord.objects.create(
            team=team, name=team.name, service_area=areas[n % AREAS], case_holding=True, statutory=True
        )
        Place.objects.create(kind=Place.Kind.TEAM, team=team)
