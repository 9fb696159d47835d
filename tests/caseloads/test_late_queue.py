"""The queue of children whom nobody holds, and what the home page says of it and of the late."""

import datetime as dt

import pytest
from django.urls import reverse

from caseloads.actions.allocating import allocate
from caseloads.actions.ending import end_allocation
from caseloads.models import Allocation, ChildStatus
from tests.caseloads.recorded import BEGINNING, TODAY, day, make_office
from tests.caseloads.test_late_lists import child, listed
from tests.caseloads.test_recording_allocate_pages import words
from tests.factories import ChildFactory, StaffFactory, UserFactory

pytestmark = pytest.mark.django_db
QUEUE = "/caseloads/unallocated/"


@pytest.fixture
def office(db):
    return make_office()


@pytest.fixture
def desk(client, office):
    client.force_login(office.manager)
    return client


def given_up(case_ref, staff, on, **more):
    made = ChildFactory(case_ref=case_ref, **{"status": "CIN", **more})
    Allocation.objects.create(child=made, staff=staff, starts_on=BEGINNING, ends_on=on)
    return made


def rows(answer):
    found = answer.context["table"].data.data
    return [(row.case_ref, row.since, row.days, row.child.worker, row.team) for row in found]


def test_who_has_waited_longest_stands_first_with_who_held_them_last(desk, office):
    given_up("CH100001", office.kim, day("2023-10-10"))
    given_up("CH100002", office.lee, day("2023-09-01"))
    assert rows(desk.get(QUEUE)) == [
        ("CH100002", day("2023-09-01"), 45, "Lee Madeup", "SWF West 1"),
        ("CH100001", day("2023-10-10"), 6, "Kim Inventon", "SWF West 1"),
    ]


def test_who_is_held_closed_or_elsewhere_is_not_in_the_queue(desk, office):
    given_up("CH100001", office.kim, TODAY, status__ends_on=day("2023-10-01"))
    given_up("CH100002", office.worker("Pat Elsewhere", team=office.other_team), day("2023-10-01"))
    second = given_up("CH100003", office.kim, day("2023-10-01"))
    Allocation.objects.create(child=second, staff=office.lee, kind="secondary", starts_on=BEGINNING)
    assert listed(desk.get(QUEUE)) == ["CH100003"], "a second worker alone is not enough"


def test_a_child_who_came_back_waits_since_then_and_not_since_it_was_held(desk, office):
    made = given_up("CH100001", office.kim, day("2023-02-01"), status__ends_on=day("2023-02-01"))
    ChildStatus.objects.create(
        child=made, status="CP", starts_on=day("2023-10-02"), ends_on=day("2023-10-09")
    )
    ChildStatus.objects.create(child=made, status="CIN", starts_on=day("2023-10-09"))
    assert rows(desk.get(QUEUE))[0][1:3] == (day("2023-10-02"), 14)


def test_whom_nobody_has_held_yet_is_for_those_who_lead(client, desk, office):
    ChildFactory(case_ref="CH100001", status="CP", status__starts_on=day("2023-10-12"))
    assert listed(desk.get(QUEUE)) == []
    client.force_login(UserFactory(roles=["service_lead"], roles__service_area=office.area))
    assert rows(client.get(QUEUE)) == [("CH100001", day("2023-10-12"), 4, "", "")]


def test_a_child_whose_allocation_is_planned_says_so(desk, office):
    made = given_up("CH100001", office.kim, day("2023-10-10"))
    allocate(by=office.manager, child=made, staff=office.lee, on=day("2023-10-23"))
    assert "Lee Madeup from 23 October 2023" in words(desk.get(QUEUE))


def test_the_queue_is_filtered_searched_and_taken_away(client, desk, office):
    given_up("CH100001", office.kim, day("2023-10-10"))
    given_up("CH100002", office.kim, day("2023-10-10"), status="CP")
    assert listed(desk.get(QUEUE, {"status": "CP"})) == ["CH100002"]
    assert listed(desk.get(QUEUE, {"team": office.team.pk})) == ["CH100001", "CH100002"]
    assert listed(desk.post(QUEUE, {"case_ref": "ch100001"})) == ["CH100001"]
    exported = desk.get(QUEUE, {"export": "csv"}).content.decode()
    assert "CH100001" in exported
    assert "Allocate" not in exported
    client.force_login(office.other_manager)
    assert listed(client.post(QUEUE, {"case_ref": "CH100001"})) == []
    assert "SWF" not in client.get(QUEUE).content.decode()


def test_who_came_from_a_worker_finds_them_chosen(desk, office):
    made = given_up("CH100001", office.kim, day("2023-10-10"))
    html = desk.get(QUEUE, {"worker": office.lee.pk}).content.decode()
    assert f"/caseloads/children/{made.pk}/allocate/?worker={office.lee.pk}&amp;next=" in html
    assert listed(desk.get(QUEUE, {"worker": office.lee.pk})) == ["CH100001"], "and it filters nothing"


def test_an_empty_queue_speaks_of_those_alone_who_can_be_seen(desk, office):
    given_up("CH100001", office.worker("Pat Elsewhere", team=office.other_team), day("2023-10-01"))
    shown = words(desk.get(QUEUE))
    assert "No child that you can see is without a primary worker." in shown
    assert "Every" not in shown.partition("Unallocated children")[2]


LISTS = ["unallocated", "late_visits", "late_supervisions", "caseloads_reported", "caseloads_protected"]
LISTS += ["caseload_alarms", "caseload_workers", "child_search"]


@pytest.mark.parametrize("name", LISTS)
def test_who_sees_no_team_reads_what_to_ask_for(client, office, name):
    manager = UserFactory(roles=["practice_manager"])
    client.force_login(manager)
    assert "Your account is not linked to a staff record" in words(client.get(reverse(name)))
    manager.staff = StaffFactory(name="Robin", record=office.team, record__ends_on=day("2023-10-01"))
    manager.save()
    shown = words(client.get(reverse(name)))
    assert "Your staff record names no team today" in shown
    assert "Ask an administrator" in shown


def work(client):
    return {section.title: section for section in client.get("/").context["sections"]}


def test_the_home_page_of_a_manager_lists_the_five_most_pressing(desk, office):
    for number in range(6):
        child(f"CH20000{number}", office.kim, visited=50 + number, discussed=70 + number)
        given_up(f"CH30000{number}", office.kim, TODAY - dt.timedelta(days=number))
    found = work(desk)
    assert (found["Late visits"].total, len(found["Late visits"].lines)) == (13, 5)
    line = found["Late visits"].lines[0]
    assert (line.text, line.detail) == ("CH300000", "1,342 days late, Unallocated")
    assert "CH" not in line.url
    assert found["Late supervisions"].total == 13
    queue = found["Unallocated children"]
    assert (queue.total, queue.all_url) == (6, QUEUE)
    assert [each.text for each in queue.lines][:2] == ["CH300005", "CH300004"]
    assert queue.lines[0].detail == "CIN, 5 days without a worker, last SWF West 1"


def test_a_line_leads_to_recording_and_from_there_home(desk, office):
    child("CH200001", office.kim, visited=4000)
    line = next(line for line in work(desk)["Late visits"].lines if line.text == "CH200001")
    told = {"outcome": "alone", "visited_on_0": "16", "visited_on_1": "10", "visited_on_2": "2023"}
    assert desk.post(line.url, told).url == "/"
    assert "CH200001" not in [line.text for line in work(desk)["Late visits"].lines]


def test_the_home_page_says_nothing_of_it_where_nothing_is_late_nor_to_those_who_see_everybody(
    client, desk, office
):
    child("CH200001", office.kim, visited=50)
    given_up("CH300001", office.kim, TODAY)
    for role in ("performance", "qa", "administrator"):
        client.force_login(UserFactory(roles=[role]))
        assert not {"Late visits", "Late supervisions", "Unallocated children"} & set(work(client))
    client.force_login(office.other_manager)
    assert not {"Late visits", "Late supervisions", "Unallocated children"} & set(work(client))


def test_an_ended_allocation_brings_the_child_into_the_queue_today(desk, office):
    end_allocation(
        by=office.manager, allocation=Allocation.objects.get(child=office.child), on=TODAY, reason="Moved."
    )
    assert rows(desk.get(QUEUE)) == [("CH490004", TODAY, 0, "Kim Inventon", "SWF West 1")]
    assert "CIN, since today, last SWF West 1" in work(desk)["Unallocated children"].lines[0].detail
