"""Files of visits and of supervisions: of days that have come, and of children that are known."""

import datetime as dt

import pytest

from caseloads.models import Supervision, Visit
from core.history import of, verify
from core.models import Entry, EntryText, Import
from figures.models import Stale
from tests.caseloads.importing import SUPERVISIONS, VISITS, problems_of, take
from tests.factories import ChildFactory

pytestmark = pytest.mark.django_db

FILE = (
    "CD490004,2023-10-04,,",
    "cd 490004,05/10/2023,no,",
    "CD490005,2023-10-04,YES,y",
    "CD490005,2023-10-16,yes,no",
)


@pytest.fixture(autouse=True)
def child():
    ChildFactory(case_ref="CD490005")
    return ChildFactory(case_ref="CD490004")


def said():
    rows = Visit.objects.order_by("child__case_ref", "visited_on")
    return list(rows.values_list("child__case_ref", "visited_on__day", "seen", "seen_alone"))


def test_visits_are_added_and_seen_counts_as_yes_where_it_is_blank(tmp_path):
    take(tmp_path, "visits", VISITS, *FILE)
    assert said() == [
        ("CD490004", 4, True, None),
        ("CD490004", 5, False, None),
        ("CD490005", 4, True, True),
        ("CD490005", 16, True, False),
    ]


def test_the_same_file_twice_changes_nothing(tmp_path, capsys):
    for _ in range(2):
        take(tmp_path, "visits", VISITS, *FILE)
    assert (Visit.objects.count(), Import.objects.count()) == (4, 1)
    assert "Visits: 0 added, 0 corrected, 4 left as they were." in capsys.readouterr().out


def test_what_differs_is_corrected_with_history_on_the_childs_page(tmp_path, child):
    take(tmp_path, "visits", VISITS, *FILE)
    take(tmp_path, "visits", VISITS, "CD490004,2023-10-04,no,")
    assert said()[0] == ("CD490004", 4, False, None)
    assert of(child)[0].sentence == (
        "The command line corrected a visit of the child. Seen went from yes to no. "
        "Reason: Import of visits.csv (CD490004 visited on 4 October 2023)."
    )
    assert verify().ok


def test_columns_that_the_file_does_not_have_leave_what_is_recorded(tmp_path):
    take(tmp_path, "visits", VISITS, *FILE)
    take(tmp_path, "visits", "case_ref,visited_on", *[row.rsplit(",", 2)[0] for row in FILE])
    assert Import.objects.count() == 1
    take(tmp_path, "visits", "case_ref,visited_on", "CD490004,2023-10-06")
    assert said()[2] == ("CD490004", 6, True, None)


def test_a_visit_today_has_been_and_one_tomorrow_has_not(tmp_path, capsys):
    [problem] = problems_of(tmp_path, capsys, "visits", VISITS, *FILE, "CD490004,2023-10-17,,")
    assert problem == "row 6, column visited_on: '2023-10-17'. Today, 16 October 2023, or earlier."


def test_who_was_not_seen_was_not_seen_alone(tmp_path, capsys):
    [problem] = problems_of(tmp_path, capsys, "visits", VISITS, "CD490004,2023-10-04,no,yes")
    assert problem == "row 2, column seen_alone: 'yes'. No or blank, since the child was not seen."
    for _ in range(2):
        take(tmp_path, "visits", VISITS, "CD490004,2023-10-04,no,no")
    assert (said(), Import.objects.count()) == ([("CD490004", 4, False, None)], 1)


def test_each_problem_names_row_column_value_and_what_would_be_accepted(tmp_path, capsys):
    rows = ["CD490009,2023-10-04,,", "CD490004,soon,perhaps,2", "CD490004,,,"]
    date = "A date such as 2023-09-30 or 30/09/2023"
    assert problems_of(tmp_path, capsys, "visits", VISITS, *rows) == [
        "row 2, column case_ref: 'CD490009'. A case_ref that is known: import statuses first, "
        "with which a child begins.",
        f"row 3, column visited_on: 'soon'. {date}.",
        "row 3, column seen: 'perhaps'. Yes or no.",
        "row 3, column seen_alone: '2'. Yes or no.",
        f"row 4, column visited_on: ''. {date}; it must not be blank.",
    ]


def test_the_good_rows_are_taken_when_that_is_asked_for(tmp_path):
    take(tmp_path, "visits", VISITS, "CD490009,2023-10-04,,", *FILE, take_good=True)
    assert (Visit.objects.count(), Import.objects.get().left_out) == (4, 1)


def test_a_dry_run_says_what_would_change_and_changes_nothing(tmp_path, capsys):
    take(tmp_path, "visits", VISITS, *FILE, dry_run=True)
    assert "added: CD490004 visited on 4 October 2023" in capsys.readouterr().out
    assert not Visit.objects.exists()


def test_visits_of_other_days_and_children_are_left_alone(tmp_path, child):
    Visit.objects.create(child=child, visited_on=dt.date(2023, 9, 4))
    take(tmp_path, "visits", VISITS, *FILE)
    assert Visit.objects.count() == 5


def test_the_months_that_a_visit_may_touch_are_to_be_computed_again(tmp_path):
    take(tmp_path, "visits", VISITS, "CD490004,2023-07-31,,")
    stale = Stale.objects.filter(cause="visits were imported")
    assert set(stale.values_list("month", flat=True)) == {dt.date(2023, month, 1) for month in (7, 8, 9)}


def test_a_long_file_is_one_row_of_history_and_says_all_that_it_corrected(tmp_path):
    days = [dt.date(2023, 9, n) for n in range(1, 29)]
    refs = [f"CD4{n:05}" for n in range(40)]
    for ref in refs:
        ChildFactory(case_ref=ref)
    take(tmp_path, "visits", VISITS, *[f"{ref},{day},," for ref in refs for day in days], verbosity=0)
    record = Import.objects.get()
    assert (record.added, Entry.objects.count()) == (1120, 1)
    take(tmp_path, "visits", VISITS, *[f"{ref},{day},no," for ref in refs for day in days], verbosity=0)
    assert (
        "CD400039 visited on 28 September 2023: seen from yes to no" in EntryText.objects.latest("pk").content
    )


class TestSupervisions:
    def test_they_are_added_and_the_same_file_twice_changes_nothing(self, tmp_path, capsys):
        for _ in range(2):
            take(tmp_path, "supervisions", SUPERVISIONS, "cd490004,04/10/2023", "CD490005,2023-10-16")
        rows = Supervision.objects.order_by("held_on").values_list("child__case_ref", "held_on__day")
        assert list(rows) == [("CD490004", 4), ("CD490005", 16)]
        assert Import.objects.count() == 1
        assert "Supervisions: 0 added, 0 corrected, 2 left as they were." in capsys.readouterr().out

    def test_the_childs_page_says_so(self, tmp_path, child):
        take(tmp_path, "supervisions", SUPERVISIONS, "CD490004,2023-10-04")
        assert of(child)[0].sentence == (
            "The command line imported a supervision of the child. "
            "Reason: Import of supervisions.csv (CD490004 discussed on 4 October 2023)."
        )

    def test_each_problem_names_row_column_value_and_what_would_be_accepted(self, tmp_path, capsys):
        rows = ["CD490009,2023-10-04", "CD490004,2023-10-17", "x,"]
        assert problems_of(tmp_path, capsys, "supervisions", SUPERVISIONS, *rows) == [
            "row 2, column case_ref: 'CD490009'. A case_ref that is known: import statuses first, "
            "with which a child begins.",
            "row 3, column held_on: '2023-10-17'. Today, 16 October 2023, or earlier.",
            "row 4, column case_ref: 'x'. A case reference: 1 to 4 letters followed by 4 to 10 digits, "
            "such as CD490004, or 5 to 10 digits.",
            "row 4, column held_on: ''. A date such as 2023-09-30 or 30/09/2023; it must not be blank.",
        ]

    def test_the_months_that_one_may_touch_are_to_be_computed_again(self, tmp_path):
        take(tmp_path, "supervisions", SUPERVISIONS, "CD490004,2023-09-04")
        stale = Stale.objects.filter(cause="supervisions were imported")
        assert dt.date(2023, 9, 1) in stale.values_list("month", flat=True)
