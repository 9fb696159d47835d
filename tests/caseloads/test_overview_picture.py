"""The numbers of a day: a place's are the sums of its workers', and nothing is counted twice or left out."""

import datetime as dt
from decimal import Decimal

import pytest

from caseloads.models import Allocation, CaseloadResponse, ChildStatus, Visit
from caseloads.overview import places
from caseloads.overview.picture import picture, without_response
from caseloads.overview.scope import Scope, reach_of
from organisation.models import StaffRecord, TeamRecord
from tests.caseloads.overview_world import LAST_SEEN, SEEN, TODAY, child, make_world, worker
from tests.factories import BEGINNING, ChildFactory, TeamFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def areas(world, user=None):
    found = places.of_areas(picture(user or world.performance, TODAY), None)
    return {load.name: load for load in found}


def test_an_areas_numbers_are_the_sums_of_its_workers(world):
    swf = areas(world)["SWF"]
    assert (swf.children, swf.holders, swf.fte) == (27, 3, Decimal("2.6"))
    assert round(swf.per_fte, 2) == Decimal("10.38")
    assert (swf.over, swf.over_protected, swf.reported, swf.would_be_reported) == (2, 1, 0, 1)
    assert (swf.late_visits, swf.late_supervisions, swf.alarms) == (1, 0, 0)


def test_an_areas_share_is_of_the_limits_of_those_who_hold_a_child(world):
    worker("Di Imaginer", world.west)  # holds nobody: her limit is not the others' to fill
    swf = areas(world)["SWF"]
    assert swf.limits == Decimal("17") + Decimal("11") + Decimal("10.2")
    assert swf.share == Decimal(2700) / Decimal("38.2")


def test_the_fullest_place_comes_first(world):
    assert [load.name for load in places.of_areas(picture(world.performance, TODAY), None)] == ["BIT", "SWF"]
    teams = places.of_teams(picture(world.head, TODAY))
    assert [load.name for load in teams] == ["SWF West", "SWF East"]


def test_the_total_counts_each_child_once_with_those_whom_nobody_holds(world):
    shown = picture(world.performance, TODAY)
    whole = places.total([*places.of_areas(shown, None), places.unallocated(shown)])
    assert (whole.children, whole.held, whole.holders) == (49, 48, 4)
    assert whole.per_fte == Decimal(48) / Decimal("3.6")
    assert whole.late_visits == 1


def test_a_late_child_whom_nobody_holds_is_late_of_nobody_and_counts_in_the_total(world):
    ChildStatus.objects.filter(child=world.waiting).update(starts_on=BEGINNING)
    shown = picture(world.performance, TODAY)
    assert shown.late_unallocated == (1, 1)
    waiting = places.unallocated(shown)
    assert (waiting.late_visits, waiting.late_supervisions, waiting.children) == (1, 1, 1)
    assert sum(each.late_visits for each in shown.workers) == 1
    assert places.total([*places.of_areas(shown, None), waiting]).late_visits == 2


def test_the_latest_is_late_by_as_many_days_as_it_is(world):
    assert picture(world.performance, TODAY).latest == ((TODAY - LAST_SEEN).days - 42, 0)


def test_an_attempt_is_no_visit(world):
    Visit.objects.create(child=world.late, visited_on=SEEN, seen=False)
    assert areas(world)["SWF"].late_visits == 1
    Visit.objects.create(child=world.late, visited_on=TODAY, seen=True)
    assert areas(world)["SWF"].late_visits == 0


def test_statuses_are_counted_each_and_a_child_may_have_several(world):
    ChildStatus.objects.create(child=world.of_bo[0], status="CP", starts_on=BEGINNING)
    found = {code: number for code, _, number in picture(world.performance, TODAY).statuses}
    assert found == {"CIN": 45, "CP": 2, "CLA": 3}


def test_children_with_somebody_on_leave_or_gone_are_an_alarm_and_stay_in_the_count(world):
    StaffRecord.objects.filter(staff=world.ali).update(fte=0)
    StaffRecord.objects.filter(staff=world.bo).update(ends_on=dt.date(2023, 10, 1))
    swf = areas(world)["SWF"]
    assert (swf.alarms, swf.in_alarm, swf.children, swf.fte) == (2, 15, 27, Decimal(1))
    assert swf.per_fte == 27
    assert swf.share == Decimal(1200) / Decimal(11)  # Kim alone has an FTE, and so a limit


def test_somebody_without_a_staff_record_is_a_place_of_their_own_that_leads_nowhere(world):
    StaffRecord.objects.filter(staff=world.cy).delete()
    unknown = areas(world)[places.NO_RECORD]
    assert (unknown.children, unknown.alarms, unknown.url, unknown.query) == (21, 1, "", None)


def test_a_place_links_to_its_page_only_for_whom_it_is_open(world):
    shown = picture(world.performance, TODAY)
    assert all(load.url for load in places.of_areas(shown, None))
    linked = {load.name: bool(load.url) for load in places.of_areas(shown, frozenset({world.swf.pk}))}
    assert linked == {"SWF": True, "BIT": False}


def test_a_scope_takes_its_workers_and_nobody_who_waits(world):
    shown = picture(world.performance, TODAY, Scope(teams=frozenset({world.east.pk})))
    assert [each.name for each in shown.workers] == ["Bo Fictley"]
    assert (len(shown.holder), shown.unallocated, len(shown.dues)) == (3, [], 3)


def test_a_manager_sees_the_numbers_of_their_team_alone(world):
    shown = picture(world.manager, TODAY)
    assert {each.name for each in shown.workers} == {"Kim Inventon", "Ali Madeupson"}
    assert shown.unallocated == [world.waiting.pk]
    assert set(shown.dues) == {each.pk for each in [*world.of_kim, *world.of_ali, world.waiting]}


def test_a_head_sees_the_children_nobody_ever_held_and_a_manager_does_not(world):
    never = ChildFactory(status="CIN")
    assert never.pk in picture(world.head, TODAY).unallocated
    assert never.pk not in picture(world.manager, TODAY).unallocated


def test_a_team_that_has_ended_is_its_last_service_areas_on_every_page_alike(world):
    ended = TeamFactory(record=world.swf)
    gone = worker("Di Imaginer", ended)
    left_behind = child("CD600000", gone)
    TeamRecord.objects.filter(team=ended).update(ends_on=dt.date(2023, 10, 1))
    assert left_behind.pk in picture(world.head, TODAY).holder
    assert type(left_behind).objects.visible_to(world.head).filter(pk=left_behind.pk).exists()


def test_a_full_caseload_is_without_a_response_until_there_is_one(world):
    shown = picture(world.performance, TODAY)
    missing = {(each.name, about) for each, about in without_response(shown.workers, TODAY)}
    assert missing == {("Cy Sampleham", "reported"), ("Kim Inventon", "protected")}
    CaseloadResponse.objects.create(
        staff=world.cy, about="reported", children=21, text="Two move.", made_on=TODAY,
        review_on=dt.date(2023, 11, 1), by=world.head,
    )  # fmt: skip
    assert [each.name for each, _ in without_response(shown.workers, TODAY)] == ["Kim Inventon"]


def test_reach_is_that_of_the_lists_of_workers(world):
    for user in (world.performance, world.head, world.manager):
        scope = reach_of(user)
        for each in picture(world.performance, TODAY).workers:
            seen = each.pk in {one.pk for one in picture(user, TODAY).workers}
            assert scope.holds(each.team_id, each.area_id) is seen


def test_a_second_worker_counts_in_nobodys_caseload(world):
    Allocation.objects.create(child=world.of_cy[0], staff=world.bo, kind="secondary", starts_on=BEGINNING)
    assert areas(world)["SWF"].children == 27
