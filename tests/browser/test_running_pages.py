"""The pages of running a month: by keyboard, narrow, without scripts, with a screen reader."""

import datetime as dt

import pytest

from audits import actions
from audits.models import Adjustment
from core.history import Service
from core.mail import Message
from figures.actions import roll_up
from tests.audits.running import LATER, adjust, another_audit, ask, manager
from tests.audits.world import make_world, write

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db, settings):
    """After the due date: an audit asked to be exempted, one reassigned with its draft, one withdrawn."""
    world = make_world()
    write(world)
    world.taken = adjust(world, "reassign", auditor=manager().staff)
    world.gone = another_audit(world)
    adjust(world, "withdraw", audit=world.gone)
    world.audit = another_audit(world)
    settings.PLUMBLINE_TODAY = dt.date(2023, 10, 29)
    world.asked = ask(world, "extend", due_on=LATER)
    actions.say_why_missed(by=world.manager, audit=world.audit, reason="other_work", note="A court week")
    world.expectation = actions.set_expectation(
        by=world.qa, role="PM", audits=2, starts_on=dt.date(2023, 4, 1), reason="As agreed."
    )
    actions.remind(by=Service("a test"))
    return world


AUDITORS = (
    "/",
    "/audits/{audit}/",
    "/audits/{audit}/adjust/reassign/",
    "/audits/{audit}/missed/",
    "/adjustments/",
    "/adjustments/{taken}/",
)
UNITS = (
    "/",
    "/audits/{audit}/",
    "/audits/{audit}/adjust/exempt/",
    "/audits/{audit}/adjust/extend/",
    "/audits/{gone}/",
    "/audits/{gone}/reinstate/",
    "/adjustments/",
    "/adjustments/{asked}/",
    "/adjustments/{asked}/decide/",
    "/expectations/",
    "/expectations/new/",
    "/expectations/{expectation}/",
    "/expectations/{expectation}/change/",
    "/expectations/{expectation}/end/",
    "/cycles/",
    "/cycles/2023-10/",
    "/cycles/2023-10/auditors/",
    "/cycles/chase/",
    "/reminders/",
    "/reminders/before/",
    "/reminders/on/",
)


def address(url, world):
    names = ("audit", "gone", "taken", "asked", "expectation")
    return url.format(**{name: getattr(world, name).pk for name in names})


def test_the_auditors_pages_are_for_everybody(signed_in, sweep, world):
    sweep(signed_in(user=world.manager), *(address(url, world) for url in AUDITORS))


def test_the_units_pages_are_for_everybody(signed_in, sweep, world):
    sweep(signed_in(user=world.qa), *(address(url, world) for url in UNITS))


def test_the_summary_with_its_reasons_is_for_everybody(signed_in, sweep, world):
    actions.close_cycle(by=world.qa, cycle=world.cycle)
    roll_up(by=Service("a test"), asked=[world.cycle.month])
    page = signed_in(user=world.qa)
    sweep(page, "/summary/2023-10/")
    page.goto("/summary/2023-10/")
    page.get_by_text("Not completed: 2. Other work came first 1, no reason given 1.").wait_for()


def test_somebody_is_reminded_by_keyboard_alone(signed_in, world):
    Message.objects.all().delete()
    page = signed_in(user=world.qa)
    page.goto("/cycles/chase/")
    page.get_by_label("Remind Robin Testerton").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Send a reminder now").focus()
    page.keyboard.press("Enter")
    page.get_by_text("A reminder goes to Robin Testerton.").wait_for()
    assert Message.objects.get().to == world.manager


def test_somebody_is_reminded_without_scripts(signed_in, world):
    Message.objects.all().delete()
    page = signed_in(user=world.qa, java_script_enabled=False)
    page.goto("/cycles/chase/")
    page.get_by_label("Remind Robin Testerton").check()
    page.get_by_role("button", name="Send a reminder now").click()
    page.get_by_text("A reminder goes to Robin Testerton.").wait_for()


def test_a_request_is_decided_and_a_wrong_answer_leads_to_its_field(signed_in, world):
    page = signed_in(user=world.qa)
    page.goto(f"/adjustments/{world.asked.pk}/decide/")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Choose whether to approve or to refuse.").click()
    assert page.get_by_label("Approve").evaluate("e => e === document.activeElement")
    page.get_by_label("Approve").check()
    page.get_by_label("Reason for the decision").fill("That is right.")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Approved by Quinn Mockford").wait_for()
    assert Adjustment.objects.get(pk=world.asked.pk).state == "approved"
