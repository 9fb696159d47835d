"""A file of teams: taken whole or not at all, corrected by its key, the same twice changes nothing."""

import datetime as dt
import hashlib

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import Max
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.history import Service, of, verify
from core.importing import actions
from core.importing.importer import Source
from core.models import Entry, Import
from core.periods import ALWAYS
from core.spreadsheets import Line, Sheet
from organisation import listening
from organisation.importers import TEAMS
from organisation.models import ServiceArea, ServiceAreaName, Team, TeamRecord
from tests.core.files import csv, workbook
from tests.factories import ServiceAreaFactory, ServiceAreaNameFactory

pytestmark = pytest.mark.django_db

FILE = """
    Team,Service area,Case-holding,Statutory,From,To
    SWF West 1,SWF,yes,yes,2021-04-01,
    BIT East,BIT,Yes,TRUE,,01/04/2023
    Fostering,Fostering,no,no,2020-01-01,
"""


def take(tmp_path, text=FILE, **options):
    call_command("import_teams", csv(tmp_path / "teams.csv", text), **options)


def records():
    rows = TeamRecord.objects.order_by("name", "starts_on")
    return list(
        rows.values_list("name", "service_area__name", "case_holding", "statutory", "starts_on", "ends_on")
    )


def test_teams_and_their_service_areas_are_added(tmp_path, capsys):
    take(tmp_path)
    assert records() == [
        ("BIT East", "BIT", True, True, ALWAYS, dt.date(2023, 4, 1)),
        ("Fostering", "Fostering", False, False, dt.date(2020, 1, 1), None),
        ("SWF West 1", "SWF", True, True, dt.date(2021, 4, 1), None),
    ]
    assert list(Team.objects.values_list("name", flat=True)) == ["BIT East", "Fostering", "SWF West 1"]
    areas = ServiceAreaName.objects.order_by("name").values_list("name", "starts_on", "ends_on")
    assert list(areas) == [
        ("BIT", ALWAYS, None),
        ("Fostering", dt.date(2020, 1, 1), None),
        ("SWF", dt.date(2021, 4, 1), None),
    ]
    assert "Teams: 3 added, 0 corrected, 0 left as they were." in capsys.readouterr().out


def test_the_same_file_twice_changes_nothing_and_leaves_no_second_history(tmp_path, capsys):
    take(tmp_path)
    before, last = records(), Entry.objects.aggregate(Max("number"))
    take(tmp_path)
    assert (records(), Entry.objects.aggregate(Max("number"))) == (before, last)
    assert Import.objects.count() == 1
    assert "Teams: 0 added, 0 corrected, 3 left as they were." in capsys.readouterr().out


def test_a_workbook_says_the_same_as_csv(tmp_path):
    take(tmp_path)
    before = records()
    rows = [
        ["team", "service_area", "case_holding", "statutory", "from", "to"],
        ["SWF West 1", "SWF", True, True, "2021-04-01", ""],
        ["BIT East", "BIT", "yes", "yes", "", "2023-04-01"],
    ]
    path = tmp_path / "teams.xlsx"
    path.write_bytes(workbook(rows))
    call_command("import_teams", path)
    assert (records(), Import.objects.count()) == (before, 1)


def test_a_known_key_with_other_values_corrects_the_record_with_history(tmp_path):
    take(tmp_path)
    take(tmp_path, FILE.replace("SWF,yes,yes,2021-04-01,", "swf,yes,no,2021-04-01,2024-04-01"))
    corrected = TeamRecord.objects.get(name="SWF West 1")
    assert (corrected.statutory, corrected.ends_on) == (False, dt.date(2024, 4, 1))
    assert TeamRecord.objects.count() == 3
    line = of(corrected.team)[0]
    assert line.sentence == (
        "The command line corrected the team. Statutory went from yes to no. "
        "To was set to 1 April 2024. Reason: Import of teams.csv."
    )


def test_an_import_is_one_row_of_history_with_the_files_digest_and_what_it_changed(tmp_path):
    take(tmp_path)
    record = Import.objects.get()
    [line] = of(record)
    said = {change.label: change.new for change in line.changes}
    assert line.did == "The command line imported teams from the file."
    assert said["SHA-256"] == hashlib.sha256((tmp_path / "teams.csv").read_bytes()).hexdigest()
    assert said["Added"].startswith("SWF West 1 from 1 April 2021, BIT East from the beginning")
    assert (record.added, record.corrected, record.unchanged) == (3, 0, 0)
    assert verify().ok


def test_a_row_that_is_not_in_the_file_stays(tmp_path):
    take(tmp_path)
    take(tmp_path, "team,service_area,case_holding,statutory\nCWD,CWD,yes,yes")
    assert TeamRecord.objects.count() == 4


def test_a_team_goes_on_from_a_later_day_in_another_service_area(tmp_path):
    take(tmp_path, "team,service_area,case_holding,statutory,from,to\nJigsaw,CWD,yes,yes,,2023-04-01")
    take(tmp_path, "team,service_area,case_holding,statutory,from\nJIGSAW,SWF,yes,yes,2023-04-01")
    assert Team.objects.count() == 1
    assert [record[1] for record in records()] == ["SWF", "CWD"]
    assert Team.objects.get().name == "JIGSAW"


def test_a_service_area_that_was_renamed_is_known_by_its_name_of_the_day(tmp_path):
    area = ServiceAreaFactory(name="Brief Help", dated=None)
    for name, start, end in [("BIT", 2020, 2023), ("Brief Help", 2023, None)]:
        end = end and dt.date(end, 1, 1)
        ServiceAreaNameFactory(service_area=area, name=name, starts_on=dt.date(start, 1, 1), ends_on=end)
    take(
        tmp_path,
        "team,service_area,case_holding,statutory,from\nA,BIT,yes,yes,2021-01-01\nB,bit,yes,yes,2024-01-01",
    )
    assert ServiceArea.objects.count() == 1
    assert set(TeamRecord.objects.values_list("service_area", flat=True)) == {area.pk}


def test_a_service_area_begins_no_later_than_its_first_team(tmp_path):
    take(tmp_path, "team,service_area,case_holding,statutory,from\nA,SWF,yes,yes,2022-01-01")
    take(tmp_path, "team,service_area,case_holding,statutory,from\nB,SWF,yes,yes,2021-01-01")
    assert ServiceAreaName.objects.get().starts_on == dt.date(2021, 1, 1)


def test_a_dry_run_says_what_would_change_and_writes_nothing(tmp_path, capsys):
    take(tmp_path, dry_run=True)
    out = capsys.readouterr().out
    assert "Would be 3 added, 0 corrected, 0 left as they were." in out
    assert "added: SWF West 1 from 1 April 2021" in out
    assert not Team.objects.exists()


def test_whoever_asked_is_told_that_places_changed_and_since_when(tmp_path, monkeypatch):
    told = []
    monkeypatch.setattr(listening, "_listeners", [])
    listening.when_places_change(lambda *, by, since, cause: told.append((since, cause)))
    take(tmp_path, "team,service_area,case_holding,statutory,from\nA,SWF,yes,yes,2023-01-01")
    assert told == [(dt.date(2023, 1, 1), "teams were imported")]


NAME = st.sampled_from(["A", "a", "B", "Team é", "=1+1"])
DAY = st.sampled_from(["", "2020-01-01", "01/04/2023", "2024-01-01", "x"])
ROW = st.tuples(NAME, NAME, st.sampled_from(["yes", "no", "?"]), st.sampled_from(["yes", "no"]), DAY, DAY)


@given(files=st.lists(st.lists(ROW, max_size=6), min_size=1, max_size=3))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_good_rows_are_taken_taking_them_again_changes_nothing(files, db):
    headings = ["team", "service_area", "case_holding", "statutory", "from", "to"]
    with transaction.atomic():
        for rows in files:
            sheet = Sheet("t", headings, 1, [Line(n, list(row)) for n, row in enumerate(rows, start=2)])
            read, _ = TEAMS.read(sheet)
            assert len(read.rows) <= read.total
            source = Source("t", "0" * 64)
            actions.take(by=Service("a test"), importer=TEAMS, rows=read.rows, source=source)
            again, known = TEAMS.read(sheet)
            # Good rows stay good. (Others may be so now, as their team is known.)
            assert {row.number for row in read.rows} <= {row.number for row in again.rows}
            assert not TEAMS.plan(read.rows, known)
        transaction.set_rollback(True)
