"""From an inadequate grade to an action that is done, verified, and a task that is closed."""

import pytest

from audits.models import InadequateTask
from core.history import verify
from core.mail import Message
from tests.audits import agreed_world
from tests.audits.world import write

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def made(transactional_db):
    """Given an audit that its auditor has filled in, and grades inadequate."""
    made = agreed_world.make()
    write(made.world, grade="inadequate")
    return made


def submit_it(page, audit):
    """When the auditor submits it."""
    page.goto(f"/audits/{audit.pk}/check/")
    page.get_by_role("button", name="Submit audit").click()
    page.get_by_text("Audit submitted. Thank you.").wait_for()


def cannot_close_yet(page):
    """Then the team's manager has a task at once, which can't be closed without an action."""
    page.goto("/")
    page.get_by_role("heading", name="Inadequate audits: agree what is done (1)").wait_for()
    page.get_by_role("link", name="CD490004, SWF West 1").click()
    page.get_by_label("What was agreed, and why is that enough?").fill("The chronology is the heart of it.")
    page.get_by_role("button", name="Close the task").click()
    page.get_by_text(
        "Agree on at least one action before you close this task. Add it below."
    ).first.wait_for()
    assert InadequateTask.objects.get().is_open


def add_one(page):
    """When they agree on one."""
    page.get_by_label("What is to be done?").fill("Bring the chronology up to date")
    page.get_by_label("For whom?").fill("The child")
    page.get_by_label("The team’s manager").check()
    page.get_by_label("Day", exact=True).fill("15")
    page.get_by_label("Month", exact=True).fill("11")
    page.get_by_label("Year", exact=True).fill("2023")
    page.get_by_role("button", name="Add the action").click()
    page.get_by_text("The action is agreed.").wait_for()


def mark_done(page):
    """And do it, with what shows it."""
    page.get_by_role("link", name="Bring the chronology up to date").click()
    page.get_by_role("button", name="Mark as done").click()
    page.get_by_label("What shows that it is done?").fill("The chronology of 16 October is on the case.")
    page.get_by_role("button", name="Mark as done").click()
    page.get_by_text("The action is done.").wait_for()
    assert page.get_by_role("button", name="Verify").count() == 0, "nobody verifies their own"


def verify_it(page):
    """And the unit verifies it."""
    page.goto("/actions/")
    page.get_by_role("link", name="Bring the chronology up to date").click()
    page.get_by_role("button", name="Verify").click()
    page.get_by_label("What did you look at?").fill("The chronology, entry by entry.")
    page.get_by_role("button", name="Verify").click()
    page.get_by_text("The action is verified.").wait_for()


def close_it(page):
    """Then the task is closed, and gone from home."""
    page.goto("/tasks/")
    page.get_by_role("link", name="CD490004").click()
    page.get_by_label("What was agreed, and why is that enough?").fill("The chronology is the heart of it.")
    page.get_by_role("button", name="Close the task").click()
    page.get_by_text("The task is closed.").wait_for()
    page.goto("/")
    assert page.get_by_role("heading", name="Inadequate audits: agree what is done").count() == 0


def test_a_team_manager_closes_an_inadequates_actions(signed_in, made):
    submit_it(signed_in(user=made.auditor), made.audit)
    manager = signed_in(user=made.manager)
    cannot_close_yet(manager)
    add_one(manager)
    mark_done(manager)
    verify_it(signed_in(user=made.qa))
    close_it(manager)
    told = Message.objects.get(to=made.manager)
    assert "CD490004" not in told.subject + told.body
    assert verify().ok
