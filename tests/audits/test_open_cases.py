"""The open cases as a source of draws: who is in the list, of which team, for whom."""

import datetime as dt

import pytest

from audits.models import Draw
from audits.sampling.open_cases import open_cases
from caseloads.models import Allocation
from organisation.models import StaffRecord, TeamRecord
from tests.audits.drawn import make_council
from tests.audits.test_draw_pages import sent, words
from tests.factories import BEGINNING, ChildFactory, CycleFactory, StaffFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2023, 10, 16)


@pytest.fixture
def council(db):
    """A worker in each of the six teams."""
    council = make_council()
    council.workers = [StaffFactory(record=team, record__role="SW") for team in council.teams]
    return council


def child(number, worker=None, status="CIN", **more):
    return ChildFactory(case_ref=f"CD{number:06}", status=status, worker=worker, **more)


def listed(cases):
    return [(case.position, case.case_ref, case.area, case.team) for case in cases]


def test_open_children_with_a_primary_worker_are_cases_of_that_workers_team(council):
    child(2, council.workers[0])
    child(1, council.workers[5], status="EH")
    child(3, status="CP")
    child(4, council.workers[0], status__ends_on=TODAY)
    beside = child(5, status="CP")
    Allocation.objects.create(child=beside, staff=council.workers[1], kind="secondary", starts_on=BEGINNING)
    assert listed(open_cases(council.cycle, council.qa)) == [
        (1, "CD000001", council.areas[2].pk, council.teams[5].pk),
        (2, "CD000002", council.areas[0].pk, council.teams[0].pk),
    ]


def test_a_team_that_holds_no_cases_has_none(council):
    office = TeamFactory(name="Fostering", record=council.areas[0], record__case_holding=False)
    child(1, StaffFactory(record=office, record__role="SW"))
    assert open_cases(council.cycle, council.qa) == []


def test_the_cases_of_a_past_month_are_those_of_its_last_day(council):
    cycle = CycleFactory(month=dt.date(2023, 9, 1), tool=council.cycle.tool)
    moved = child(1, council.workers[0], worker__ends_on=dt.date(2023, 10, 1))
    Allocation.objects.create(child=moved, staff=council.workers[2], starts_on=dt.date(2023, 10, 1))
    child(2, council.workers[0], worker__starts_on=dt.date(2023, 10, 1))
    child(3, council.workers[0], worker__ends_on=dt.date(2023, 9, 30))
    record = StaffRecord.objects.get(staff=council.workers[0])
    StaffRecord.objects.filter(pk=record.pk).update(ends_on=dt.date(2023, 10, 1))
    StaffRecord.objects.create(
        staff=council.workers[0], team=council.teams[4], role="SW", fte=1, starts_on=dt.date(2023, 10, 1)
    )
    assert listed(open_cases(cycle, council.qa)) == [
        (1, "CD000001", council.areas[0].pk, council.teams[0].pk)
    ]


def test_the_service_area_is_that_of_the_team_on_the_day(council):
    child(1, council.workers[0])
    TeamRecord.objects.filter(team=council.teams[0]).update(ends_on=dt.date(2023, 10, 9))
    TeamRecord.objects.create(
        team=council.teams[0],
        name="BIT East",
        service_area=council.areas[1],
        case_holding=True,
        statutory=True,
        starts_on=dt.date(2023, 10, 9),
    )
    september = CycleFactory(month=dt.date(2023, 9, 1), tool=council.cycle.tool)
    assert open_cases(september, council.qa)[0].area == council.areas[0].pk
    assert open_cases(council.cycle, council.qa)[0].area == council.areas[1].pk


def test_a_manager_who_draws_a_dip_sample_has_the_cases_of_their_own_team_alone(council):
    child(1, council.workers[0])
    child(2, council.workers[1])
    manager = UserFactory(roles=["practice_manager"], staff=council.managers[0])
    assert [case.case_ref for case in open_cases(council.cycle, manager)] == ["CD000001"]


def test_the_page_of_a_draw_offers_them_and_the_draw_says_of_which_day_they_are(client, council):
    for number, worker in enumerate(council.workers * 2):
        child(number, worker)
    client.force_login(council.qa)
    page = words(client.get("/cycles/2023-10/draw/"))
    assert "The open cases" in page
    assert "a primary worker in a team that holds cases" in page
    answer = sent(client, source="open")
    draw = Draw.objects.get()
    assert (draw.source, draw.cases.count()) == ("The open cases of 16 October 2023", 12)
    assert draw.cases.filter(outcome="drawn").count() == 6
    assert "The open cases of 16 October 2023" in words(client.get(answer.url))
