"""A file of audits beside people at work: what they write, submit and moderate is never lost to it."""

import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from audits import actions
from audits.actions import imports
from audits.models import Audit, Cycle
from tests.audits.test_import_audits import FULL, TO_DO, take, the_audit, world
from tests.audits.world import submit, write
from tests.factories import QuestionFactory, SectionFactory, TeamFactory, ToolVersionFactory

__all__ = ["take", "world"]

pytestmark = pytest.mark.django_db


def row_of(world, values=FULL):
    """The row, about the audit that is there for the world's manager."""
    return {**values, "case_ref": world.audit.case_ref, "auditor": world.audit.auditor.staff_id}


@pytest.mark.parametrize(
    "found",
    [
        {"chronology": "yes"},
        {"child_seen": "no"},
        {"discussion": "yes"},
        {"good_practice": "One"},
        {"quotation": "We were heard."},
        {"grade": "Good"},
    ],
    ids=lambda found: next(iter(found)),
)
def test_an_audit_that_is_not_completed_has_found_nothing(world, take, capsys, found):
    with pytest.raises(CommandError):
        take({**TO_DO, "completed_on": "", **found})
    assert "row 2, column completed_on: ''. The day it was completed" in capsys.readouterr().err
    with pytest.raises(CommandError):
        take({**TO_DO, **found})
    assert not Audit.objects.filter(case_ref=FULL["case_ref"]).exists()


def test_a_file_without_a_column_for_the_day_may_correct_what_a_completed_audit_found(world, take):
    take(FULL)
    assert "1 corrected" in take({**TO_DO, "chronology": "no", "good_practice": "Other"})
    audit = the_audit()
    assert audit.is_completed
    assert audit.answers.get(question__code="chronology").value == "no"
    assert audit.findings.get(kind="good_practice").text == "Other"


def test_a_day_to_come_is_not_when_an_audit_was_completed(world, take, capsys):
    with pytest.raises(CommandError):
        take({**FULL, "completed_on": "17/10/2023"})
    expected = "row 2, column completed_on: '2023-10-17'. Today, 16 October 2023, or earlier."
    assert expected in capsys.readouterr().err


def test_a_file_does_not_complete_an_audit_that_its_auditor_has_begun(world, take, capsys):
    write(world)
    with pytest.raises(CommandError):
        take(row_of(world))
    assert "its auditor has begun to fill it in" in capsys.readouterr().err
    assert "1 left as they were" in take(row_of(world, TO_DO))
    submit(world)
    assert the_audit(world.audit.case_ref).is_completed


def test_a_file_does_not_take_back_an_audit_that_was_moderated_here(world, take, capsys):
    unmoderated = {**FULL, "moderated_grade": "", "moderation_reason": ""}
    take(unmoderated)
    audit = the_audit()
    actions.moderate(by=world.qa, audit=audit, grade="outstanding", reason="Exceptional.", seen=audit.version)
    blank = {key: "" for key in FULL if key not in TO_DO}
    with pytest.raises(CommandError):
        take({**TO_DO, **blank})
    assert "submitted or moderated in Plumbline itself" in capsys.readouterr().err
    assert the_audit().final_grade == "outstanding"


def test_a_file_that_was_taken_says_nothing_new_of_a_moderation_that_came_after_it(world, take):
    take(FULL)
    audit = the_audit()
    actions.moderate(by=world.qa, audit=audit, grade="outstanding", reason="Exceptional.", seen=audit.version)
    assert "0 corrected, 1 left as they were" in take(FULL)
    assert (the_audit().final_grade, audit.moderations.count()) == ("outstanding", 2)


def test_a_file_with_few_columns_does_not_contradict_what_was_submitted_here(world, take):
    audit = submit(world)
    few = {**TO_DO, "completed_on": str(audit.completed_on), "grade": "Requires improvement"}
    assert "1 left as they were" in take(row_of(world, few))


def test_an_audit_keeps_the_version_of_the_questions_that_it_was_answered_on(world, take):
    take(FULL)
    newer = ToolVersionFactory(code="2023-11")
    QuestionFactory(section=SectionFactory(version=newer), code="brand_new")
    Cycle.objects.update(tool=newer)
    assert "1 left as they were" in take(FULL)
    assert "1 corrected" in take({**FULL, "child_seen": "yes"})
    assert the_audit().answers.get(question__code="child_seen").value == "yes"
    with pytest.raises(CommandError):
        take({**FULL, "brand_new": "yes"})


@pytest.mark.django_db(transaction=True)
def test_a_submission_while_a_file_is_being_taken_is_kept(world, take, monkeypatch):
    """What the file is checked against stays so until it is taken: a submission waits its turn."""
    if connection.vendor == "sqlite":
        assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
        return
    submitted, threads, original = threading.Event(), [], imports._audit

    def submitting():
        submit(world)
        connection.close()
        submitted.set()

    def meanwhile(*args):
        """As the file's first audit is about to be written, its auditor submits it."""
        if not threads:
            threads.append(threading.Thread(target=submitting))
            threads[0].start()
            submitted.wait(1)
        return original(*args)

    monkeypatch.setattr(imports, "_audit", meanwhile)
    east = TeamFactory(name="SWF East 9", record=world.audit.service_area)
    said = take({**row_of(world, TO_DO), "team": east.name})
    threads[0].join()
    assert "1 corrected" in said
    audit = the_audit(world.audit.case_ref)
    assert (audit.state, audit.grade, audit.team) == ("submitted", "requires_improvement", east)


def test_the_command_is_there():
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_audits", "nothing.csv")
