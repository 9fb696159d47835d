"""Why audits were not completed, as the summary and the pages show it: the counts add up."""

import datetime as dt

import pytest
from django.urls import reverse

from audits import actions
from audits.models import Audit
from audits.running import missed
from core.history import Service
from figures.actions import roll_up
from tests.audits.running import another_audit, manager, now
from tests.audits.world import submit, write


@pytest.fixture
def late(world, settings):
    """The day after the cycle was due."""
    settings.PLUMBLINE_TODAY = dt.date(2023, 10, 28)
    return world


def say(world, reason="other_work", note="", by=None, audit=None):
    return actions.say_why_missed(
        by=by or world.manager, audit=audit or world.audit, reason=reason, note=note
    )


def test_the_counts_of_the_reasons_add_up_to_what_is_not_completed(late, client):
    reasons = ["other_work", "other_work", "auditor_away", "", "", ""]
    for reason in reasons:
        another_audit(late, missed_reason=reason)
    submit(late)
    another_audit(late, state=Audit.State.EXEMPTED, missed_reason="other_work")
    actions.close_cycle(by=late.qa, cycle=late.cycle)
    roll_up(by=Service("a test"), asked=[late.cycle.month])
    client.force_login(late.qa)
    shown = client.get(reverse("summary", args=["2023-10"]))
    assert shown.context["summary"].rows[-1].not_completed == str(len(reasons))
    words = "Not completed: 6. Other work came first 2, the auditor was away 1, no reason given 3."
    assert words in shown.content.decode()
    page = client.get(late.cycle.get_absolute_url()).content.decode()
    assert "Other work came first: 2" in page
    assert "No reason given: 3" in page


def test_the_summary_never_says_another_number_than_its_figures(late, client):
    roll_up(by=Service("a test"), asked=[late.cycle.month])
    actions.close_cycle(by=late.qa, cycle=late.cycle)
    assert missed.in_summary(late.cycle, "1") == ""  # as it was read before it was closed
    late.cycle.refresh_from_db()
    assert missed.in_summary(late.cycle, "1") == "Not completed: 1. No reason given 1."
    assert missed.in_summary(late.cycle, "2") == ""


def test_the_reason_is_given_on_the_audits_page_and_shown_there(late, client):
    client.force_login(late.manager)
    assert "Say why it was not completed" in client.get(late.audit.get_absolute_url()).content.decode()
    page = reverse("audit_missed", args=[late.audit.pk])
    refused = client.post(page, {"reason": "other", "note": ""}).content.decode()
    assert "Say in a few words what the other reason was" in refused
    shown = client.post(page, {"reason": "other", "note": "Flood in the office"}, follow=True)
    assert "Not completed: another reason. Flood in the office" in shown.content.decode()


def test_a_new_auditor_does_not_inherit_the_reason(late):
    write(late)
    say(late, "auditor_away")
    actions.adjust(
        by=late.qa, audit=late.audit, kind="reassign", reason="Away.", auditor=manager().staff,
        seen=now(late.audit).version,
    )  # fmt: skip
    assert now(late.audit).missed_reason == ""
