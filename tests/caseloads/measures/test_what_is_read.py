"""A roll-up reads no more records than the months need, and none that counts is left out: at each edge."""

import datetime as dt

import pytest

from caseloads.measures import MEASURES
from core.history import Service
from figures.actions import roll_up
from tests.caseloads.measures import made, slow
from tests.caseloads.measures.kept import keep, keep_places, known
from tests.caseloads.measures.one import day, holds, is_, worker
from tests.caseloads.measures.records import Frequency, Records, Supervision, Visit

AUGUST = dt.date(2023, 8, 1)
STAFF = [worker(1, team=11), worker(2, team=21)]
SEVERAL = "caseloads.two_or_more_workers_6_months"
EDGES = {
    "who held a child on the first of the six months": (
        SEVERAL,
        Records(
            staff=STAFF,
            statuses=[is_(1, "CIN")],
            allocations=[holds(1, 1, until="2023-03-01"), holds(2, 1, "2023-03-01")],
        ),
    ),
    "who had left by then, on their last day": (
        SEVERAL,
        Records(
            staff=[worker(1, team=11, until="2023-03-01"), STAFF[1]],
            statuses=[is_(1, "CIN")],
            allocations=[holds(1, 1, until="2023-03-01"), holds(2, 1, "2023-03-01")],
        ),
    ),
    "when a status of long ago began": (
        "caseloads.same_worker_6_months",
        Records(
            staff=STAFF,
            statuses=[
                is_(1, "CLA", "2022-01-01", "2022-09-15"),
                is_(1, "CLA", "2022-09-15", "2023-02-01"),
                is_(1, "CLA", "2023-02-01"),
            ],
            allocations=[holds(1, 1)],
        ),
    ),
    "a visit 42 days ago": (
        "visits.cin_6_weeks",
        Records(statuses=[is_(1, "CIN")], visits=[Visit(1, day("2023-07-20"))]),
    ),
    "a visit within what is agreed in days": (
        "visits.cla_agreed",
        Records(statuses=[is_(1, "CLA", agreed=(90, "days"))], visits=[Visit(1, day("2023-06-02"))]),
    ),
    "a visit within what is agreed in weeks": (
        "visits.cla_agreed",
        Records(statuses=[is_(1, "CLA", agreed=(12, "weeks"))], visits=[Visit(1, day("2023-06-08"))]),
    ),
    "a visit within what is agreed in months": (
        "visits.cla_agreed",
        Records(statuses=[is_(1, "CLA", agreed=(6, "months"))], visits=[Visit(1, day("2023-02-28"))]),
    ),
    "a visit of ten working days ago, after seven weeks of closure": (
        "visits.cp_10_working_days",
        Records(
            statuses=[is_(1, "CP")],
            visits=[Visit(1, day("2023-07-04"))],
            closures=[day("2023-07-10") + dt.timedelta(days=number) for number in range(43)],
        ),
    ),
    "a supervision within the longest frequency": (
        "supervision.cp",
        Records(
            statuses=[is_(1, "CP")],
            supervisions=[Supervision(1, day("2023-03-01"))],
            frequencies=[Frequency(day("2023-08-31"), None, "CP", 6)],
        ),
    ),
}


@pytest.fixture
def places(db, settings):
    settings.PLUMBLINE_TODAY = made.TODAY
    keep_places(made.TEAMS)


@pytest.mark.parametrize("edge", EDGES)
def test_a_month_needs(edge, places):
    slug, records = EDGES[edge]
    records.teams = made.TEAMS
    right = slow.figures(records, [AUGUST], made.TODAY, made.existing)
    assert right[slug, "service", 0, AUGUST][:2] == (1, 1)
    keep(records)
    roll_up(by=Service("a test"), asked=[AUGUST])
    assert known([measure.slug for measure in MEASURES]) == right


def test_of_several_months_each_has_the_frequency_that_was_in_force(places):
    """Asked are two months: what held only the first of the two last days is needed as well."""
    records = Records(
        teams=made.TEAMS,
        statuses=[is_(1, "CP")],
        supervisions=[Supervision(1, day("2023-03-01"))],
        frequencies=[Frequency(day("2023-05-31"), day("2023-06-01"), "CP", 4)],
    )
    months = [dt.date(2023, 5, 1), AUGUST]
    keep(records)
    roll_up(by=Service("a test"), asked=months)
    right = slow.figures(records, months, made.TODAY, made.existing)
    assert [right["supervision.cp", "service", 0, month][0] for month in months] == [1, 0]
    assert known([measure.slug for measure in MEASURES]) == right
