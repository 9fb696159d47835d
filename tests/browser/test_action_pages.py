"""The pages of agreed actions and of tasks: by keyboard, narrow, without scripts, with a screen reader."""

import pytest

from audits import actions
from audits.models import InadequateTask, SecondLookRule, Tag
from tests.audits import agreed_world
from tests.audits.agreed_world import agree, done
from tests.audits.world import submit
from tests.factories import AuditFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def made(transactional_db):
    """An inadequate audit with a task; three actions: to do, done, and one that did not last."""
    made = agreed_world.make()
    SecondLookRule.objects.create(kind="recheck", share=100)
    Tag.objects.create(name="Chronology", words="chronology")
    submit(made.world, grade="inadequate")
    made.waits = done(made, agree(made, what="Begin a chronology"))
    again = done(made, agree(made, what="Keep the chronology"))
    said = {"lasted": False, "words": "Nothing since.", "day": again.done_on}
    actions.record_recheck(by=made.qa, picked=again.rechecks.get(), **said)
    made.to_do = agree(made)
    actions.update_action(by=made.manager, agreed=made.to_do, text="x" * 300)
    made.task = InadequateTask.objects.get()
    made.fresh = AuditFactory(cycle=made.world.cycle, auditor=made.auditor.staff, team=made.audit.team)
    return made


UNITS = (
    "/",
    "/actions/",
    "/actions/?figure=open",
    "/actions/themes/",
    "/actions/{waits}/",
    "/actions/{waits}/verify/",
    "/actions/{waits}/recheck/",
    "/actions/{waits}/reopen/",
    "/actions/{to_do}/",
    "/actions/{to_do}/update/",
    "/actions/{to_do}/done/",
    "/actions/{to_do}/change/",
    "/audits/{audit}/",
    "/audits/{audit}/actions/new/",
    "/audits/{audit}/moderate/",
)
MANAGERS = ("/", "/actions/", "/tasks/", "/tasks/{task}/")
AUDITORS = ("/audits/{fresh}/write/actions/", "/audits/{fresh}/check/")


def address(url, made):
    return url.format(
        waits=made.waits.pk, to_do=made.to_do.pk, audit=made.audit.pk, task=made.task.pk, fresh=made.fresh.pk
    )


def test_the_units_pages_are_for_everybody(signed_in, sweep, made):
    sweep(signed_in(user=made.qa), *(address(url, made) for url in UNITS))


def test_the_managers_pages_are_for_everybody(signed_in, sweep, made):
    sweep(signed_in(user=made.manager), *(address(url, made) for url in MANAGERS))


def test_the_forms_pages_are_for_everybody(signed_in, sweep, made):
    sweep(signed_in(user=made.auditor), *(address(url, made) for url in AUDITORS))


def test_the_problems_of_an_action_lead_to_their_fields(signed_in, made):
    page = signed_in(user=made.auditor)
    page.goto(f"/audits/{made.fresh.pk}/write/actions/")
    page.get_by_label("Action 2: for whom (optional)").fill("The child")
    page.get_by_role("button", name="Save and continue").click()
    page.goto(f"/audits/{made.fresh.pk}/check/")
    page.get_by_role("button", name="Submit audit").click()
    page.get_by_role("link", name="Action 2: choose who sees to it").click()
    assert page.locator("#answer-action_2_owner").evaluate("e => e === document.activeElement")
