"""The page of an inadequate audit's task: closed once something is agreed."""

import pytest
from django.urls import reverse

from audits import actions
from audits.models import AgreedAction, Audit, InadequateTask
from tests.audits import agreed_world
from tests.audits.agreed_world import agree
from tests.audits.world import submit

ADD = {
    "do": "add",
    "new-what": "Update the plan",
    "new-for_whom": "The child",
    "new-owner_kind": "team_manager",
    "new-due_on_0": "15",
    "new-due_on_1": "11",
    "new-due_on_2": "2023",
}
CLOSE = {"do": "close", "close-reason": "The plan is what was missing."}


@pytest.fixture
def made(db):
    made = agreed_world.make()
    submit(made.world, grade="inadequate")
    return made


@pytest.fixture
def url(made):
    return reverse("inadequate_task", args=[InadequateTask.objects.get().pk])


def test_it_cannot_be_closed_before_an_action_is_agreed_and_keeps_what_was_typed(made, url, client):
    client.force_login(made.manager)
    shown = client.post(url, CLOSE).content.decode()
    assert "Agree on at least one action before you close this task. Add it below." in shown
    assert "The plan is what was missing." in shown
    assert 'name="new-what"' in shown, "the form to add one is there"
    assert InadequateTask.objects.get().is_open


def test_an_action_is_added_there_and_the_task_closed(made, url, client):
    client.force_login(made.manager)
    assert client.post(url, ADD).url == url
    assert AgreedAction.objects.get().owner == made.manager
    assert client.post(url, CLOSE).url == url
    shown = client.get(url).content.decode()
    assert "The plan is what was missing." in shown
    assert 'name="close-reason"' not in shown


def test_what_is_missing_of_an_action_is_said(made, url, client):
    client.force_login(made.manager)
    answer = client.post(url, {**ADD, "new-what": ""})
    assert answer.context["form"].errors == {"what": ["Answer ‘What is to be done?’."]}


def test_what_is_typed_beside_the_button_that_is_pressed_is_kept(made, url, client):
    client.force_login(made.manager)
    both = {**CLOSE, **ADD}
    shown = client.post(url, {**both, "new-for_whom": ""}).content.decode()
    assert "The plan is what was missing." in shown, "beside an action that lacks something"
    shown = client.post(url, both).content.decode()
    assert "The action is agreed." in shown
    assert "The plan is what was missing." in shown, "beside an action that is added"
    client.post(url, both)
    assert AgreedAction.objects.count() == 1, "the page loaded again adds nothing"
    answer = client.post(url, {**both, "do": "close", "new-what": "Half an action"})
    assert "An action is written below, but not added." in answer.content.decode()
    assert "Half an action" in answer.content.decode()
    assert InadequateTask.objects.get().is_open
    empty = {"new-what": "", "new-for_whom": " "}
    assert client.post(url, {**both, **empty, "do": "close"}).status_code == 302


def test_who_closes_what_another_closed_meanwhile_sees_both_reasons(made, url, client):
    agree(made)
    actions.close_task(by=made.lead, task=InadequateTask.objects.get(), reason="As the lead agreed.")
    client.force_login(made.manager)
    answer = client.post(url, {**ADD, **CLOSE})
    shown = answer.content.decode()
    assert answer.status_code == 409
    for words in ("Closed by Lee Leadsworth", "As the lead agreed.", "The plan is what was missing."):
        assert words in shown
    assert "Update the plan" in shown, "nor is the action lost that was typed beside it"
    assert "The task is closed." not in shown
    assert InadequateTask.objects.get().reason == "As the lead agreed."


def test_who_closes_what_was_withdrawn_meanwhile_reads_why(made, url, client):
    seen = Audit.objects.get(pk=made.audit.pk).version
    actions.moderate(by=made.qa, audit=made.audit, grade="good", reason="Read twice.", seen=seen)
    client.force_login(made.manager)
    answer = client.post(url, CLOSE)
    assert answer.status_code == 409
    for words in ("Withdrawn by Quinn Mockford", "The moderated grade is Good.", "The plan is what was"):
        assert words in answer.content.decode()


def test_an_action_with_errors_is_there_though_the_task_ended_meanwhile(made, url, client):
    agree(made)
    actions.close_task(by=made.lead, task=InadequateTask.objects.get(), reason="Agreed.")
    client.force_login(made.manager)
    assert 'name="new-what"' not in client.get(url).content.decode()
    shown = client.post(url, {**ADD, "new-for_whom": ""}).content.decode()
    assert "Update the plan" in shown
    assert 'name="new-for_whom"' in shown


def test_the_auditor_reads_it_and_closes_nothing(made, url, client):
    client.force_login(made.auditor)
    shown = client.get(url).content.decode()
    assert 'name="close-reason"' not in shown
    agree(made)
    answer = client.post(url, CLOSE)
    assert "This task is closed by whom it is for" in answer.content.decode()
    assert InadequateTask.objects.get().is_open


def test_the_audits_page_leads_to_it(made, url, client):
    client.force_login(made.lead)
    assert url in client.get(made.audit.get_absolute_url()).content.decode()


def test_the_list_has_it_with_its_state(made, url, client):
    client.force_login(made.lead)
    tasks = reverse("inadequate_tasks")
    assert url in client.get(tasks, {"state": "open"}).content.decode()
    assert url not in client.get(tasks, {"state": "closed"}).content.decode()
