"""`--replace FROM TO` of children's records: by the day they begin or happened, whosever they are."""

import datetime as dt

import pytest
from django.core.management import CommandError

from caseloads.models import Allocation, Child, ChildStatus, Supervision, Visit
from core.history import of, verify
from core.models import Import
from figures.models import Stale
from tests.caseloads.importing import ALLOCATIONS, STATUSES, SUPERVISIONS, VISITS, take
from tests.factories import ChildFactory, StaffFactory

pytestmark = pytest.mark.django_db

SEPTEMBER = ["2023-09-01", "2023-09-30"]


@pytest.fixture(autouse=True)
def children():
    StaffFactory(staff_id="S1")
    StaffFactory(staff_id="S2")
    return [ChildFactory(case_ref=case_ref) for case_ref in ("CD490004", "CD490005")]


def test_a_visit_of_those_days_that_is_not_in_the_file_goes_also_of_a_child_that_is_not(
    tmp_path, children, capsys
):
    rows = [
        "CD490004,2023-08-31,,",
        "CD490004,2023-09-01,,yes",
        "CD490005,2023-09-30,no,",
        "CD490005,2023-10-01,,",
    ]
    take(tmp_path, "visits", VISITS, *rows)
    Stale.objects.all().delete()
    take(tmp_path, "visits", VISITS, "CD490004,2023-09-04,,", replace=SEPTEMBER)
    kept = Visit.objects.order_by("visited_on").values_list("visited_on", flat=True)
    assert [str(day) for day in kept] == ["2023-08-31", "2023-09-04", "2023-10-01"]
    out = capsys.readouterr().out
    assert "Visits: 1 added, 0 corrected, 2 removed, 0 left as they were." in out
    assert "removed: CD490004 visited on 1 September 2023: seen yes, seen alone yes" in out
    assert "removed: CD490005 visited on 30 September 2023: seen no" in out
    assert of(children[1])[0].sentence == (
        "The command line removed a visit of the child. Seen went from no to nothing. "
        "Reason: Import of visits.csv (CD490005 visited on 30 September 2023)."
    )
    assert dt.date(2023, 9, 1) in Stale.objects.values_list("month", flat=True)
    assert verify().ok


def test_a_supervision_that_never_was_goes(tmp_path):
    take(tmp_path, "supervisions", SUPERVISIONS, "CD490004,2023-09-04", "CD490004,2023-09-05")
    take(tmp_path, "supervisions", SUPERVISIONS, "CD490004,2023-09-05", replace=SEPTEMBER)
    assert [each.held_on.day for each in Supervision.objects.all()] == [5]
    assert Import.objects.first().removed == 1


def test_a_status_that_begins_in_those_days_goes_and_its_child_stays(tmp_path):
    take(tmp_path, "statuses", STATUSES, "CD490009,CP,2023-09-04,,", "CD490004,CP,2023-08-31,,")
    take(tmp_path, "statuses", STATUSES, "CD490004,CIN,2023-09-04,,", replace=SEPTEMBER)
    left = ChildStatus.objects.order_by("starts_on").values_list("child__case_ref", "status")
    assert list(left) == [("CD490004", "CP"), ("CD490004", "CIN")]
    assert Child.objects.filter(case_ref="CD490009").exists()


def test_the_worker_who_was_recorded_wrongly_makes_way_for_the_right_one(tmp_path):
    take(tmp_path, "allocations", ALLOCATIONS, "CD490004,S1,primary,2023-09-04,")
    right = "CD490004,S2,primary,2023-09-04,"
    with pytest.raises(CommandError, match="Nothing was taken"):
        take(tmp_path, "allocations", ALLOCATIONS, right)
    take(tmp_path, "allocations", ALLOCATIONS, right, replace=SEPTEMBER)
    assert Allocation.objects.get().staff.staff_id == "S2"


def test_the_months_that_a_removed_period_held_are_to_be_computed_again(tmp_path):
    rows = ["CD490004,S1,primary,2023-03-01,2023-04-01", "CD490005,S1,primary,2023-05-01,"]
    take(tmp_path, "allocations", ALLOCATIONS, *rows)
    Stale.objects.all().delete()
    take(tmp_path, "allocations", ALLOCATIONS, rows[1], replace=["2023-03-01", "2023-03-31"])
    assert min(Stale.objects.values_list("month", flat=True)) == dt.date(2023, 3, 1)


def test_a_thousand_that_vanish_are_all_listed(tmp_path, capsys):
    days = [dt.date(2023, 9, 1) + dt.timedelta(days=n) for n in range(30)]
    refs = [ChildFactory(case_ref=f"CD4{n:05}").case_ref for n in range(35)]
    take(tmp_path, "visits", VISITS, *[f"{ref},{day},," for ref in refs for day in days], verbosity=0)
    take(tmp_path, "visits", VISITS, "CD490004,2023-09-04,,", replace=SEPTEMBER)
    assert capsys.readouterr().out.count("removed: CD4") == 1050
    assert (Visit.objects.count(), Import.objects.first().removed) == (1, 1050)
