"""Audits are exempted, given more time, reassigned and withdrawn: asked for, decided, with a reason."""

import datetime as dt

import pytest

from audits import actions, adjustments
from audits.actions.submitting import Draft
from audits.models import Adjustment, Audit
from core import history
from core.errors import Conflict, Refused
from figures.models import Stale
from tests.audits.running import LATER, REASON, adjust, another_audit, ask, manager, now, works_in_the_team
from tests.audits.world import submit, write
from tests.factories import AuditFactory, UserFactory

LEFT_OUT = {"exempt": "exempted", "withdraw": "withdrawn"}


def decide(world, asked, *, approve=True, decision="That is right.", by=None, **more):
    said = {"approve": approve, "decision": decision, **more}
    return actions.decide_adjustment(by=by or world.qa, adjustment=asked, **said)


@pytest.mark.parametrize("kind", LEFT_OUT)
def test_what_is_exempted_or_withdrawn_is_not_counted_and_makes_the_month_stale(world, kind):
    Stale.objects.all().delete()
    done = adjust(world, kind)
    assert now(world.audit).state == LEFT_OUT[kind]
    assert (done.state, done.asked_by, done.decided_by) == ("approved", world.qa, world.qa)
    assert not Audit.objects.counted().exists()
    assert Stale.objects.filter(month=world.cycle.month).exists()


def test_more_time_gives_the_audit_a_day_of_its_own(world):
    adjust(world, "extend", due_on=LATER)
    assert now(world.audit).is_due_on == LATER
    assert now(world.audit).is_to_do


@pytest.mark.parametrize("day", [None, dt.date(2023, 10, 27), dt.date(2023, 10, 20)])
def test_more_time_without_a_later_day_is_refused(world, day):
    with pytest.raises(Refused, match="new due date"):
        adjust(world, "extend", due_on=day)


def test_a_day_that_has_passed_gives_nobody_more_time(world, settings):
    settings.PLUMBLINE_TODAY = dt.date(2023, 11, 20)
    with pytest.raises(Refused, match="20 November 2023, or later"):
        adjust(world, "extend", due_on=LATER)


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


@pytest.mark.parametrize("kind", ["exempt", "withdraw"])
def test_an_audit_that_was_sent_back_is_left_out_and_reinstated_as_sent_back(world, kind):
    submit(world)
    audit = now(world.audit)
    audit.state, audit.grade, audit.completed_on = "returned", "", None
    audit.save()
    audit.returns.create(number=1, questions="Why?", returned_by=world.qa, returned_at=audit.submitted_at)
    adjust(world, kind)
    actions.reinstate(by=world.qa, audit=audit, reason="A slip.")
    assert now(audit).state == "returned"


def test_a_mistake_is_put_right_with_a_reason_and_the_draft_is_still_there(world):
    write(world)
    adjust(world, "exempt")
    with pytest.raises(Refused, match="Enter the reason"):
        actions.reinstate(by=world.qa, audit=world.audit, reason=" ")
    for _ in range(2):
        actions.reinstate(by=world.qa, audit=world.audit, reason="It was another audit.")
    assert now(world.audit).state == "allocated"
    assert Draft(now(world.audit)).values["grade"] == "requires_improvement"
    assert [line.did for line in history.of(world.audit)] == [
        "Quinn Mockford reinstated the audit.",
        "Quinn Mockford exempted the audit.",
    ]


def test_what_is_not_to_do_is_not_adjusted(world):
    adjust(world, "withdraw")
    with pytest.raises(Refused, match="not to do any more"):
        adjust(world, "exempt")
    other = another_audit(world, submitted=True)
    with pytest.raises(Refused, match="has been submitted"):
        adjust(world, "extend", audit=other, due_on=LATER)
    with pytest.raises(Refused, match="neither exempted nor withdrawn"):
        actions.reinstate(by=world.qa, audit=other, reason="A slip.")


def test_in_a_closed_cycle_nothing_is_adjusted(world):
    actions.close_cycle(by=world.qa, cycle=world.cycle)
    with pytest.raises(Refused, match="cycle is closed"):
        adjust(world, "exempt")


def test_a_reason_is_asked_for(world):
    for act in (adjust, ask):
        with pytest.raises(Refused, match="Enter the reason"):
            act(world, "exempt", reason="  ")


# Asked for and decided


def test_the_auditor_asks_and_nothing_changes_until_it_is_decided(world):
    asked = ask(world, "extend", due_on=LATER)
    assert ask(world, "extend", due_on=LATER) == asked
    assert now(world.audit).is_due_on == world.cycle.due_on
    with pytest.raises(Refused, match="waits for a decision"):
        ask(world, "extend", due_on=LATER, reason="Another reason.")
    done = decide(world, asked)
    assert decide(world, asked) == done
    assert now(world.audit).due_on == LATER
    assert len(history.of(world.audit)) == 2


def test_nobody_but_the_auditor_asks(world):
    for other in (world.qa, manager()):
        with pytest.raises(Refused, match="Only the auditor"):
            actions.ask_adjustment(by=other, audit=world.audit, kind="exempt", reason=REASON)


def test_a_refusal_has_a_reason_and_leaves_the_audit_as_it_was(world):
    asked = ask(world, "exempt")
    with pytest.raises(Refused, match="reason for your decision"):
        decide(world, asked, approve=False, decision="")
    done = decide(world, asked, approve=False, decision="There is time enough.")
    assert (done.state, now(world.audit).state) == ("refused", "allocated")
    assert history.of(world.audit)[0].reason == "There is time enough."


def test_who_asks_for_another_auditor_may_leave_to_the_unit_who_it_is(world):
    asked, new = ask(world, "reassign"), manager()
    with pytest.raises(Refused, match="Choose the new auditor"):
        decide(world, asked)
    decide(world, asked, auditor=new.staff)
    assert now(world.audit).auditor == new.staff
    assert Adjustment.objects.get().auditor_before == world.manager.staff


def test_the_unit_may_give_another_day_than_the_one_asked_for(world):
    decide(world, ask(world, "extend", due_on=LATER), due_on=dt.date(2023, 11, 3))
    assert now(world.audit).due_on == dt.date(2023, 11, 3)


def test_the_second_to_decide_is_told_what_the_first_decided(world):
    asked = ask(world, "exempt")
    decide(world, asked, approve=False, decision="There is time enough.")
    with pytest.raises(Conflict, match="Quinn Mockford decided on this") as told:
        decide(world, asked, by=world.other_qa)
    assert told.value.current.state == "refused"


def test_the_second_to_adjust_an_audit_sees_it_as_it_is_now(world):
    new = manager()
    adjust(world, "reassign", auditor=new.staff)
    with pytest.raises(Conflict):
        adjust(world, "reassign", by=world.other_qa, auditor=manager("Jo Fictional").staff, seen=1)
    assert now(world.audit).auditor == new.staff


@pytest.mark.parametrize("details", [("exempt", {}), ("extend", {"due_on": LATER})])
def test_the_same_click_twice_adjusts_once(world, details):
    kind, more = details
    first = adjust(world, kind, **more)
    assert adjust(world, kind, seen=1, **more) == first
    assert Adjustment.objects.count() == 1
    assert len(history.of(world.audit)) == 1


def test_what_waits_is_decided_and_not_passed_over(world):
    ask(world, "exempt")
    with pytest.raises(Refused, match="Decide on that request instead"):
        adjust(world, "exempt")


def test_what_else_was_asked_is_settled_when_the_audit_leaves_the_auditor(world):
    asked = ask(world, "extend", due_on=LATER)
    adjust(world, "withdraw")
    asked.refresh_from_db()
    assert (asked.state, asked.decision) == ("refused", "Not needed any more: the audit was withdrawn.")
    assert not Adjustment.objects.waiting().exists()


# Nobody on their own work


def test_nobody_approves_their_own(world):
    own = UserFactory(roles=["qa"], name="Own Auditor")
    asked = ask(world, "exempt")
    world.manager.staff = None
    world.manager.save()
    own.staff = world.audit.auditor
    own.save()
    with pytest.raises(Refused, match="Nobody decides on their own audit"):
        decide(world, asked, by=own)
    with pytest.raises(Refused, match="Nobody decides on their own audit"):
        adjust(world, "withdraw", by=own)


def test_nobody_decides_on_the_work_of_their_team(world):
    works_in_the_team(world.other_qa, world.audit.team)
    asked = ask(world, "exempt")
    for approve in (True, False):
        with pytest.raises(Refused, match="a team that they were in"):
            decide(world, asked, approve=approve, by=world.other_qa)
    adjust(world, "withdraw")
    with pytest.raises(Refused, match="a team that they were in"):
        actions.reinstate(by=world.other_qa, audit=world.audit, reason="A slip.")


def test_nobody_gives_an_audit_to_themselves(world):
    both = manager("Both Roles")
    with pytest.raises(Refused, match="Nobody gives an audit to themselves"):
        adjust(world, "reassign", by=both, auditor=both.staff)


def test_history_holds_after_all_of_it(world):
    write(world)
    decide(world, ask(world, "extend", due_on=LATER))
    adjust(world, "reassign", auditor=manager().staff)
    adjust(world, "exempt")
    actions.reinstate(by=world.qa, audit=world.audit, reason="A slip.")
    assert history.verify().ok
    said = " ".join(line.sentence for line in history.of(world.audit))
    assert "The file reads well" not in said, "a draft is in no history"
