"""An audit is sent back with questions: it is not completed until it comes back, and what changed is kept."""

import pytest
from django.core import mail as sent
from django.urls import reverse

from audits import actions, progress
from audits.actions.cycles import described
from audits.actions.returning import return_audit
from audits.actions.submitting import Draft
from audits.models import Audit, Return
from core import history
from core.errors import Conflict, Refused
from tests.audits.world import RATIONALE, submit, write
from tests.factories import ToolVersionFactory, UserFactory
from tests.jobs import run_pending

QUESTIONS = "What does the genogram say?\nWho saw the child?"


def send_back(world, by=None, questions=QUESTIONS, seen=None):
    audit = Audit.objects.get(pk=world.audit.pk)
    return return_audit(
        by=by or world.qa, audit=audit, questions=questions, seen=audit.version if seen is None else seen
    )


@pytest.fixture
def submitted(world):
    submit(world)
    return world


@pytest.fixture
def returned(submitted):
    send_back(submitted)
    submitted.audit.refresh_from_db()
    return submitted


def said(entries):
    return {code: words for code, _, words in entries}


def test_what_is_sent_back_is_not_completed_in_any_count(submitted):
    assert progress.by_service_area(submitted.cycle)[0]["completed"] == 1
    send_back(submitted)
    audit = Audit.objects.get(pk=submitted.audit.pk)
    assert (audit.state, audit.grade, audit.final_grade, audit.completed_on) == ("returned", "", "", None)
    assert progress.by_service_area(submitted.cycle)[0]["completed"] == 0
    assert not Audit.objects.completed().exists()
    assert not audit.answers.exists()
    assert not audit.findings.exists()
    assert (audit.rationale, audit.discussion, audit.feedback_words) == ("", None, "")


def test_what_it_said_is_kept_in_the_order_of_the_form_and_in_words(returned):
    kept = returned.audit.returns.get().before
    fields = [field.code for field in Draft(returned.audit).fields]
    assert [code for code, _, _ in kept] == fields
    words = said(kept)
    assert words["grade"] == "Requires improvement"
    assert words["rationale"] == RATIONALE
    assert words["chronology"] == "Yes"
    assert words["depth"] == "4"
    assert words["discussion_on"] == "12/10/2023"
    assert words["feedback_quotable"] == "Yes"
    assert words["good_practice"] == "Timely visits\nThe child's words are on file"


def test_the_auditor_finds_everything_as_it_was_written(returned):
    assert Draft(returned.audit).values["rationale"] == RATIONALE
    write(returned, rationale=RATIONALE + " And more.")
    assert returned.audit.entries.get(field="rationale").value.endswith("And more.")


def test_what_comes_back_says_what_changed(returned):
    submit(returned, grade="good", rationale=RATIONALE + " The genogram is there.")
    row = returned.audit.returns.get()
    assert row.came_back_at is not None
    assert said(row.after)["grade"] == "Good"
    assert said(row.before)["grade"] == "Requires improvement"
    audit = Audit.objects.get(pk=returned.audit.pk)
    assert (audit.state, audit.grade) == ("submitted", "good")
    changed = [code for code in said(row.after) if said(row.after)[code] != said(row.before)[code]]
    assert changed == ["grade", "rationale"]


def test_what_did_not_take_place_after_all_leaves_nothing_in_the_record(returned):
    submit(returned, discussion="no", feedback="no")
    audit = Audit.objects.get(pk=returned.audit.pk)
    assert (audit.discussion, audit.discussion_with, audit.discussion_on) == (False, "", None)
    assert (audit.feedback, audit.feedback_words, audit.feedback_quotable) == (False, "", False)
    assert said(audit.returns.get().after)["discussion_with"] == ""


def test_a_moderation_is_no_longer_in_force_and_stays_in_the_record(submitted):
    given = {"grade": "good", "reason": "The file shows more."}
    actions.moderate(by=submitted.other_qa, audit=submitted.audit, seen=2, **given)
    send_back(submitted)
    audit = Audit.objects.get(pk=submitted.audit.pk)
    assert audit.moderated_grade == ""
    assert [each.grade for each in audit.moderations.all()] == ["good"]
    submit(submitted)
    audit.refresh_from_db()
    assert audit.final_grade == "requires_improvement"
    actions.moderate(by=submitted.other_qa, audit=audit, seen=audit.version, **given)
    audit.refresh_from_db()
    assert audit.final_grade == "good"
    assert audit.moderations.count() == 2


def test_the_same_questions_twice_are_one_return(submitted):
    assert send_back(submitted, seen=2) == send_back(submitted, seen=2)
    assert Return.objects.count() == 1
    run_pending()
    assert len(sent.outbox) == 1


def test_who_read_it_before_it_was_moderated_is_told_so(submitted):
    actions.moderate(by=submitted.other_qa, audit=submitted.audit, grade="good", reason="More.", seen=2)
    with pytest.raises(Conflict) as caught:
        send_back(submitted, seen=2)
    assert caught.value.current.moderated_grade == "good"
    assert not Return.objects.exists()


def test_a_second_return_keeps_the_first(returned):
    submit(returned, grade="good")
    send_back(returned, questions="And the plan?")
    assert [(each.number, each.questions) for each in returned.audit.returns.all()] == [
        (2, "And the plan?"),
        (1, QUESTIONS),
    ]
    assert said(returned.audit.returns.first().before)["grade"] == "Good"


def test_nobody_sends_back_their_own_or_their_teams_or_what_they_lead(submitted):
    submitted.manager.staff = None
    submitted.manager.save()
    own = UserFactory(roles=["qa"], staff=submitted.audit.auditor)
    lead = UserFactory(roles=["qa", "service_lead"], roles__service_area=submitted.audit.service_area)
    for person, words in ((own, "it is your own audit"), (lead, "you led its service area")):
        with pytest.raises(Refused, match=words):
            send_back(submitted, by=person)


def test_only_a_submitted_audit_of_an_open_cycle_is_sent_back_and_only_with_questions(world):
    with pytest.raises(Refused, match="The state of this one is: To do"):
        send_back(world)
    submit(world)
    with pytest.raises(Refused, match="Enter the questions"):
        send_back(world, questions=" \n ")
    actions.close_cycle(by=world.qa, cycle=world.cycle)
    with pytest.raises(Refused, match="The cycle October 2023 is not open"):
        send_back(world)
    assert not Return.objects.exists()


def test_the_auditor_is_told_without_a_case_reference_or_the_questions(returned):
    run_pending()
    [email] = sent.outbox
    assert email.to == [returned.manager.email]
    assert reverse("audit_start", args=[returned.audit.pk]) in email.body
    assert returned.audit.case_ref not in email.subject + email.body
    assert "genogram" not in email.subject + email.body


def test_an_auditor_without_an_account_gets_no_mail(submitted):
    submitted.manager.staff = None
    submitted.manager.save()
    send_back(submitted)
    run_pending()
    assert not sent.outbox


def imported(world):
    """Given an audit that came from a file: a record without a draft."""
    submit(world)
    world.audit.refresh_from_db()
    world.audit.entries.all().delete()
    Audit.objects.filter(pk=world.audit.pk).update(submitted_at=None)


def test_an_audit_from_a_file_is_filled_in_for_its_auditor(world):
    imported(world)
    send_back(world)
    audit = Audit.objects.get(pk=world.audit.pk)
    draft = Draft(audit)
    assert draft.values["grade"] == "requires_improvement"
    assert draft.values["discussion_on"] == "12/10/2023"
    assert draft.values["improvement"] == "Genogram to be updated"
    again = actions.submit(by=world.manager, audit=audit, seen=draft.digest)
    row = again.returns.get()
    assert row.before == row.after


def test_what_an_auditor_had_begun_before_a_file_came_is_kept_beside(world):
    imported(world)
    world.audit.entries.create(
        field="rationale", value="My own words", saved_by=world.manager, saved_at=world.audit.submitted_at
    )
    send_back(world)
    assert world.audit.entries.get(field="rationale").value == RATIONALE
    assert world.audit.unmerged.get().value == "My own words"


def test_its_history_reads_as_sentences(returned):
    submit(returned, grade="good")
    again, back, first = [line.sentence for line in history.of(returned.audit)][:3]
    assert again.startswith("Robin Testerton resubmitted the audit.")
    assert back.startswith("Quinn Mockford sent back the audit. State went from Submitted to Sent back.")
    assert "What does the genogram say?" in back
    assert first.startswith("Robin Testerton submitted the audit.")


def test_the_months_figures_are_to_be_computed_again(submitted, monkeypatch):
    told = []
    monkeypatch.setattr(
        "audits.actions.stale.mark_stale", lambda **said: told.append((said["months"], said["cause"]))
    )
    send_back(submitted)
    assert told == [([submitted.cycle.month], "an audit was sent back")]


def test_a_returned_audit_keeps_its_version_of_the_tool(returned):
    returned.audit.entries.all().delete()
    now = returned.cycle
    newer = {"theme": now.theme, "due_on": now.due_on, "tool": ToolVersionFactory(), "seen": described(now)}
    actions.revise_cycle(by=returned.qa, cycle=now, **newer)
    assert Audit.objects.get(pk=returned.audit.pk).tool == returned.audit.tool
