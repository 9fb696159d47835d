"""A file of staff: who works where, dated; no two records of one member of staff hold the same day."""

import datetime as dt
import time
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.history import of, verify
from core.models import Import
from organisation.models import Staff, StaffRecord, TeamRecord
from tests.core.files import csv
from tests.factories import StaffFactory, TeamFactory

pytestmark = pytest.mark.django_db

COLUMNS = "staff_id,name,role,qualifying_status,team,fte,qualified_on,from,to"
FILE = f"""
    {COLUMNS}
    PM001,Robin Testerton,pm,SW,SWF West 1,1,2014-09-01,01/04/2021,
    SW002,Sam Samplewell,SW,nqsw,SWF West 1,0.6,,2022-09-05,2023-09-04
    SW002,Sam Samplewell,SW,SW,SWF West 1,0.8,,2023-09-04,
    X3,Lee Notreal,Family practitioner,,SWF West 1,0,,2023-01-01,
"""


@pytest.fixture(autouse=True)
def team():
    return TeamFactory(name="SWF West 1")


def take(tmp_path, text=FILE, **options):
    call_command("import_staff", csv(tmp_path / "staff.csv", text), **options)


def problems_of(tmp_path, capsys, *rows, **options):
    """The lines on the standard error of an import that is refused."""
    with pytest.raises(CommandError, match="Nothing was taken"):
        take(tmp_path, "\n".join([COLUMNS, *rows]), **options)
    return capsys.readouterr().err.strip().splitlines()


def test_staff_and_their_dated_records_are_added(tmp_path, team):
    take(tmp_path)
    rows = StaffRecord.objects.order_by("staff__staff_id", "starts_on").values_list(
        "staff__staff_id", "role", "qualifying_status", "team", "fte", "qualified_on", "starts_on", "ends_on"
    )
    day = dt.date
    assert list(rows) == [
        ("PM001", "PM", "SW", team.pk, Decimal(1), day(2014, 9, 1), day(2021, 4, 1), None),
        ("SW002", "SW", "NQSW", team.pk, Decimal("0.6"), None, day(2022, 9, 5), day(2023, 9, 4)),
        ("SW002", "SW", "SW", team.pk, Decimal("0.8"), None, day(2023, 9, 4), None),
        ("X3", "Family practitioner", "", team.pk, Decimal(0), None, day(2023, 1, 1), None),
    ]
    assert Staff.objects.get(staff_id="SW002").name == "Sam Samplewell"


def test_the_same_file_twice_changes_nothing(tmp_path, capsys):
    take(tmp_path)
    take(tmp_path)
    assert (Staff.objects.count(), StaffRecord.objects.count(), Import.objects.count()) == (3, 4, 1)
    assert "Staff: 0 added, 0 corrected, 4 left as they were." in capsys.readouterr().out


def test_what_differs_is_corrected_with_history(tmp_path):
    take(tmp_path)
    take(tmp_path, FILE.replace("0.8", "1").replace("Sam Samplewell", "Sam Testerton"))
    staff = Staff.objects.get(staff_id="SW002")
    assert staff.name == "Sam Testerton"
    assert list(staff.records.values_list("fte", flat=True)) == [Decimal(1), Decimal("0.6")]
    assert of(staff)[0].sentence == (
        "The command line corrected the member of staff. Name went from Sam Samplewell to Sam Testerton. "
        "FTE went from 0.8 to 1. Reason: Import of staff.csv."
    ).replace("member of staff", Staff._meta.verbose_name)
    assert verify().ok


def test_a_column_that_the_file_does_not_have_leaves_what_is_recorded(tmp_path):
    take(tmp_path)
    take(tmp_path, "staff_id,name,role,team,fte,from\nSW002,Sam Samplewell,SW,SWF West 1,0.5,2022-09-05")
    record = StaffRecord.objects.get(starts_on=dt.date(2022, 9, 5))
    assert (record.fte, record.qualifying_status) == (Decimal("0.5"), "NQSW")
    assert record.ends_on == dt.date(2023, 9, 4)


def test_nobody_has_two_records_for_one_day_and_an_open_one_is_not_ended_by_itself(tmp_path, capsys):
    take(tmp_path)
    [problem] = problems_of(tmp_path, capsys, "PM001,Robin Testerton,PM,SW,SWF West 1,1,,2023-06-01,")
    assert problem == (
        "row 2, column from: '2023-06-01'. One record of a member of staff for each day; this one shares "
        "days with what is recorded (from 1 April 2021, still open). Give the earlier one the day it ended "
        "as its 'to': it is not ended by itself."
    )


def test_the_file_that_ends_the_open_record_is_taken(tmp_path):
    take(tmp_path)
    take(
        tmp_path,
        f"""
        {COLUMNS}
        PM001,Robin Testerton,PM,SW,SWF West 1,1,2014-09-01,2021-04-01,2023-06-01
        PM001,Robin Testerton,PM,SW,SWF West 1,0.5,2014-09-01,2023-06-01,
        """,
    )
    assert Staff.objects.get(staff_id="PM001").records.count() == 2


def test_a_team_that_is_not_known_or_not_yet_there_is_a_problem(tmp_path, capsys):
    found = problems_of(
        tmp_path,
        capsys,
        "A1,A,SW,,Nowhere,1,,2023-01-01,",
        "A2,B,SW,,swf west 1,1,,2019-01-01,",
    )
    assert found == [
        "row 2, column team: 'Nowhere'. A team that exists on 1 January 2023. "
        "No team of this name is known: import teams first.",
        "row 3, column team: 'swf west 1'. A team that exists on 1 January 2019. "
        "This one exists from 1 January 2020.",
    ]


def test_a_team_is_known_by_the_name_it_had_on_the_day(tmp_path, team):
    TeamRecord.objects.update(ends_on=dt.date(2023, 1, 1))
    area = TeamRecord.objects.get().service_area
    held = {"service_area": area, "case_holding": True, "statutory": True}
    TeamRecord.objects.create(team=team, name="SWF Coast", starts_on=dt.date(2023, 1, 1), **held)
    other = TeamFactory(name="SWF West 1b", record=area)
    TeamRecord.objects.filter(team=other).update(name="SWF West 1", starts_on=dt.date(2023, 1, 1))
    take(
        tmp_path,
        f"{COLUMNS}\nA1,A,SW,,SWF West 1,1,,2022-01-01,2023-01-01\nA1,A,SW,,SWF West 1,1,,2023-01-01,",
    )
    assert list(StaffRecord.objects.order_by("starts_on").values_list("team", flat=True)) == [
        team.pk,
        other.pk,
    ]


def test_one_staff_id_has_one_name(tmp_path, capsys):
    [problem] = problems_of(
        tmp_path,
        capsys,
        "A1,Ann,SW,,SWF West 1,1,,2022-01-01,2023-01-01",
        "A1,Anne,SW,,SWF West 1,1,,2023-01-01,",
    )
    assert problem == "row 3, column name: 'Anne'. One name for each staff_id; row 2 calls A1 Ann."


def test_what_must_not_be_blank_is_named(tmp_path, capsys):
    found = problems_of(tmp_path, capsys, ",,,XX,,2,,,")
    assert [line.split(":")[0] for line in found] == [
        f"row 2, column {column}"
        for column in ["staff_id", "name", "role", "qualifying_status", "team", "fte", "from"]
    ]


def test_someone_who_is_there_is_known_by_the_staff_id_whatever_its_case(tmp_path, team):
    staff = StaffFactory(
        staff_id="PM001", name="Robin Testerton", record=team, record__ends_on=dt.date(2021, 4, 1)
    )
    take(tmp_path, FILE.replace("PM001", "pm001"))
    assert staff.records.count() == 2


def test_ten_thousand_rows_are_taken_in_seconds_and_a_handful_of_statements(tmp_path):
    rows = [
        f"S{n},Sam Samplewell {n},SW,SW,SWF West 1,0.{n % 9 + 1},2014-09-01,2021-04-{n % 28 + 1:02},"
        for n in range(10_000)
    ]
    path = tmp_path / "staff.csv"
    path.write_text("\n".join([COLUMNS, *rows]))
    started = time.perf_counter()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        call_command("import_staff", path, verbosity=0)
    took = time.perf_counter() - started
    assert StaffRecord.objects.count() == 10_000
    assert len(queries) < 250
    assert took < 30, f"{took:.1f} s"
