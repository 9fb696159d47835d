"""Audits are exempted, given more time, reassigned and withdrawn: asked for, decided, with a reason."""

import datetime as dt

import pytest

from audits import actions
from audits.actions.submitting import Draft
from audits.models import Audit
from core import history
from core.errors import Refused
from figures.models import Stale
from tests.audits.running import LATER, adjust, another_audit, ask, now
from tests.audits.world import submit, write

LEFT_OUT = {"exempt": "exempted", "withdraw": "withdrawn"}


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
