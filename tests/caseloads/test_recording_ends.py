"""Ending an allocation by hand, and taking back one that was recorded wrongly."""

import datetime as dt

import pytest

from caseloads.actions.allocating import allocate
from caseloads.actions.ending import end_allocation, take_back_allocation
from caseloads.actions.holding import stamp
from caseloads.models import Allocation, Child
from core import history
from core.errors import Conflict, Refused
from figures.models import Stale
from tests.caseloads.recorded import BEGINNING, TODAY, day, make_office
from tests.caseloads.test_recording_allocations import held, said

pytestmark = pytest.mark.django_db
WHY = "The family moved away."


@pytest.fixture
def office(db):
    return make_office()


@pytest.fixture
def allocation(office):
    return Allocation.objects.get(child=office.child)


def end(office, allocation, on=TODAY, reason=WHY, **more):
    return end_allocation(by=office.manager, allocation=allocation, on=on, reason=reason, **more)


def take_back(office, allocation, reason="Entered for the wrong child.", **more):
    return take_back_allocation(by=office.manager, allocation=allocation, reason=reason, **more)


def test_an_ended_allocation_leaves_the_child_unallocated_and_says_why(office, allocation):
    end(office, allocation)
    assert held(office.child) == [("Kim Inventon", BEGINNING, TODAY)]
    assert Child.objects.without_worker_on(TODAY).get() == office.child
    assert "Robin Testerton ended an allocation of the child. Primary worker went from Kim Inventon" in said(
        office.child
    )
    assert f"Reason: {WHY}" in said(office.child)
    assert "ended the allocation of a child to the member of staff. To was set to 16 October" in said(
        office.kim
    )


def test_ending_it_twice_on_one_day_changes_nothing(office, allocation):
    end(office, allocation)
    end(office, allocation)
    assert len(history.of(office.child)) == 1


def test_it_ends_after_the_day_it_began(office):
    new = allocate(by=office.manager, child=office.child, staff=office.lee, on=TODAY)
    with pytest.raises(Refused, match="It began on 16 October 2023, so it can end on the day after"):
        end(office, new)


def test_what_has_ended_is_not_ended_later(office, allocation):
    end(office, allocation, on=day("2023-09-01"))
    with pytest.raises(Refused, match="It ended on 1 September 2023"):
        end(office, allocation)


def test_an_end_that_was_planned_comes_earlier(office, allocation):
    end(office, allocation, on=day("2023-11-01"))
    end(office, allocation)
    assert held(office.child) == [("Kim Inventon", BEGINNING, TODAY)]


def test_an_end_needs_a_reason_and_a_day_within_30_days(office, allocation):
    with pytest.raises(Refused, match="Say why"):
        end(office, allocation, reason=" ")
    with pytest.raises(Refused, match="30 days"):
        end(office, allocation, on=TODAY + dt.timedelta(days=31))


def test_who_ends_what_somebody_changed_since_is_told(office, allocation):
    seen = stamp(office.child)
    allocate(by=office.manager, child=office.child, staff=office.lee, on=TODAY)
    with pytest.raises(Conflict):
        end(office, allocation, on=day("2023-10-10"), seen=seen)


def test_a_wrong_allocation_is_taken_back_and_who_held_the_child_before_goes_on(office):
    wrong = allocate(by=office.manager, child=office.child, staff=office.lee, on=day("2023-10-02"))
    assert take_back(office, wrong).staff == office.kim
    assert held(office.child) == [("Kim Inventon", BEGINNING, None)]
    assert "took back an allocation of the child. Primary worker went from Lee Madeup to Kim" in said(
        office.child
    )
    assert "took back the allocation of a child to" in said(office.lee)
    assert "gave a child back to" in said(office.kim)


def test_the_reason_of_an_end_is_in_the_childs_history_and_never_in_a_workers(office, allocation):
    wrong = allocate(by=office.manager, child=office.child, staff=office.lee, on=day("2023-10-02"))
    take_back(office, wrong, reason="Entered for CH490005.")
    end(office, allocation, reason="CH490005 moved away with it.")
    for why in ("Entered for CH490005.", "CH490005 moved away with it."):
        assert why in said(office.child)
    for staff in (office.kim, office.lee):
        assert said(staff)
        assert "CH490005" not in said(staff)


def test_taking_back_a_first_allocation_leaves_the_child_to_nobody(office, allocation):
    assert take_back(office, allocation) is None
    assert held(office.child) == []


def test_a_gap_before_stays_a_gap(office, allocation):
    end(office, allocation, on=day("2023-09-01"))
    wrong = allocate(by=office.manager, child=office.child, staff=office.lee, on=day("2023-10-02"))
    assert take_back(office, wrong) is None
    assert held(office.child) == [("Kim Inventon", BEGINNING, day("2023-09-01"))]


def test_a_second_allocation_is_taken_back_alone(office):
    wrong = allocate(by=office.manager, child=office.child, staff=office.lee, on=TODAY, kind="secondary")
    take_back(office, wrong)
    assert held(office.child) == [("Kim Inventon", BEGINNING, None)]
    assert held(office.child, "secondary") == []


def test_taking_back_twice_changes_nothing_and_needs_a_reason(office, allocation):
    with pytest.raises(Refused, match="Say why"):
        take_back(office, allocation, reason="")
    take_back(office, allocation)
    lines = len(history.of(office.child))
    take_back(office, allocation)
    assert len(history.of(office.child)) == lines
    with pytest.raises(Refused, match="taken back meanwhile"):
        end(office, allocation)


def test_both_make_the_months_stale(office, allocation):
    end(office, allocation, on=day("2023-10-02"))
    assert Stale.objects.filter(month=day("2023-10-01")).exists()
    Stale.objects.all().delete()
    take_back(office, allocation)
    assert Stale.objects.filter(month=day("2023-10-01")).exists()
