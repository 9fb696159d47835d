"""Adjustments are asked for by the auditor and decided by the unit, never by who has a part in the work."""

import datetime as dt

import pytest

from audits import actions
from audits.models import Adjustment
from core import history
from core.errors import Conflict, Refused
from tests.audits.running import LATER, REASON, adjust, ask, manager, now


def decide(world, asked, *, approve=True, decision="That is right.", by=None, **more):
    said = {"approve": approve, "decision": decision, **more}
    return actions.decide_adjustment(by=by or world.qa, adjustment=asked, **said)


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
