"""Adjustments on their pages: asked for, decided, done straight away; nobody's own through any address."""

import pytest
from django.urls import reverse

from audits import actions
from audits.models import Adjustment
from tests.audits.running import LATER, REASON, adjust, ask, manager, now
from tests.audits.world import submit, write

DAY = {"due_on_0": "10", "due_on_1": "11", "due_on_2": "2023"}
YES = {"approve": "yes", "decision": "That is right."}


@pytest.fixture
def asker(client, world):
    client.force_login(world.manager)
    return client


@pytest.fixture
def unit(client, world):
    client.force_login(world.qa)
    return client


def page(world, kind):
    return reverse("audit_adjust", args=[world.audit.pk, kind])


def test_an_auditor_asks_on_the_audits_page_and_the_unit_decides_from_home(client, world):
    client.force_login(world.manager)
    assert "Ask for more time" in client.get(world.audit.get_absolute_url()).content.decode()
    client.post(page(world, "extend"), {"reason": REASON, "seen": "1", **DAY})
    assert "waiting for a decision" in client.get(world.audit.get_absolute_url()).content.decode()
    assert "Adjustments of your audits" in client.get("/").content.decode()
    client.force_login(world.qa)
    home = client.get("/").content.decode()
    assert "Adjustments waiting for a decision (1)" in home
    decide = reverse("adjustment_decide", args=[Adjustment.objects.get().pk])
    assert decide in home
    shown = client.post(decide, {**YES, **DAY}, follow=True).content.decode()
    assert "Approved by Quinn Mockford" in shown
    assert now(world.audit).due_on == LATER


def test_the_unit_exempts_straight_away(unit, world):
    assert "Exempt the auditor" in unit.get(world.audit.get_absolute_url()).content.decode()
    shown = unit.post(page(world, "exempt"), {"reason": REASON, "seen": "1"}, follow=True).content.decode()
    assert "The auditor is exempted from this audit." in shown
    assert "Reinstate this audit" in shown
    back = unit.post(reverse("audit_reinstate", args=[world.audit.pk]), {"reason": "A slip."}, follow=True)
    assert "Quinn Mockford reinstated the audit." in back.content.decode()


def test_what_is_refused_is_said_and_what_was_typed_stays(unit, world):
    wrong = {**DAY, "due_on_1": "10"}
    shown = unit.post(page(world, "extend"), {"reason": REASON, "seen": "1", **wrong}).content.decode()
    assert "The new due date must be after the present one, 27 October 2023." in shown
    assert REASON in shown


def test_of_two_at_once_the_second_sees_the_audit_as_it_is_now(unit, world):
    adjust(world, "extend", by=world.other_qa, due_on=LATER)
    answer = unit.post(page(world, "exempt"), {"reason": REASON, "seen": "1"})
    assert answer.status_code == 409
    assert "due on 10 November 2023" in answer.content.decode()
    assert REASON in answer.content.decode()
    seen = answer.context["form"]["seen"].value()
    unit.post(page(world, "exempt"), {"reason": REASON, "seen": seen})
    assert now(world.audit).state == "exempted"


def test_the_second_to_decide_sees_the_first_decision(unit, world):
    asked = ask(world, "exempt")
    actions.decide_adjustment(by=world.other_qa, adjustment=asked, approve=False, decision="Time enough.")
    answer = unit.post(reverse("adjustment_decide", args=[asked.pk]), YES)
    assert answer.status_code == 409
    for words in ("Ali Inventon decided on this", "Time enough.", "That is right."):
        assert words in answer.content.decode()
    assert now(world.audit).state == "allocated"


def test_what_the_old_auditor_wrote_is_on_the_page_for_them_and_for_nobody_else(client, world):
    write(world)
    new = manager()
    done = adjust(world, "reassign", auditor=new.staff)
    for user, sees in ((world.manager, True), (world.qa, False), (new, False)):
        client.force_login(user)
        for address in (done.get_absolute_url(), reverse("adjustments"), "/"):
            shown = client.get(address).content.decode()
            assert ("The file reads well." in shown) == (sees and address == done.get_absolute_url())
    client.force_login(manager("A stranger"))
    assert client.get(done.get_absolute_url()).status_code == 404


def test_the_list_is_filtered_and_goes_along(unit, world):
    ask(world, "exempt")
    adjust(world, "extend", due_on=LATER)
    shown = unit.get(reverse("adjustments"), {"kind": "extend", "export": "csv"}).content.decode()
    assert "Give more time" in shown
    assert "Exempt" not in shown
    shown = unit.get(reverse("adjustments"), {"state": "asked"}).content.decode()
    assert ">Exempt</a>" in shown


def test_a_request_of_what_was_submitted_since_can_only_be_settled(unit, world):
    asked = ask(world, "exempt")
    adjust(world, "extend", due_on=LATER)
    submit(world)
    decide = reverse("adjustment_decide", args=[asked.pk])
    assert "Refuse the request to settle it" in unit.get(decide).content.decode()
    assert "has been submitted" in unit.post(decide, YES).content.decode()
    unit.post(decide, {**YES, "approve": "no"})
    assert Adjustment.objects.get(pk=asked.pk).state == "refused"
