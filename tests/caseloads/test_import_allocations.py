"""A file of allocations: of children and staff that are known, one primary worker a child and day."""

import datetime as dt

import pytest

from caseloads.models import Allocation
from core.history import of, verify
from core.models import Import
from figures.models import Stale
from tests.caseloads.importing import ALLOCATIONS, problems_of, take
from tests.factories import ChildFactory, StaffFactory

pytestmark = pytest.mark.django_db

FILE = (
    "CD490004,S1,primary,2023-08-01,2023-10-02",
    "cd 490004,s2,PRIMARY,02/10/2023,",
    "CD490004,S1,Secondary,2023-10-02,",
    "CD490005,S2,primary,2023-09-04,",
)
OPEN = "Give the earlier one the day it ended as its 'to': it is not ended by itself."
RULE = "One primary worker of a child for each day; this one shares days with"


@pytest.fixture(autouse=True)
def known():
    """Two children, and two members of staff of whom one has left."""
    ChildFactory(case_ref="CD490004")
    ChildFactory(case_ref="CD490005")
    StaffFactory(staff_id="S1", record__ends_on=dt.date(2022, 1, 1))
    StaffFactory(staff_id="S2")


def said():
    rows = Allocation.objects.order_by("child__case_ref", "starts_on", "kind")
    return list(rows.values_list("child__case_ref", "staff__staff_id", "kind", "starts_on", "ends_on"))


def test_allocations_are_added_also_to_those_who_have_left(tmp_path):
    """That somebody who left holds children is an alarm on the pages, not a reason to hide it."""
    take(tmp_path, "allocations", ALLOCATIONS, *FILE)
    october = dt.date(2023, 10, 2)
    assert said() == [
        ("CD490004", "S1", "primary", dt.date(2023, 8, 1), october),
        ("CD490004", "S2", "primary", october, None),
        ("CD490004", "S1", "secondary", october, None),
        ("CD490005", "S2", "primary", dt.date(2023, 9, 4), None),
    ]


def test_the_same_file_twice_changes_nothing(tmp_path, capsys):
    for _ in range(2):
        take(tmp_path, "allocations", ALLOCATIONS, *FILE)
    assert (Allocation.objects.count(), Import.objects.count()) == (4, 1)
    assert "Allocations: 0 added, 0 corrected, 4 left as they were." in capsys.readouterr().out


def test_one_that_ends_is_corrected_with_history_and_the_next_begins_in_the_same_file(tmp_path):
    take(tmp_path, "allocations", ALLOCATIONS, "CD490005,S2,primary,2023-09-04,")
    ended = ["CD490005,S1,primary,2023-10-01,", "CD490005,S2,primary,2023-09-04,2023-10-01"]
    take(tmp_path, "allocations", ALLOCATIONS, *ended)
    child = Allocation.objects.latest("pk").child
    sentences = {line.sentence for line in of(child)}
    assert (
        "The command line corrected an allocation of the child. To was set to 1 October 2023. "
        "Reason: Import of allocations.csv (CD490005 with S2 (primary) from 4 September 2023)."
    ) in sentences
    assert [row[1] for row in said()] == ["S2", "S1"]
    assert verify().ok


def test_a_second_primary_worker_on_one_day_is_a_problem_that_says_what_to_do(tmp_path, capsys):
    take(tmp_path, "allocations", ALLOCATIONS, "CD490005,S2,primary,2023-09-04,")
    [problem] = problems_of(tmp_path, capsys, "allocations", ALLOCATIONS, "CD490005,S1,primary,2023-10-01,")
    recorded = "what is recorded (from 4 September 2023, still open)"
    assert problem == f"row 2, column from: '2023-10-01'. {RULE} {recorded}. {OPEN}"


def test_so_it_is_within_one_file_and_on_the_very_same_day(tmp_path, capsys):
    found = problems_of(
        tmp_path,
        capsys,
        "allocations",
        ALLOCATIONS,
        "CD490004,S1,primary,2023-08-01,",
        "CD490004,S2,primary,2023-09-01,",
        "CD490005,S1,primary,2023-08-01,2023-09-01",
        "CD490005,S2,primary,2023-08-01,",
    )
    same = "Both begin on the same day: only one of them can be right."
    assert found == [
        f"row 2, column from: '2023-08-01'. {RULE} row 3 (from 1 September 2023, still open). {OPEN}",
        f"row 3, column from: '2023-09-01'. {RULE} row 2 (from 1 August 2023, still open). {OPEN}",
        f"row 4, column from: '2023-08-01'. {RULE} row 5 (from 1 August 2023, still open). {same}",
        f"row 5, column from: '2023-08-01'. {RULE} row 4 (from 1 August 2023, to 1 September 2023). {same}",
    ]


def test_second_workers_share_days_with_anybody(tmp_path):
    rows = [
        "CD490005,S1,primary,2023-08-01,",
        "CD490005,S2,secondary,2023-08-01,",
        "CD490005,S1,secondary,2023-08-01,",
        "CD490005,S2,secondary,2023-09-01,",
    ]
    take(tmp_path, "allocations", ALLOCATIONS, *rows)
    assert Allocation.objects.count() == 4


def test_a_child_or_worker_that_is_not_known_is_a_problem(tmp_path, capsys):
    rows = ["CD490009,S9,primary,2023-08-01,", "CD490004,,primary,2023-08-01,", "CD490004,S1,,2023-08-01,"]
    assert problems_of(tmp_path, capsys, "allocations", ALLOCATIONS, *rows) == [
        "row 2, column case_ref: 'CD490009'. A case_ref that is known: import statuses first, "
        "with which a child begins.",
        "row 2, column staff_id: 'S9'. A staff_id that is known: import staff first.",
        "row 3, column staff_id: ''. Text of up to 40 characters; it must not be blank.",
        "row 4, column kind: ''. Primary or secondary; it must not be blank.",
    ]


def test_without_the_column_to_what_is_recorded_stays_ended(tmp_path):
    take(tmp_path, "allocations", ALLOCATIONS, *FILE)
    take(tmp_path, "allocations", "case_ref,staff_id,kind,from", "CD490004,S1,primary,2023-08-01")
    assert Import.objects.count() == 1


def test_allocations_may_begin_in_the_future(tmp_path):
    take(tmp_path, "allocations", ALLOCATIONS, "CD490004,S2,primary,2023-11-01,")
    assert Allocation.objects.count() == 1


def test_the_months_that_it_may_touch_are_to_be_computed_again(tmp_path):
    take(tmp_path, "allocations", ALLOCATIONS, "CD490004,S2,primary,2023-09-04,")
    stale = Stale.objects.filter(cause="allocations were imported")
    assert set(stale.values_list("month", flat=True)) == {dt.date(2023, 9, 1), dt.date(2023, 10, 1)}
