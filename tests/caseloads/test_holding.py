"""Who holds how many, on a day: the one place that every page takes it from."""

import datetime as dt
from decimal import Decimal

import pytest

from caseloads.models import Allocation, CaseloadLimit
from caseloads.reading.holding import LEFT, ON_LEAVE, UNKNOWN, workers_on
from caseloads.reading.policies import Policies
from organisation.models import Staff
from tests.factories import (
    BEGINNING,
    ChildFactory,
    ServiceAreaFactory,
    StaffFactory,
    TeamFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
DAY = dt.date(2023, 10, 16)


@pytest.fixture
def area():
    return ServiceAreaFactory(name="SWF")


@pytest.fixture
def team(area):
    return TeamFactory(name="SWF West 1", record=area)


@pytest.fixture
def performance():
    return UserFactory(roles=["performance"])


def worker(team, children=0, **record):
    staff = StaffFactory(record=team, **{f"record__{name}": value for name, value in record.items()})
    for _ in range(children):
        ChildFactory(status="CIN", worker=staff)
    return staff


def held(user, day=DAY):
    return {each.pk: each for each in workers_on(day, user, Policies.read())}


def test_twelve_children_on_06_fte_are_20_per_fte_and_12_heads(team, performance):
    staff = worker(team, 12, role="SW", fte=Decimal("0.6"))
    found = held(performance)[staff.pk]
    assert (found.children, found.per_fte) == (12, 20)
    assert not found.is_reported
    assert found.would_be_reported


def test_a_limit_scales_with_the_workers_fte(team, performance):
    CaseloadLimit.objects.create(kind="general", children=17, starts_on=BEGINNING)
    staff = worker(team, 12, role="SW", fte=Decimal("0.6"))
    found = held(performance)[staff.pk]
    assert found.limit.own == Decimal("10.2")
    assert found.is_over
    assert round(found.share, 1) == Decimal("117.6")


def test_children_with_somebody_on_leave_are_an_alarm_and_never_0_per_cent(team, performance):
    CaseloadLimit.objects.create(kind="general", children=17, starts_on=BEGINNING)
    staff = worker(team, 3, role="SW", fte=0)
    found = held(performance)[staff.pk]
    assert (found.alarm, found.per_fte, found.share) == (ON_LEAVE, None, None)


def test_children_with_somebody_who_left_are_an_alarm_in_the_last_team(team, performance):
    staff = worker(team, 2, role="SW", ends_on=dt.date(2023, 9, 1))
    found = held(performance)[staff.pk]
    assert (found.alarm, found.team, found.area, found.share) == (LEFT, "SWF West 1", "SWF", None)


def test_children_with_somebody_without_a_staff_record_are_an_alarm(team, performance):
    stranger = Staff.objects.create(staff_id="X1", name="Sam Unknown")
    Allocation.objects.create(child=ChildFactory(), staff=stranger, starts_on=BEGINNING)
    assert held(performance)[stranger.pk].alarm == UNKNOWN


def test_who_holds_nobody_is_there_to_be_allocated_to_and_no_alarm(team, performance):
    staff = worker(team, 0, role="SW")
    found = held(performance)[staff.pk]
    assert (found.children, found.alarm) == (0, "")


def test_a_second_worker_holds_nobody(team, performance):
    first, second = worker(team, 1, role="SW"), worker(team, 0, role="SW")
    child = Allocation.objects.get(staff=first).child
    Allocation.objects.create(child=child, staff=second, kind="secondary", starts_on=BEGINNING)
    assert held(performance)[second.pk].children == 0


def test_a_managers_workers_are_those_of_their_own_team(team, area):
    elsewhere = TeamFactory(record=area)
    manager = UserFactory(roles=["practice_manager"], staff=StaffFactory(record=team))
    mine, theirs = worker(team, 1, role="SW"), worker(elsewhere, 1, role="SW")
    assert mine.pk in held(manager)
    assert theirs.pk not in held(manager)


def test_a_newly_qualified_workers_limit_rises_from_8_to_15_and_then_protects_no_longer(team, performance):
    CaseloadLimit.objects.create(kind="general", children=17, starts_on=BEGINNING)
    CaseloadLimit.objects.create(
        kind="protected", protects="NQSW", children=8, children_at_end=15, months=24, starts_on=BEGINNING
    )
    qualified = {"role": "SW", "qualifying_status": "NQSW"}
    staff = worker(team, 9, **qualified, qualified_on=dt.date(2023, 10, 1))
    assert held(performance)[staff.pk].is_over_protected
    later = held(performance, dt.date(2024, 10, 1))[staff.pk]
    assert (later.limit.own, later.is_over) == (11, False)
    last = held(performance, dt.date(2025, 10, 1))[staff.pk]
    assert (last.limit.own, last.limit.protected) == (17, False)
