"""The pages of a worker and of a child: what is so today and why, what was, and what is to do."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from caseloads.models import Allocation, ChildStatus, Supervision, Visit
from organisation.models import Staff, StaffRecord
from tests.caseloads.overview_world import BEGINNING, GIVEN_UP, TODAY, make_world
from tests.caseloads.page_text import figures, opener, rows, text

pytestmark = pytest.mark.django_db
RECORDING = ("Record a visit", "Record a supervision", "Allocate to somebody else", "End")


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def opened(client):
    return opener(client)


def test_a_workers_page_says_the_limit_and_why(opened, world):
    page = opened(world.head, "caseload_worker", world.kim)
    assert "Newly qualified social worker, qualified on 1 November 2022" in page
    assert "11 (protected, NQSW: 11 of 24 months)" in page
    assert figures(page)["Share of limit"][0] == "109%"
    assert "10.2 (general, at 0.6 FTE)" in opened(world.head, "caseload_worker", world.ali)


def test_a_workers_children_are_late_first_and_second_ones_a_number(opened, world):
    Allocation.objects.create(child=world.of_bo[0], staff=world.kim, kind="secondary", starts_on=BEGINNING)
    page = opened(world.head, "caseload_worker", world.kim)
    table = rows(page, "Children")
    assert len(table) == 13
    assert table[1][:6] == [
        "CD100000",
        "Record a visit to CD100000 Record a supervision of CD100000 Reallocate CD100000",
        "CIN",
        "1 January 2020",
        "20 August 2023",
        "1 October 2023 15 days late",
    ]
    assert "Second worker of 1 child besides" in page
    assert "CD300000" not in page


def test_a_workers_past_is_paged(opened, client, world):
    for each in world.of_cy:
        Allocation.objects.create(
            child=each, staff=world.bo, starts_on=dt.date(2019, 1, 1), ends_on=BEGINNING
        )
    page = opened(world.performance, "caseload_worker", world.bo)
    assert len(rows(page, "Children held before, the last to end first")) == 21
    second = client.get(reverse("caseload_worker", args=[world.bo.pk]), {"page": "2"}).content.decode()
    assert len(rows(second, "Children held before, the last to end first")) == 2


def test_somebody_who_has_left_is_an_alarm_and_never_a_0_per_cent(opened, world):
    StaffRecord.objects.filter(staff=world.kim).update(ends_on=dt.date(2023, 10, 1))
    page = opened(world.head, "caseload_worker", world.kim)
    found = figures(page)
    assert (found["Children"][0], found["Children per FTE"][0], found["Share of limit"][0]) == (
        "12",
        "–",
        "–",
    )
    assert "Left, holds children" in page


def test_somebody_who_holds_nobody_has_a_page_that_says_so(opened, world):
    Allocation.objects.filter(staff=world.bo).update(ends_on=TODAY)
    assert "Bo Fictley holds no children today" in opened(world.head, "caseload_worker", world.bo)


def test_somebody_without_a_staff_record_is_for_those_who_see_all(client, opened, world):
    stranger = Staff.objects.create(staff_id="X1", name="Sam Unknown")
    assert "Sam Unknown" in opened(world.performance, "caseload_worker", stranger)
    client.force_login(world.head)
    assert client.get(reverse("caseload_worker", args=[stranger.pk])).status_code == 404


def test_a_childs_page_says_statuses_unbroken_and_what_was_agreed(opened, world):
    own = world.of_bo[0].statuses
    own.update(ends_on=GIVEN_UP, agreed_count=6, agreed_unit="weeks")
    ChildStatus.objects.create(
        child=world.of_bo[0], status="CLA", starts_on=GIVEN_UP, agreed_count=3, agreed_unit="months"
    )
    ChildStatus.objects.create(
        child=world.of_bo[0], status="CP", starts_on=dt.date(2021, 1, 1), ends_on=dt.date(2022, 1, 1)
    )
    page = opened(world.head, "child", world.of_bo[0])
    assert rows(page, "Statuses")[1:] == [
        ["Looked after (CLA)", "1 January 2020", "–", "3 months"],
        ["Child protection plan (CP)", "1 January 2021", "1 January 2022", "–"],
    ]
    assert "(CLA: 3 months)" in page


def test_a_childs_page_says_what_is_due_by_which_policy(opened, world):
    page = text(opened(world.manager, "child", world.late))
    assert "Visit Due by 1 October 2023 (CIN: 42 days). 15 days late Last on 20 August 2023." in page
    assert "Supervision Due by 1 December 2023 (CIN: 2 months). In time Last on 2 October 2023." in page
    waiting = text(opened(world.manager, "child", world.waiting))
    assert "Nobody. Unallocated" in waiting
    assert "(CP: 10 working days). Not yet due None is recorded." in waiting


def test_a_childs_workers_are_those_of_now_and_before(opened, world):
    Allocation.objects.filter(child=world.of_kim[3]).update(ends_on=GIVEN_UP)
    Allocation.objects.create(
        child=world.of_kim[3], staff=world.ali, starts_on=GIVEN_UP, reason="Nobody else is there."
    )
    page = opened(world.head, "child", world.of_kim[3])
    assert rows(page, "Primary workers")[1:] == [
        [
            "Ali Madeupson",
            "1 September 2023",
            "–",
            "Nobody else is there.",
            "End the allocation to Ali Madeupson from 1 September 2023",
        ],
        [
            "Kim Inventon",
            "1 January 2020",
            "1 September 2023",
            "–",
            "Put right the allocation to Kim Inventon from 1 January 2020",
        ],
    ]


def test_every_allocation_of_a_child_can_be_ended_or_put_right(opened, world):
    child = world.of_kim[3]
    first = child.allocations.get()
    Allocation.objects.filter(pk=first.pk).update(ends_on=GIVEN_UP)
    again, soon = dt.date(2023, 10, 1), TODAY + dt.timedelta(days=7)
    made = [
        Allocation.objects.create(child=child, staff=staff, starts_on=since, ends_on=until)
        for staff, since, until in [
            (world.kim, GIVEN_UP, again),
            (world.ali, again, soon),
            (world.bo, soon, None),
        ]
    ]
    page = opened(world.head, "child", child)
    for each, do in zip([first, *made], ("Put right", "Put right", "End", "End"), strict=True):
        assert f'<a href="/caseloads/allocations/{each.pk}/end/">{do}<' in page
    kims = "Put right the allocation to Kim Inventon from"
    assert f"{kims} 1 September 2023 {kims} 1 January 2020" in text(page)


def test_visits_and_supervisions_are_some_and_then_all(client, opened, world):
    days = [dt.date(2023, 8, 1) - dt.timedelta(days=n) for n in range(60)]
    Visit.objects.bulk_create(Visit(child=world.late, visited_on=day, seen=False) for day in days)
    Supervision.objects.bulk_create(Supervision(child=world.late, held_on=day) for day in days)
    page = opened(world.manager, "child", world.late)
    assert len(rows(page, "Visits, the newest first")) == 11
    attempt = ["1 August 2023", "No: an attempt", "Not recorded", "Put right the visit of 1 August 2023"]
    assert rows(page, "Visits, the newest first")[2] == attempt
    assert "Show all 61 visits" in page
    address = reverse("child", args=[world.late.pk])
    every = client.get(f"{address}?all=visits").content.decode()
    assert len(rows(every, "Visits, the newest first")) == 51
    rest = client.get(f"{address}?all=visits&page=2").content.decode()
    assert len(rows(rest, "Visits, the newest first")) == 12
    assert "Show all 61 supervisions" in rest


def test_who_may_only_look_is_offered_nothing_to_do(opened, world):
    page = opened(world.qa, "child", world.late)
    assert not [words for words in RECORDING if re.search(rf">\s*{words}\b", page)]
    assert "Allocate a child" not in opened(world.qa, "caseload_worker", world.kim)
    own = opened(world.manager, "child", world.late)
    assert [words for words in RECORDING if re.search(rf">\s*{words}\b", own)] == list(RECORDING)


def test_a_case_reference_is_in_the_title_and_in_no_address(opened, world):
    page = opened(world.manager, "child", world.late)
    assert "<title>Child CD100000 –" in re.sub(r"\s+", " ", page)
    assert not re.search(r'(href|action)="[^"]*CD100000', page)
