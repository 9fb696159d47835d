"""An audit is given to somebody else: to whom it may, and with an empty form."""

import pytest

from audits import actions
from audits.actions.submitting import Draft
from audits.running import adjustments
from core.errors import Refused
from tests.audits.running import adjust, manager, now, works_in_the_team
from tests.audits.world import write
from tests.factories import AuditFactory, UserFactory

LEFT_OUT = {"exempt": "exempted", "withdraw": "withdrawn"}


def test_the_new_auditor_begins_with_an_empty_form_and_the_old_ones_is_for_them_alone(world):
    write(world)
    actions.save(by=world.manager, audit=world.audit, fields={"note": ("Another text", 0)})
    new = manager()
    done = adjust(world, "reassign", auditor=new.staff)
    audit = now(world.audit)
    assert audit.auditor == new.staff
    assert not any(Draft(audit).values.values())
    assert not audit.unmerged.exists()
    theirs = [text for _, text in adjustments.former_draft(world.manager, done)]
    assert {"Requires improvement", "Another text", "The file reads well."} <= set(theirs)
    for other in (new, world.qa, world.other_qa):
        assert adjustments.former_draft(other, done) == []


def test_the_new_auditor_fills_it_in_and_the_old_one_no_more(world):
    new = manager()
    adjust(world, "reassign", auditor=new.staff)
    actions.save(by=new, audit=world.audit, fields={"note": ("Mine", 0)})
    with pytest.raises(Refused, match="Only the auditor"):
        write(world)


def test_nobody_gets_an_audit_of_work_that_they_supervised(world):
    teammate = UserFactory(roles=["practice_manager"])
    works_in_the_team(teammate, world.audit.team).staff.records.update(role="PM")
    with pytest.raises(Refused, match="they were in its team"):
        adjust(world, "reassign", auditor=teammate.staff)


def test_nobody_gets_a_second_audit_of_the_same_case_in_a_cycle(world):
    new = manager()
    AuditFactory(cycle=world.cycle, case_ref=world.audit.case_ref, auditor=new.staff)
    with pytest.raises(Refused, match="has an audit of this case"):
        adjust(world, "reassign", auditor=new.staff)


def test_an_audit_goes_to_another_practice_manager_and_to_nobody_else(world):
    elsewhere = manager()
    elsewhere.staff.records.update(role="SW")
    for auditor, words in (
        (None, "Choose the new auditor"),
        (world.manager.staff, "is the auditor already"),
        (elsewhere.staff, "is not a practice manager today"),
    ):
        with pytest.raises(Refused, match=words):
            adjust(world, "reassign", auditor=auditor)
