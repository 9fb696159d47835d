"""A submitted audit is the record: complete, checked, written once."""

import datetime as dt

import pytest

from audits import actions
from audits.actions.submitting import Draft, Incomplete
from audits.models import Audit
from core import history
from core.errors import Conflict, Refused
from figures.models import Stale
from tests.audits.world import RATIONALE, submit, write
from tests.factories import UserFactory


def test_the_draft_becomes_the_record(world):
    submit(world)
    audit = Audit.objects.get(pk=world.audit.pk)
    assert (audit.state, audit.grade, audit.rationale) == ("submitted", "requires_improvement", RATIONALE)
    assert (audit.completed_on, audit.discussion_on) == (dt.date(2023, 10, 16), dt.date(2023, 10, 12))
    assert (audit.feedback_from, audit.feedback_quotable) == ("Mother", True)
    assert dict(audit.answers.values_list("question__code", "value"))["depth"] == "4"
    assert [finding.text for finding in audit.findings.filter(kind="good_practice")] == [
        "Timely visits",
        "The child's words are on file",
    ]


def test_submitting_makes_the_month_stale(world):
    submit(world)
    assert "an audit was submitted" in Stale.objects.filter(month=world.cycle.month).values_list(
        "cause", flat=True
    )


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("chronology", "", "Select an answer to ‘Chronology’"),
        ("depth", "7", "must be one of"),
        ("discussion_with", "", "Enter an answer to ‘Who did you talk with?’"),
        ("discussion_on", "31/02/2023", "‘When did you talk?’ must be a real date, such as 16/10/2023"),
        ("discussion_on", "17/10/2023", "‘When did you talk?’ must be today or in the past"),
        ("grade", "", "Select an answer to ‘How do you grade the work?’"),
        ("rationale", "x" * 29, "30 characters or more; it has 29"),
        ("rationale", "x" * 20_001, "20,000 characters or fewer; it has 20,001"),
        ("discussion_with", "w" * 161, "160 characters or fewer; it has 161"),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_submitted(world, field, value, words):
    with pytest.raises(Incomplete) as caught:
        submit(world, **{field: value})
    assert words in caught.value.problems[field]
    assert Audit.objects.get(pk=world.audit.pk).state == "allocated"


def test_a_rationale_of_30_characters_is_enough(world):
    submit(world, rationale="x" * 30)


def test_neither_good_practice_nor_improvement_is_too_little(world):
    with pytest.raises(Incomplete) as caught:
        submit(world, good_practice=" ", improvement="")
    assert "at least one point" in caught.value.problems["good_practice"]


def test_what_follows_a_discussion_is_not_asked_where_there_was_none(world):
    audit = submit(world, discussion="no", discussion_with="", discussion_on="never")
    assert audit.discussion is False
    assert audit.discussion_on is None


def test_the_same_submit_clicked_twice_submits_once(world):
    write(world)
    seen = Draft(world.audit).digest
    first = actions.submit(by=world.manager, audit=world.audit, seen=seen)
    second = actions.submit(by=world.manager, audit=world.audit, seen=seen)
    assert first.submitted_at == second.submitted_at
    assert len(history.of(world.audit)) == 1
    assert world.audit.answers.count() == 7


def test_answers_that_changed_since_they_were_checked_are_checked_again(world):
    write(world)
    seen = Draft(world.audit).digest
    write(world, grade="good")
    with pytest.raises(Conflict, match="Check them again"):
        actions.submit(by=world.manager, audit=world.audit, seen=seen)


def test_nobody_submits_for_the_auditor(world):
    write(world)
    with pytest.raises(Refused, match="Only the auditor"):
        actions.submit(by=UserFactory(roles=["practice_manager"]), audit=world.audit, seen="")


def test_two_versions_of_a_text_are_settled_before_submitting(world):
    write(world)
    actions.save(by=world.manager, audit=world.audit, fields={"note": ("The other text", 0)})
    with pytest.raises(Refused, match="two versions"):
        actions.submit(by=world.manager, audit=world.audit, seen=Draft(world.audit).digest)
    actions.discard(by=world.manager, audit=world.audit, unmerged=world.audit.unmerged.get())
    assert actions.submit(by=world.manager, audit=world.audit, seen=Draft(world.audit).digest).is_completed
