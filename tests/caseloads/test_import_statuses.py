"""A file of statuses: a child begins with its first; what differs is corrected, with history."""

import datetime as dt

import pytest

from caseloads.models import Child, ChildStatus
from core.history import of, verify
from core.models import Import
from figures.models import Stale
from tests.caseloads.importing import STATUSES, problems_of, take
from tests.factories import ChildFactory

pytestmark = pytest.mark.django_db

FILE = (
    "CD490004,CP,2023-08-01,2023-10-02,",
    "cd 490004,cin,02/10/2023,,6 Weeks",
    "CD490005,cla,2023-09-04,,3 months",
    "CD490005,CIN_CWD,2023-09-04,,42 days",
)
DATE = "A date such as 2023-09-30 or 30/09/2023"


def said():
    rows = ChildStatus.objects.order_by("child__case_ref", "starts_on", "status")
    return [
        (each.child.case_ref, each.status, str(each.starts_on), each.ends_on, each.agreed_visit)
        for each in rows.select_related("child")
    ]


def test_statuses_are_added_and_children_begin_with_their_first(tmp_path):
    take(tmp_path, "statuses", STATUSES, *FILE)
    assert said() == [
        ("CD490004", "CP", "2023-08-01", dt.date(2023, 10, 2), ""),
        ("CD490004", "CIN", "2023-10-02", None, "6 weeks"),
        ("CD490005", "CIN_CWD", "2023-09-04", None, "42 days"),
        ("CD490005", "CLA", "2023-09-04", None, "3 months"),
    ]
    assert Child.objects.count() == 2


def test_a_child_that_is_known_gets_no_second_self(tmp_path):
    child = ChildFactory(case_ref="CD490004")
    take(tmp_path, "statuses", STATUSES, *FILE)
    assert child.statuses.count() == 2


def test_the_same_file_twice_changes_nothing(tmp_path, capsys):
    for _ in range(2):
        take(tmp_path, "statuses", STATUSES, *FILE)
    assert (ChildStatus.objects.count(), Import.objects.count()) == (4, 1)
    assert "Statuses: 0 added, 0 corrected, 4 left as they were." in capsys.readouterr().out


def test_what_differs_is_corrected_with_history_on_the_childs_page(tmp_path):
    take(tmp_path, "statuses", STATUSES, *FILE)
    take(tmp_path, "statuses", STATUSES, "CD490005,CLA,2023-09-04,2023-10-09,6 months")
    child = Child.objects.get(case_ref="CD490005")
    assert of(child)[0].sentence == (
        "The command line corrected a status of the child. To was set to 9 October 2023. "
        "Agreed visit went from 3 months to 6 months. "
        "Reason: Import of statuses.csv (CD490005: CLA from 4 September 2023)."
    )
    assert child.statuses.get(status="CLA").agreed_visit == "6 months"
    assert verify().ok


def test_a_column_that_the_file_does_not_have_leaves_what_is_recorded(tmp_path):
    take(tmp_path, "statuses", STATUSES, *FILE)
    take(tmp_path, "statuses", "case_ref,status,from,to", "CD490005,CLA,2023-09-04,2023-10-09")
    assert ("CD490005", "CLA", "2023-09-04", dt.date(2023, 10, 9), "3 months") in said()
    take(tmp_path, "statuses", "case_ref,status,from,agreed_visit", "CD490005,CLA,2023-09-04,")
    assert ("CD490005", "CLA", "2023-09-04", dt.date(2023, 10, 9), "") in said()


def test_periods_of_one_status_may_overlap_for_they_are_one_period(tmp_path):
    overlapping = ["CD490004,CP,2023-08-01,2023-09-10,", "CD490004,CP,2023-09-01,,"]
    take(tmp_path, "statuses", STATUSES, *overlapping)
    assert ChildStatus.objects.count() == 2


@pytest.mark.parametrize(
    ("text", "kept"), [("1 week", "1 weeks"), ("42days", "42 days"), ("06 MONTHS", "6 months"), ("", "")]
)
def test_agreed_visits_are_a_number_of_days_weeks_or_months(tmp_path, text, kept):
    take(tmp_path, "statuses", STATUSES, f"CD490004,CLA,2023-09-04,,{text}")
    assert [row[4] for row in said()] == [kept]
    take(tmp_path, "statuses", STATUSES, f"CD490004,CLA,2023-09-04,,{text}")
    assert Import.objects.count() == 1


def test_each_problem_names_row_column_value_and_what_would_be_accepted(tmp_path, capsys):
    found = problems_of(
        tmp_path,
        capsys,
        "statuses",
        STATUSES,
        "Jane,CP,2023-08-01,,",
        "CD490004,CHILD,01/13/2023,x,often",
        ",,,,",
        "CD490004,CP,,,0 weeks",
        "CD490004,CP,2023-08-01,2023-08-01,10 working days",
    )
    reference = (
        "A case reference: 1 to 4 letters followed by 4 to 10 digits, such as CD490004, or 5 to 10 digits."
    )
    agreed = "How often visits were agreed, such as 42 days, 6 weeks or 3 months."
    assert found == [
        f"row 2, column case_ref: 'Jane'. {reference}",
        "row 3, column status: 'CHILD'. EH, ASSESSMENT, CIN, CIN_CWD, CP, CLA or CL.",
        f"row 3, column from: '01/13/2023'. {DATE}.",
        f"row 3, column to: 'x'. {DATE}.",
        f"row 3, column agreed_visit: 'often'. {agreed}",
        f"row 5, column from: ''. {DATE}; it must not be blank.",
        f"row 5, column agreed_visit: '0 weeks'. {agreed}",
        f"row 6, column agreed_visit: '10 working days'. {agreed}",
    ]
    assert not Child.objects.exists()


def test_a_status_ends_after_it_begins(tmp_path, capsys):
    [problem] = problems_of(tmp_path, capsys, "statuses", STATUSES, "CD490004,CP,2023-08-01,2023-08-01,")
    assert problem == (
        "row 2, column to: '2023-08-01'. A day after its 'from', 1 August 2023; blank while it still holds."
    )


def test_rows_of_one_child_status_and_day_that_differ_are_problems(tmp_path, capsys):
    rows = ["CD490004,CP,2023-08-01,,", "cd490004,cp,01/08/2023,2023-09-01,"]
    found = problems_of(tmp_path, capsys, "statuses", STATUSES, *rows)
    assert found[0] == (
        "row 2, column case_ref, status and from: 'CD490004, CP, 2023-08-01'. "
        "One row for each case_ref, status and from; row 3 is of the same and says something else."
    )


def test_the_months_that_it_may_touch_are_to_be_computed_again(tmp_path):
    take(tmp_path, "statuses", STATUSES, "CD490004,CP,2023-08-14,2023-08-21,")
    stale = Stale.objects.filter(cause="statuses were imported")
    assert set(stale.values_list("month", flat=True)) >= {dt.date(2023, 8, 1), dt.date(2023, 10, 1)}
    assert min(stale.values_list("month", flat=True)) == dt.date(2023, 8, 1)


def test_what_a_correction_takes_away_makes_its_months_stale_too(tmp_path):
    take(tmp_path, "statuses", STATUSES, "CD490004,CP,2023-02-14,,")
    Stale.objects.all().delete()
    take(tmp_path, "statuses", STATUSES, "CD490004,CP,2023-02-14,2023-02-20,")
    assert dt.date(2023, 10, 1) in Stale.objects.values_list("month", flat=True)
