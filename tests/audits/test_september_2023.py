"""September 2023 as the council published it, from a database that holds nothing but the imported files."""

import csv
import io
from pathlib import Path

import pytest
from django.core.management import call_command

from core import history

DEMO = Path(__file__).parents[2] / "demo"


def figures(**options):
    out = io.StringIO()
    call_command("figures", "--month", "2023-09", stdout=out, **options)
    return {(row["indicator"], row["place"]): row for row in csv.DictReader(io.StringIO(out.getvalue()))}


@pytest.fixture
def imported(db):
    for command, name in (
        ("import_teams", "teams.csv"),
        ("import_staff", "staff.csv"),
        ("import_tool", "tool-2022-10.json"),
        ("import_tool", "tool-2023-09.json"),
        ("import_audits", "audits-2023-09.csv"),
    ):
        call_command(command, DEMO / name, verbosity=0)
    call_command("rollup", "--from", "2023-09", "--to", "2023-09")


def test_the_published_figures_come_out_of_34_audit_records(imported):
    found = figures()

    def of(slug, place=""):
        row = found[f"audits.{slug}", place]
        return row["numerator"] + ("/" + row["denominator"] if row["denominator"] else "")

    whole = {
        "allocated": "34",
        "completed": "27",
        "completion_rate": "27/34",
        "outstanding": "2",
        "good": "16",
        "requires_improvement": "9",
        "inadequate": "0",
        "good_or_better_rate": "18/27",
        "discussion_rate": "19/27",
    }
    assert {slug: of(slug) for slug in whole} == whole
    assert of("allocated", "BIT") == "4"
    assert of("focus5.supervision", "BIT") == "4/4"
    assert of("focus5.visit", "BIT") == "3/4"
    assert of("focus5.cultural_genogram", "SWF") == "4/4"


def test_every_service_area_has_the_grades_of_the_published_table(imported):
    found = figures()
    with (DEMO / "audit_outcomes_2023-09.csv").open() as file:
        published = list(csv.DictReader(file))
    for row in published:
        area = row["service_area"]
        for grade in ("outstanding", "good", "requires_improvement", "inadequate"):
            assert found[f"audits.{grade}", area]["value"] == row[grade], (area, grade)
        missing = int(found["audits.allocated", area]["value"]) - int(
            found["audits.completed", area]["value"]
        )
        assert missing == int(row["not_completed"]), area


def test_no_cases_is_not_0_per_cent(imported):
    row = figures()["audits.completion_rate", "YPS"]
    assert (row["numerator"], row["denominator"], row["value"]) == ("0", "2", "0")
    row = figures()["audits.good_or_better_rate", "YPS"]
    assert (row["value"], row["missing"]) == ("", "no cases")


def test_importing_every_file_again_changes_nothing(imported):
    before = history.verify().rows
    for command, name in (
        ("import_teams", "teams.csv"),
        ("import_staff", "staff.csv"),
        ("import_audits", "audits-2023-09.csv"),
    ):
        call_command(command, DEMO / name, verbosity=0)
    out = io.StringIO()
    call_command("rollup", "--from", "2023-09", "--to", "2023-09", stdout=out)
    assert "added 0" in out.getvalue()
    assert history.verify().rows == before
