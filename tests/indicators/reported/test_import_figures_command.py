"""manage.py import_figures."""

import csv
import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command

from core import history
from core.models import Import
from figures.models import CurrentFigure, Figure
from indicators.models import AcceptedWarning, Benchmark, IndicatorName

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("entries")]
ROWS = "section,indicator,Sep-23,Oct-23\nFront door,Referrals,5,6\nFront door,Share seen,90%,106%\n"


@pytest.fixture(autouse=True)
def afterwards(settings):
    """A day after the report's."""
    settings.PLUMBLINE_TODAY = dt.date(2023, 11, 20)


@pytest.fixture
def imported(tmp_path):
    """Run the command on a file of this text; what it printed."""

    def run(text, *args):
        path = tmp_path / "report.csv"
        path.write_text(text)
        out = io.StringIO()
        try:
            call_command(
                "import_figures", str(path), "--published-on", "2023-11-15", *args, stdout=out, stderr=out
            )
        except CommandError as error:
            return f"{out.getvalue()}exit 1: {error}"
        return out.getvalue()

    return run


def beside(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text)
    return str(path)


def test_a_warning_that_nobody_accepted_takes_nothing(imported):
    said = imported(ROWS)
    assert "over-100: row 3, column Oct-23: '106%'. 106% is more than 100%" in said
    assert said.endswith("exit 1: report.csv: 1 warning. Nothing was taken.")
    assert not Figure.objects.exists()


def test_a_warning_is_accepted_by_its_name_with_a_reason(imported):
    assert "Figures: 4 added" in imported(ROWS, "--accept", "over-100=134 of 126 are other events")
    assert AcceptedWarning.objects.get().reason == "134 of 126 are other events"


def test_a_warning_is_accepted_by_a_file_row_by_row(imported, tmp_path):
    accepted = beside(tmp_path, "accept.csv", "row,column,check,reason\n3,Oct-23,over-100,As printed\n")
    assert "4 added" in imported(ROWS, "--accept-file", accepted)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("row,column,check,reason\n3,,over100,Yes\n", "There is no check"),
        ("check,reason\nover-100,\n", "blank"),
    ],
)
def test_a_file_of_what_is_accepted_that_is_wrong_is_said_to_be(imported, tmp_path, text, words):
    said = imported(ROWS, "--accept-file", beside(tmp_path, "accept.csv", text))
    assert "accept.csv: row 2" in said
    assert words in said


@pytest.mark.parametrize("given", ["over-100", "over-100=", "nonsense=Yes"])
def test_what_is_accepted_has_a_name_and_a_reason(imported, given):
    assert "exit 1" in imported(ROWS, "--accept", given)
    assert not Figure.objects.exists()


def test_the_good_rows_can_be_taken_alone(imported):
    said = imported(ROWS + "Front door,Nothing known,1,2\n", "--take-good")
    assert "2 added" in said
    assert "2 rows with problems or warnings were left out" in said
    assert CurrentFigure.objects.count() == 2


def test_a_dry_run_says_what_would_be_and_writes_nothing(imported):
    said = imported(ROWS, "--dry-run", "--accept", "over-100=As printed")
    assert "Would be 4 added, 0 restated, 0 left as they were." in said
    assert "exit 1" not in said
    assert "exit 1: report.csv: 1 warning. Nothing was written." in imported(ROWS, "--dry-run")
    assert not Figure.objects.exists()


def test_a_file_of_names_says_what_is_meant_and_is_remembered(imported, tmp_path):
    text = "section,indicator,Oct-23\nEntrance,Number of referrals,5\n"
    assert "2 problems" in imported(text)
    names = "name,indicator,section\nNumber of referrals,referrals.number,\nEntrance,,front-door\n"
    assert "1 added" in imported(text, "--names", beside(tmp_path, "names.csv", names))
    assert IndicatorName.objects.get().name == "Number of referrals"
    assert "1 left as they were" in imported(text)


def test_a_name_for_what_there_is_not_is_refused(imported, tmp_path):
    names = beside(tmp_path, "names.csv", "name,indicator\nNumber of referrals,referals.number\n")
    assert "no indicator of the catalogue" in imported(ROWS, "--names", names)


def test_everything_found_is_written_where_asked(imported, tmp_path):
    report = tmp_path / "found.csv"
    text = ROWS + "Front door,Referrals,Dec-69,7\n"
    imported(text, "--report", str(report), "--accept", "over-100=As printed", "--dry-run")
    rows = list(csv.DictReader(io.StringIO(report.read_text("utf-8-sig"))))
    assert [(row["what"], row["check"], row["row"], row["column"], row["value"]) for row in rows] == [
        ("problem", "", "4", "Sep-23", "Dec-69"),
        ("warning", "over-100", "3", "Oct-23", "106%"),
    ]
    assert rows[1]["accepted because"] == "As printed"


def test_a_file_that_is_none_is_said_to_be_none(imported):
    assert "exit 1: report.csv: " in imported("")


def test_a_bad_heading_stops_the_file_even_for_the_good_rows(imported):
    said = imported(ROWS.replace("Sep-23", "Dec-69"), "--take-good")
    assert "There is no column Dec-69" in said
    assert "Nothing was taken" in said


def test_what_the_file_calls_the_council_is_said_and_never_guessed(imported):
    text = "indicator,Oct-23,southampton_22_23\nReferrals,5,7\n"
    said = imported(text)
    assert "column southampton_22_23" in said
    assert "--council-is southampton" in said
    assert not Benchmark.objects.exists()
    assert "1 added" in imported(text, "--council-is", "Southampton")
    assert Benchmark.objects.get().peer == "council"
    assert "southampton" in history.of(Import.objects.get())[0].sentence.casefold()


def test_a_report_that_is_to_be_published_is_refused(imported):
    said = imported(ROWS, "--published-on", "2023-11-21", "--accept", "over-100=As printed")
    assert "21 November 2023 is after today, 20 November 2023" in said
    assert not Figure.objects.exists()
    assert "4 added" in imported(ROWS, "--published-on", "2023-11-20", "--accept", "over-100=As printed")
