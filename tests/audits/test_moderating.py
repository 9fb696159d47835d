"""Both grades stay for ever; the final one is the moderated one where there is one."""

import pytest

from audits import actions
from audits.models import Audit
from core import history
from core.errors import Conflict, Refused
from tests.audits.world import submit
from tests.factories import UserFactory


def moderate(world, by=None, grade="good", reason="The file shows more than the rationale says.", seen=2):
    return actions.moderate(by=by or world.qa, audit=world.audit, grade=grade, reason=reason, seen=seen)


@pytest.fixture
def submitted(world):
    submit(world)
    return world


def test_both_grades_stay_and_the_moderated_one_is_final(submitted):
    moderate(submitted)
    audit = Audit.objects.get(pk=submitted.audit.pk)
    assert (audit.grade, audit.moderated_grade, audit.final_grade) == ("requires_improvement", "good", "good")


def test_without_moderation_the_auditors_grade_is_final(submitted):
    assert Audit.objects.get(pk=submitted.audit.pk).final_grade == "requires_improvement"


def test_nobody_moderates_their_own(submitted):
    submitted.manager.staff = None
    submitted.manager.save()
    own = UserFactory(roles=["qa"], staff=submitted.audit.auditor)
    with pytest.raises(Refused, match="Nobody moderates their own"):
        moderate(submitted, by=own)


def test_two_moderators_at_once_one_wins_and_the_other_sees_what_stands(submitted):
    moderate(submitted, seen=2)
    with pytest.raises(Conflict) as caught:
        moderate(submitted, by=submitted.other_qa, grade="inadequate", seen=2)
    assert caught.value.current.moderated_grade == "good"


def test_the_same_moderation_twice_is_one(submitted):
    assert moderate(submitted) == moderate(submitted)
    assert submitted.audit.moderations.count() == 1
    assert len(history.of(submitted.audit)) == 2


def test_a_second_moderation_stands_and_the_first_stays_in_the_record(submitted):
    moderate(submitted, seen=2)
    moderate(submitted, by=submitted.other_qa, grade="inadequate", reason="A risk was missed.", seen=3)
    assert [each.grade for each in submitted.audit.moderations.all()] == ["inadequate", "good"]
    assert Audit.objects.get(pk=submitted.audit.pk).final_grade == "inadequate"


def test_what_is_not_submitted_is_not_moderated(world):
    with pytest.raises(Refused, match="has not been submitted"):
        moderate(world, seen=1)


def test_a_reason_is_needed(submitted):
    with pytest.raises(Refused, match="reason"):
        moderate(submitted, reason="  ")


def test_the_history_says_what_a_moderation_did_to_the_grade_that_stood(submitted):
    moderate(submitted, grade="outstanding", seen=2)
    moderate(submitted, by=submitted.other_qa, grade="good", reason="Not quite.", seen=3)
    moderate(submitted, grade="good", reason="Settled.", seen=4)
    last, second, _ = [line.sentence for line in history.of(submitted.audit)][:3]
    assert "lowered the grade of, the audit" in second
    assert "Grade went from Outstanding to Good" in second
    assert "agreed with the grade of, the audit" in last


def test_the_history_reads_as_sentences(submitted):
    moderate(submitted)
    sentence = history.of(submitted.audit)[0]
    assert "Quinn Mockford moderated, and raised the grade of, the audit" in sentence.sentence
    assert sentence.reason == "The file shows more than the rationale says."
