"""Allocating by hand: who holds a child from when, what is refused, what is asked, what history says."""

import datetime as dt
from decimal import Decimal

import pytest

from caseloads.actions.allocating import ReasonNeeded, allocate
from caseloads.actions.holding import stamp
from caseloads.models import Allocation, Child
from core import history
from core.errors import Conflict, Refused
from core.months import key
from figures.models import Stale
from organisation.models import Staff, StaffRecord
from tests.caseloads.recorded import BEGINNING, TODAY, day, make_office
from tests.factories import ChildFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(db):
    return make_office()


def give(office, staff, on=TODAY, **more):
    return allocate(by=office.manager, **{"child": office.child, "staff": staff, "on": on, **more})


def held(child, kind="primary"):
    """Who holds the child from when to when, in order."""
    rows = child.allocations.filter(kind=kind).order_by("starts_on", "staff__name")
    return [(each.staff.name, each.starts_on, each.ends_on) for each in rows]


def said(subject):
    """The newest sentences of the history."""
    return " ".join(line.sentence for line in history.of(subject))


def test_a_child_changes_worker_without_a_gap_and_without_a_day_held_twice(office):
    give(office, office.lee)
    assert held(office.child) == [("Kim Inventon", BEGINNING, TODAY), ("Lee Madeup", TODAY, None)]


def test_an_unallocated_child_is_allocated(office):
    child = ChildFactory(status="CP")
    give(office, office.lee, child=child)
    assert held(child) == [("Lee Madeup", TODAY, None)]


def test_the_same_twice_changes_nothing(office):
    first = give(office, office.lee)
    lines = len(history.of(office.child))
    assert give(office, office.lee) == first
    assert len(held(office.child)) == 2
    assert len(history.of(office.child)) == lines


def test_what_is_recorded_late_holds_until_the_next_worker(office):
    give(office, office.lee, on=day("2023-09-01"))
    sam = office.worker("Sam Fictional")
    give(office, sam, on=day("2023-06-01"))
    assert held(office.child) == [
        ("Kim Inventon", BEGINNING, day("2023-06-01")),
        ("Sam Fictional", day("2023-06-01"), day("2023-09-01")),
        ("Lee Madeup", day("2023-09-01"), None),
    ]
    assert give(office, sam, on=day("2023-06-01")).ends_on == day("2023-09-01")


def test_another_worker_on_the_day_the_first_began_puts_the_first_right(office):
    give(office, office.lee)
    sam = office.worker("Sam Fictional")
    give(office, sam)
    assert held(office.child) == [("Kim Inventon", BEGINNING, TODAY), ("Sam Fictional", TODAY, None)]


def test_who_holds_the_child_already_is_refused_in_words(office):
    with pytest.raises(Refused, match="Kim Inventon is the primary worker already, since 1 January 2020"):
        give(office, office.kim)


def test_an_allocation_is_planned_at_most_30_days_ahead(office):
    planned = give(office, office.lee, on=TODAY + dt.timedelta(days=30))
    assert held(office.child)[0] == ("Kim Inventon", BEGINNING, planned.starts_on)
    with pytest.raises(Refused, match="by 15 November 2023, 30 days from today"):
        give(office, office.worker("Sam Fictional"), on=TODAY + dt.timedelta(days=31))


def test_a_slip_of_the_year_is_refused(office):
    with pytest.raises(Refused, match="Check the year"):
        give(office, office.lee, on=day("2013-10-16"))


def test_a_second_worker_stands_beside_the_first(office):
    give(office, office.lee, kind="secondary")
    assert held(office.child) == [("Kim Inventon", BEGINNING, None)]
    assert held(office.child, "secondary") == [("Lee Madeup", TODAY, None)]
    assert give(office, office.lee, kind="secondary") == Allocation.objects.get(kind="secondary")


def test_the_primary_worker_is_no_second_worker(office):
    with pytest.raises(Refused, match="Kim Inventon is the child’s primary worker"):
        give(office, office.kim, kind="secondary")


@pytest.mark.parametrize("begun", [day("2023-10-01"), TODAY])
def test_a_second_worker_who_becomes_the_primary_one_is_the_second_no_longer(office, begun):
    give(office, office.lee, kind="secondary", on=begun)
    give(office, office.lee)
    assert held(office.child, "secondary") == ([] if begun == TODAY else [("Lee Madeup", begun, TODAY)])
    assert "ended a second allocation of the child" in said(office.child)


def test_over_a_protected_limit_a_reason_is_asked_for_and_kept(office):
    asye = office.supported("Noor Invented", 8)
    words = r"Noor Invented would hold 9 children: over the limit of 8 \(protected, ASYE\). Say why."
    with pytest.raises(ReasonNeeded, match=words):
        give(office, asye)
    assert held(office.child) == [("Kim Inventon", BEGINNING, None)]
    new = give(office, asye, reason="Sibling of a child that Noor holds.")
    assert new.reason == "Sibling of a child that Noor holds."
    assert "Reason: Sibling of a child that Noor holds." in said(office.child)
    assert "Children held went from 8 to 9. Limit was set to 8 (protected, ASYE)." in said(asye)


def test_up_to_the_limit_no_reason_is_asked_for(office):
    assert give(office, office.supported("Noor Invented", 7)).reason == ""


def test_the_limit_of_a_part_timer_is_that_of_their_own_fte(office):
    part = office.worker("Sam Fictional", 10, fte=Decimal("0.6"))
    with pytest.raises(
        ReasonNeeded, match=r"would hold 11 children: over the limit of 10.2 \(general, at 0.6"
    ):
        give(office, part)


def test_onto_the_clinics_list_a_reason_is_asked_for_also_without_a_limit(office):
    from caseloads.models import CaseloadLimit

    CaseloadLimit.objects.all().delete()
    with pytest.raises(ReasonNeeded, match="would hold 20 children: reported to the clinic from 20"):
        give(office, office.worker("Sam Fictional", 19))


def test_a_second_worker_is_asked_for_no_reason_since_the_caseload_stays(office):
    full = office.worker("Sam Fictional", 19)
    assert give(office, full, kind="secondary").reason == ""


def test_a_reason_that_was_not_asked_for_is_in_history_alone(office):
    assert give(office, office.lee, reason="They know the family.").reason == ""
    assert "Reason: They know the family." in said(office.child)


def test_nobody_is_allocated_to_somebody_on_leave(office):
    away = office.worker("Sam Fictional", fte=0)
    with pytest.raises(Refused, match=r"Sam Fictional is on leave \(FTE 0\) on 16 October 2023: choose"):
        give(office, away)


def test_nobody_is_allocated_to_somebody_who_has_left(office):
    gone = office.worker("Sam Fictional", ends_on=day("2023-10-16"))
    with pytest.raises(Refused, match="Sam Fictional has left by 16 October 2023: choose"):
        give(office, gone)
    with pytest.raises(Refused, match="has left"):
        give(office, gone, on=day("2023-10-01"))


def test_somebody_back_from_leave_next_week_is_allocated_to_from_then(office):
    back = office.worker("Sam Fictional", fte=0, ends_on=day("2023-10-23"))
    StaffRecord.objects.create(staff=back, team=office.team, role="SW", fte=1, starts_on=day("2023-10-23"))
    give(office, back, on=day("2023-10-23"))
    with pytest.raises(Refused, match="on leave"):
        give(office, back, on=day("2023-10-20"), child=ChildFactory(status="CP"))


def test_nobody_is_allocated_to_somebody_without_a_staff_record(office):
    with pytest.raises(Refused, match="Sam Unknown has no staff record that holds 16 October 2023"):
        give(office, Staff.objects.create(staff_id="X9", name="Sam Unknown"))


def test_who_allocates_what_somebody_changed_since_is_told_and_nothing_changes(office):
    seen = stamp(office.child)
    give(office, office.lee, seen=seen)
    sam = office.worker("Sam Fictional")
    with pytest.raises(Conflict) as told:
        give(office, sam, seen=seen)
    assert isinstance(told.value.current, Child)
    assert held(office.child)[-1] == ("Lee Madeup", TODAY, None)


def test_history_names_the_workers_on_the_child_and_no_child_on_the_workers(office):
    give(office, office.lee)
    assert "Robin Testerton reallocated the child." in said(office.child)
    assert "Primary worker went from Kim Inventon to Lee Madeup. From was set to 16 October 2023." in said(
        office.child
    )
    assert "allocated a child to the member of staff. Children held went from 0 to 1." in said(office.lee)
    assert "reallocated a child held by the member of staff." in said(office.kim)
    for staff in (office.kim, office.lee):
        assert "CH490004" not in said(staff)


def test_a_reason_is_in_the_childs_history_and_never_in_the_workers(office):
    why = "Sibling of CH490005, who is with Noor."
    asye = office.supported("Noor Invented", 8)
    give(office, asye, reason=why)
    give(office, office.lee, kind="secondary", reason=why)
    assert said(office.child).count(why) == 2
    for staff in (asye, office.lee, office.kim):
        assert said(staff)
        assert "Sibling" not in said(staff)
    assert "made a second allocation of a child to the member of staff." in said(office.lee)


def test_the_months_that_an_allocation_touches_are_computed_again(office):
    give(office, office.lee, on=day("2023-08-31"))
    months = Stale.objects.order_by("month").values_list("month", flat=True).distinct()
    assert [key(month) for month in months] == ["2023-08", "2023-09", "2023-10"]
