"""A file of teams with problems: each is named with its row; nothing is taken unless that is asked for."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command

from core.models import Entry, Import
from organisation.models import ServiceArea, Team
from tests.core.files import csv
from tests.factories import ServiceAreaFactory, ServiceAreaNameFactory, TeamFactory

pytestmark = pytest.mark.django_db

COLUMNS = "team,service_area,case_holding,statutory,from,to"


def take(tmp_path, text, **options):
    call_command("import_teams", csv(tmp_path / "teams.csv", text), **options)


def problems_of(tmp_path, capsys, text, **options):
    """The lines on the standard error of an import that is refused."""
    with pytest.raises(CommandError, match="Nothing was taken"):
        take(tmp_path, text, **options)
    return capsys.readouterr().err.strip().splitlines()


def test_a_team_does_not_outlast_its_service_area(tmp_path, capsys):
    area = ServiceAreaFactory(name="Old", dated=None)
    ServiceAreaNameFactory(service_area=area, name="Old", ends_on=dt.date(2023, 1, 1))
    [problem] = problems_of(tmp_path, capsys, "team,service_area,case_holding,statutory\nA,Old,yes,yes")
    assert problem == (
        "row 2, column service_area: 'Old'. A service area that lasts as long as the row says; "
        "Old ends on 1 January 2023."
    )


def test_every_problem_is_said_and_nothing_is_written(tmp_path, capsys):
    found = problems_of(
        tmp_path,
        capsys,
        """
        team,service_area,case_holding,statutory,from,to
        A,SWF,yes,perhaps,,
        B,SWF,yes,yes,2023-02-30,
        C,SWF,yes,yes,2023-04-01,2023-04-01
        D,SWF,yes,yes,,
        ,SWF,yes,yes,,
        """,
    )
    assert found == [
        "row 2, column statutory: 'perhaps'. Yes or no.",
        "row 3, column from: '2023-02-30'. A date such as 2023-09-30 or 30/09/2023.",
        "row 4, column to: '2023-04-01'. A day after its 'from', 1 April 2023; blank while it still holds.",
        "row 6, column team: ''. Text of up to 120 characters; it must not be blank.",
    ]
    assert not Team.objects.exists()
    assert not ServiceArea.objects.exists()
    assert not Entry.objects.exists()


def test_the_good_rows_are_taken_when_that_is_asked_for(tmp_path, capsys):
    text = "team,service_area,case_holding,statutory\nA,SWF,yes,yes\nB,SWF,yes,perhaps"
    take(tmp_path, text, take_good=True)
    out, err = capsys.readouterr()
    assert list(Team.objects.values_list("name", flat=True)) == ["A"]
    assert "row 3, column statutory" in err
    assert "1 rows with problems were left out." in out
    assert Import.objects.get().left_out == 1


def test_a_file_whose_columns_are_wrong_has_no_good_rows(tmp_path, capsys):
    text = "team,service_area,case_holding,statutory,form\nA,SWF,yes,yes,2020-01-01"
    found = problems_of(tmp_path, capsys, text, take_good=True)
    assert found[0].startswith("row 1, column form: 'form'. There is no column form. Accepted are team,")
    assert not Team.objects.exists()


def test_a_dry_run_of_a_file_with_problems_fails(tmp_path):
    with pytest.raises(CommandError, match="1 problem"):
        take(tmp_path, "team,service_area,case_holding,statutory\nA,SWF,yes,perhaps", dry_run=True)


def test_periods_that_share_a_day_are_problems_of_both_rows(tmp_path, capsys):
    found = problems_of(
        tmp_path,
        capsys,
        """
        team,service_area,case_holding,statutory,from,to
        A,SWF,yes,yes,2020-01-01,
        A,SWF,yes,yes,2023-01-01,
        B,SWF,yes,yes,2023-01-01,
        """,
    )
    ended = "Give the earlier one the day it ended as its 'to': it is not ended by itself."
    start = "One record of a team for each day; this one shares days with"
    assert found == [
        f"row 2, column from: '2020-01-01'. {start} row 3 (from 1 January 2023, still open). {ended}",
        f"row 3, column from: '2023-01-01'. {start} row 2 (from 1 January 2020, still open). {ended}",
    ]


def test_a_period_that_shares_a_day_with_what_is_recorded_is_a_problem(tmp_path, capsys):
    TeamFactory(name="A")
    text = "team,service_area,case_holding,statutory,from\nA,SWF,yes,yes,2023-01-01"
    [problem] = problems_of(tmp_path, capsys, text)
    assert "shares days with what is recorded (from 1 January 2020, still open)" in problem


def test_one_file_may_end_a_record_and_begin_the_next(tmp_path):
    team = TeamFactory(name="A", record=ServiceAreaFactory(name="SWF"))
    text = f"{COLUMNS}\nA,SWF,yes,yes,2020-01-01,2023-01-01\nA,SWF,no,yes,2023-01-01,"
    take(tmp_path, text)
    assert list(team.records.values_list("ends_on", flat=True)) == [None, dt.date(2023, 1, 1)]


def test_when_the_row_that_ends_a_record_is_bad_the_row_that_begins_the_next_is_too(tmp_path, capsys):
    TeamFactory(name="A", record=ServiceAreaFactory(name="SWF"))
    text = f"{COLUMNS}\nA,SWF,x,yes,2020-01-01,2023-01-01\nA,SWF,no,yes,2023-01-01,"
    found = problems_of(tmp_path, capsys, text, take_good=True)
    assert [line.split(",")[0] for line in found] == ["row 2", "row 3"]


def test_a_file_that_is_not_there_is_said_to_be_so(tmp_path):
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        call_command("import_teams", tmp_path / "none.csv")


def test_a_file_that_is_no_spreadsheet_changes_nothing(tmp_path, capsys):
    path = tmp_path / "teams.csv"
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(CommandError, match="1 problem"):
        call_command("import_teams", path)
    assert "The file is a PDF, not a spreadsheet. Save it as" in capsys.readouterr().err
