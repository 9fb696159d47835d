"""A file of audits is checked whole, taken as it says, and never undoes what people did here."""

import csv
import datetime as dt

import pytest
from django.core.management import CommandError, call_command

from audits import actions
from audits.models import Audit, Cycle
from core import history
from figures.models import Stale
from tests.audits.world import submit
from tests.factories import StaffFactory

FULL = {
    "cycle": "2023-10",
    "case_ref": "CD218467",
    "service_area": "SWF",
    "team": "SWF West 1",
    "auditor": "PM9",
    "completed_on": "12/10/2023",
    "grade": "requires improvement",
    "moderated_grade": "Good",
    "moderation_reason": "The direct work counts for more.",
    "discussion": "yes",
    "family_feedback": "no",
    "chronology": "Yes",
    "visit": "na",
    "child_seen": "no",
    "depth": "4",
    "good_practice": "One\nTwo",
    "improvement": "Three",
    "quotation": "We were heard.",
}
TO_DO = {key: FULL[key] for key in ("cycle", "case_ref", "service_area", "team", "auditor")}


@pytest.fixture
def world(world):
    StaffFactory(staff_id="PM9", name="Ash Examplar")
    return world


@pytest.fixture
def take(tmp_path, capsys):
    def taken(*rows, **options):
        headings = list(dict.fromkeys(heading for row in rows for heading in row))
        path = tmp_path / "audits.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, headings)
            writer.writeheader()
            writer.writerows(rows)
        call_command("import_audits", path, **options)
        return capsys.readouterr().out

    return taken


def the_audit(case_ref="CD218467"):
    return Audit.objects.get(case_ref=case_ref)


def test_a_completed_audit_is_taken_with_all_that_it_found(world, take):
    assert "1 added" in take(FULL)
    audit = the_audit()
    assert (audit.grade, audit.moderated_grade, audit.final_grade) == ("requires_improvement", "good", "good")
    assert (audit.completed_on, audit.discussion, audit.feedback) == (dt.date(2023, 10, 12), True, False)
    assert dict(audit.answers.values_list("question__code", "value")) == {
        "chronology": "yes",
        "visit": "na",
        "child_seen": "no",
        "depth": "4",
    }
    assert [finding.text for finding in audit.findings.filter(kind="good_practice")] == ["One", "Two"]
    assert (audit.discussion_said, audit.discussion_quotable) == ("We were heard.", True)
    assert audit.moderations.get().reason == "The direct work counts for more."


def test_a_row_without_a_completed_day_is_an_audit_to_do(world, take):
    take(TO_DO)
    assert (the_audit().state, the_audit().grade) == ("allocated", "")
    assert Stale.objects.filter(month=dt.date(2023, 10, 1), cause="audits were imported").exists()


def test_the_same_file_twice_changes_nothing(world, take):
    take(FULL)
    entries, before = history.verify().rows, list(Audit.objects.values())
    assert "0 added, 0 corrected, 1 left as they were" in take(FULL)
    assert list(Audit.objects.values()) == before
    assert history.verify().rows == entries
    assert the_audit().moderations.count() == 1


def test_a_known_row_that_differs_corrects_the_audit_with_history(world, take):
    take(TO_DO)
    assert "1 corrected" in take(FULL)
    assert "1 corrected" in take({**FULL, "grade": "Good", "improvement": "Four\nFive", "chronology": "no"})
    audit = the_audit()
    assert audit.grade == "good"
    assert [finding.text for finding in audit.findings.filter(kind="improvement")] == ["Four", "Five"]
    assert audit.answers.get(question__code="chronology").value == "no"
    assert "Grade went from Requires improvement to Good." in history.of(audit)[0].sentence


def test_of_a_column_that_it_does_not_have_a_file_says_nothing(world, take):
    take(FULL)
    few = {key: FULL[key] for key in (*TO_DO, "completed_on", "grade")}
    assert "0 corrected, 1 left as they were" in take(few)
    assert "1 corrected" in take({**few, "grade": "Inadequate", "visit": "yes"})
    audit = the_audit()
    assert (audit.grade, audit.final_grade, audit.findings.count()) == ("inadequate", "good", 3)
    assert dict(audit.answers.values_list("question__code", "value"))["chronology"] == "yes"
    assert audit.answers.get(question__code="visit").value == "yes"


def test_the_focus_5_is_taken_of_case_holding_services_only(world, take, capsys):
    world.audit.team.records.update(case_holding=False)
    with pytest.raises(CommandError):
        take(FULL)
    assert "row 2, column chronology: 'yes'. Blank or na: the Focus 5" in capsys.readouterr().err
    take({**FULL, "chronology": "na"})
    assert the_audit().answers.get(question__code="chronology").value == "na"


def test_a_row_that_is_not_in_the_file_stays(world, take):
    take(FULL)
    take({**TO_DO, "case_ref": "CD555555"})
    assert Audit.objects.filter(case_ref="CD218467").exists()


def test_a_month_without_a_cycle_gets_one(world, take):
    take({**TO_DO, "cycle": "2023-06"})
    cycle = Cycle.objects.get(month=dt.date(2023, 6, 1))
    assert (cycle.due_on, cycle.state, cycle.tool) == (dt.date(2023, 6, 30), "closed", world.cycle.tool)


def test_an_allocation_file_sent_again_does_not_undo_a_submission(world, take):
    row = {**TO_DO, "case_ref": world.audit.case_ref, "auditor": world.audit.auditor.staff_id}
    take(row)
    submit(world)
    assert "1 left as they were" in take(row)
    assert the_audit(world.audit.case_ref).is_completed


def test_a_file_does_not_contradict_what_was_submitted_here(world, take):
    submit(world)
    row = {**FULL, "case_ref": world.audit.case_ref, "auditor": world.audit.auditor.staff_id}
    with pytest.raises(CommandError):
        take(row)
    assert the_audit(world.audit.case_ref).grade == "requires_improvement"


def test_a_moderation_made_here_stands_when_the_file_is_sent_again(world, take):
    unmoderated = {**FULL, "moderated_grade": "", "moderation_reason": ""}
    take(unmoderated)
    audit = the_audit()
    actions.moderate(by=world.qa, audit=audit, grade="outstanding", reason="Exceptional.", seen=audit.version)
    assert "1 left as they were" in take(unmoderated)
    assert the_audit().final_grade == "outstanding"
    with pytest.raises(CommandError):
        take(FULL)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"cycle": "October"}, "row 2, column cycle: 'October'. A month such as 2023-09"),
        ({"case_ref": "Robin Testerton"}, "row 2, column case_ref: 'Robin Testerton'. A case reference"),
        ({"service_area": "Nowhere"}, "row 2, column service_area: 'Nowhere'"),
        ({"team": "Nobody"}, "row 2, column team: 'Nobody'"),
        ({"auditor": "PM404"}, "row 2, column auditor: 'PM404'. A staff_id that is known"),
        (
            {"grade": "Fine"},
            "row 2, column grade: 'Fine'. Outstanding, Good, Requires improvement or Inadequate",
        ),
        ({"grade": "", "moderated_grade": "", "moderation_reason": ""}, "a completed audit has a grade"),
        ({"completed_on": ""}, "The day it was completed"),
        ({"completed_on": "31/02/2023"}, "row 2, column completed_on: '31/02/2023'. A date such as"),
        ({"depth": "7"}, "row 2, column depth: '7'. A whole number from 1 to 5"),
        ({"chronology": "maybe"}, "row 2, column chronology: 'maybe'. Yes, no or na"),
        ({"moderated_grade": ""}, "since the row has a reason for it"),
        ({"unheard_of": "x"}, "There is no column unheard_of"),
    ],
)
def test_a_bad_row_is_named_with_what_would_be_accepted_and_nothing_is_written(
    world, take, capsys, changes, words
):
    with pytest.raises(CommandError, match="Nothing was taken"):
        take({**FULL, **changes})
    assert words in capsys.readouterr().err
    assert not Audit.objects.filter(auditor__staff_id="PM9").exists()


def test_the_good_rows_are_taken_when_asked(world, take):
    take(FULL, {**TO_DO, "case_ref": "CD555555", "auditor": "PM404"}, take_good=True)
    assert Audit.objects.filter(auditor__staff_id="PM9").count() == 1


def test_a_dry_run_says_what_would_change_and_writes_nothing(world, take):
    assert "1 added" in take(FULL, dry_run=True)
    assert not Audit.objects.filter(auditor__staff_id="PM9").exists()


def test_without_a_tool_the_file_says_what_to_import_first(db, take, capsys):
    with pytest.raises(CommandError):
        take(FULL)
    err = capsys.readouterr().err
    assert "There is no column depth" in err or "import one first" in err


def test_work_to_be_done_is_not_allocated_to_who_supervised_it_and_what_was_done_is_taken(world, take):
    StaffFactory(staff_id="PM8", record=world.audit.team)
    with pytest.raises(CommandError, match="1 problem"):
        take({**TO_DO, "auditor": "PM8"})
    take({**FULL, "auditor": "PM8"})
    assert Audit.objects.filter(auditor__staff_id="PM8").count() == 1
