"""Twelve months of a caseload: each month's end as a plain count has it, and today as the page has it."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseloads.models import Allocation
from caseloads.overview.drawings import over_the_months
from caseloads.overview.scope import Scope
from caseloads.overview.year import Point, month_ends, year_of, year_of_worker
from organisation.models import Staff, StaffRecord, TeamRecord
from tests.factories import BEGINNING, ChildFactory, ServiceAreaFactory, TeamFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2023, 10, 16)
EVERYTHING = Scope(everything=True)
# Month ends and their neighbours, February among them: where a count goes wrong if it does.
DAYS = [
    dt.date(2022, 9, 30),
    dt.date(2022, 10, 31),
    dt.date(2022, 11, 1),
    dt.date(2022, 12, 31),
    dt.date(2023, 2, 28),
    dt.date(2023, 3, 1),
    dt.date(2023, 5, 15),
    dt.date(2023, 9, 29),
    dt.date(2023, 9, 30),
    dt.date(2023, 10, 1),
]
FTES = [Decimal("0"), Decimal("0.6"), Decimal("1")]


def spans():
    return st.lists(st.sampled_from(DAYS), min_size=1, max_size=4, unique=True).map(sorted)


def recorded(model, days, last_ends, values, **owner):
    """Records that follow one another, the last still open unless it ends."""
    ends = [*days[1:], dt.date(2023, 10, 5) if last_ends else None]
    for starts_on, ends_on, value in zip(days, ends, values, strict=False):
        model.objects.create(starts_on=starts_on, ends_on=ends_on, **owner, **value)


@pytest.fixture
def council():
    areas = [ServiceAreaFactory(), ServiceAreaFactory()]
    teams = [TeamFactory(record=areas[0]), TeamFactory(record=areas[1])]
    TeamRecord.objects.filter(team=teams[1]).update(ends_on=dt.date(2023, 3, 1))
    TeamRecord.objects.create(
        team=teams[1], name="Moved", service_area=areas[0], case_holding=True, statutory=True,
        starts_on=dt.date(2023, 3, 1),
    )  # fmt: skip
    return areas, teams


@given(data=st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_each_month_end_is_what_a_plain_count_of_that_day_says(council, data):
    areas, teams = council
    Allocation.objects.all().delete()
    StaffRecord.objects.all().delete()
    Staff.objects.all().delete()
    staff = [Staff.objects.create(staff_id=f"S{n}", name=f"Sam {n}") for n in range(3)]
    for each in staff:
        days = data.draw(spans())
        values = [
            {"team": data.draw(st.sampled_from(teams)), "fte": data.draw(st.sampled_from(FTES)), "role": "SW"}
            for _ in days
        ]
        recorded(StaffRecord, days, data.draw(st.booleans()), values, staff=each)
    for _ in range(6):
        days = data.draw(spans())
        values = [{"staff": data.draw(st.sampled_from(staff))} for _ in days]
        recorded(Allocation, days, data.draw(st.booleans()), values, child=ChildFactory())
    rows = list(Allocation.objects.all()), list(StaffRecord.objects.all()), list(TeamRecord.objects.all())
    for scope in (
        EVERYTHING,
        *(Scope(areas=frozenset({area.pk})) for area in areas),
        *(Scope(teams=frozenset({team.pk})) for team in teams),
    ):
        assert year_of(scope, TODAY) == [plainly(rows, scope, day) for day in month_ends(TODAY)]
    for each in staff:
        for point in year_of_worker(each.pk, TODAY):
            alone = plainly(rows, EVERYTHING, point.day, only=each)
            assert point.children == alone.children
            assert point == alone or not point.children  # who holds nobody has an FTE all the same


def plainly(rows, scope, day, only=None):
    """One day, counted one by one: the children, and the FTE of whoever holds one."""
    allocations, records, seats = ([one for one in some if held(one, day)] for some in rows)
    children, holding = 0, {}
    for each in allocations:
        if only and each.staff_id != only.pk:
            continue
        record = next((one for one in records if one.staff_id == each.staff_id), None)
        seat = record and next((one for one in seats if one.team_id == record.team_id), None)
        if scope.everything or (record and scope.holds(record.team_id, seat and seat.service_area_id)):
            children += 1
            holding[each.staff_id] = record.fte if record else Decimal(0)
    return Point(day, children, sum(holding.values(), Decimal(0)))


def held(record, day):
    return record.starts_on <= day and (record.ends_on is None or day < record.ends_on)


def test_the_months_are_those_that_have_ended_whatever_the_day():
    assert month_ends(dt.date(2023, 3, 1))[-1] == dt.date(2023, 2, 28)
    assert month_ends(dt.date(2024, 3, 31))[-1] == dt.date(2024, 2, 29)
    assert month_ends(TODAY)[0] == dt.date(2022, 10, 31)
    assert len(month_ends(TODAY)) == 12


@pytest.mark.parametrize("number", [1, 40])
def test_a_year_takes_three_queries_however_many_children_there_are(council, number):
    team = council[1][0]
    staff = Staff.objects.create(staff_id="S", name="Sam")
    StaffRecord.objects.create(staff=staff, team=team, role="SW", fte=1, starts_on=BEGINNING)
    for _ in range(number):
        ChildFactory(worker=staff)
    with CaptureQueriesContext(connection) as captured:
        assert year_of(EVERYTHING, TODAY)[-1].children == number
    assert len(captured) == 3


def test_a_part_timer_of_06_fte_with_12_children_is_20_per_fte_and_12_heads():
    point = Point(TODAY, 12, Decimal("0.6"))
    assert (point.children, point.per_fte) == (12, 20)


def test_a_chart_says_what_it_shows_and_ends_today():
    points = [Point(day, 10, Decimal(1)) for day in month_ends(TODAY)]
    charts = over_the_months("SWF", [*points, Point(TODAY, 12, Decimal("0.6"))])
    held_chart, per_fte = (each.chart for each in charts)
    assert held_chart.title == "SWF: children held at the end of each month"
    assert held_chart.alternative == "10 at the end of October 2022, 12 today."
    assert held_chart.rows()[-1] == ("Today", ["12"])
    assert per_fte.alternative == "10.0 at the end of October 2022, 20.0 today."
    assert per_fte.rows()[-1] == ("Today", ["20"])


def test_nothing_is_drawn_where_nobody_ever_held_a_child():
    assert over_the_months("SWF", [Point(TODAY, 0, Decimal(0))]) == []
