"""The reason for an adjustment is for who asked, who decides and whom an audit was taken from."""

import pytest
from django.urls import reverse

from audits import actions
from audits.running.work import to_decide
from organisation.models import User
from tests.audits.running import LATER, REASON, adjust, ask, manager, works_in_the_team
from tests.factories import UserFactory

DECISION = "As the doctor’s note says."


@pytest.fixture
def lead(world):
    return UserFactory(
        name="Lee Standin", roles=["service_lead"], roles__service_area=world.audit.service_area
    )


def page(client, user, address):
    client.force_login(User.objects.get(pk=user.pk))
    answer = client.get(address)
    return answer.content.decode() if answer.status_code == 200 else ""


def reads(client, user, *addresses):
    shown = "".join(page(client, user, each) for each in addresses)
    assert shown
    return REASON in shown, DECISION in shown


def decide(world, asked, **more):
    return actions.decide_adjustment(by=world.qa, adjustment=asked, approve=True, decision=DECISION, **more)


def test_a_lead_reads_the_kind_and_the_outcome_and_no_reason(client, world, lead):
    asked = ask(world, "extend", due_on=LATER)
    audit = world.audit.get_absolute_url()
    assert reads(client, lead, audit) == (False, False)
    decide(world, asked)
    assert reads(client, lead, audit) == (False, False)
    shown = page(client, lead, audit)
    assert "asked for more time for the audit" in shown
    assert "approved by Quinn Mockford" in shown
    assert "10 November 2023" in shown


def test_a_refusals_reason_is_held_back_too(client, world, lead):
    asked = ask(world, "exempt")
    actions.decide_adjustment(by=world.qa, adjustment=asked, approve=False, decision=DECISION)
    audit = world.audit.get_absolute_url()
    assert reads(client, lead, audit) == (False, False)
    assert reads(client, world.manager, audit) == (True, True)


def test_who_asked_and_who_decides_read_it(client, world):
    asked = ask(world, "extend", due_on=LATER)
    decide_page = reverse("adjustment_decide", args=[asked.pk])
    assert REASON in page(client, world.other_qa, decide_page)
    decide(world, asked)
    for user in (world.manager, world.qa, world.other_qa):
        assert reads(client, user, asked.get_absolute_url()) == (True, True)
        assert REASON in page(client, user, world.audit.get_absolute_url())


def test_the_new_auditor_does_not_read_why_the_one_before_gave_it_up(client, world):
    new = manager()
    asked = ask(world, "reassign")
    decide(world, asked, auditor=new.staff)
    both = (asked.get_absolute_url(), world.audit.get_absolute_url())
    assert reads(client, new, *both) == (False, False)
    assert "Approved by Quinn Mockford" in page(client, new, both[0])
    assert reads(client, world.manager, both[0]) == (True, True)


def test_whom_an_audit_was_taken_from_reads_why(client, world):
    done = adjust(world, "reassign", auditor=manager().staff)
    assert REASON in page(client, world.manager, done.get_absolute_url())


def test_the_home_page_offers_no_decision_in_which_one_has_no_say(world):
    ask(world, "exempt")
    assert to_decide(world.qa).total == 1
    works_in_the_team(world.other_qa, world.audit.team)
    leads = UserFactory(roles=["qa", "service_lead"], roles__service_area=world.audit.service_area)
    for person in (world.other_qa, leads):
        assert to_decide(User.objects.get(pk=person.pk)).total == 0
