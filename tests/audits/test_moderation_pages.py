"""The moderator's pages: a queue, the audit, a grade with its reason; no typed text is lost."""

import pytest
from django.urls import reverse

from audits import actions
from audits.models import Audit
from tests.audits.world import submit
from tests.factories import UserFactory

REASON = "The visit notes show more than the rationale says."


@pytest.fixture
def moderator(client, world):
    submit(world)
    client.force_login(world.qa)
    return client


def url(world):
    return reverse("audit_moderate", args=[world.audit.pk])


def test_a_submitted_audit_is_in_the_queue_until_it_is_moderated(moderator, world):
    assert world.audit.case_ref in moderator.get(reverse("moderation_queue")).content.decode()
    moderator.post(url(world), {"grade": "good", "reason": REASON, "seen": 2})
    assert world.audit.case_ref not in moderator.get(reverse("moderation_queue")).content.decode()


def test_the_moderator_sees_the_audit_the_grade_and_the_rationale(moderator, world):
    shown = moderator.get(url(world)).content.decode()
    for words in ("Requires improvement", "They listened to us.", "Was the child seen?", "Timely visits"):
        assert words in shown


def test_moderating_leads_to_the_audit_with_both_grades(moderator, world):
    answer = moderator.post(url(world), {"grade": "good", "reason": REASON, "seen": 2}, follow=True)
    shown = answer.content.decode()
    assert "Moderated grade" in shown
    assert "Quinn Mockford moderated, and raised the grade of, the audit" in shown


def test_a_moderation_that_a_file_took_back_is_shown_as_no_longer_in_force(moderator, world):
    moderator.post(url(world), {"grade": "good", "reason": REASON, "seen": 2})
    assert "(no longer in force)" not in moderator.get(world.audit.get_absolute_url()).content.decode()
    Audit.objects.filter(pk=world.audit.pk).update(moderated_grade="")
    assert "(no longer in force)" in moderator.get(world.audit.get_absolute_url()).content.decode()


def test_the_lists_of_points_are_headed_in_the_plural(moderator, world):
    shown = moderator.get(world.audit.get_absolute_url()).content.decode()
    assert '<h2 class="govuk-heading-m">Good practice</h2>' in shown
    assert '<h2 class="govuk-heading-m">Areas for improvement</h2>' in shown


def test_two_moderators_at_once_the_second_sees_both_and_keeps_their_text(moderator, world):
    actions.moderate(by=world.other_qa, audit=world.audit, grade="good", reason="First.", seen=2)
    answer = moderator.post(url(world), {"grade": "inadequate", "reason": REASON, "seen": 2})
    shown = answer.content.decode()
    assert answer.status_code == 409
    for words in ("Ali Inventon moderated this audit", "First.", REASON):
        assert words in shown
    assert Audit.objects.get(pk=world.audit.pk).final_grade == "good"


def test_saving_again_on_top_of_the_others_moderation_is_a_choice(moderator, world):
    actions.moderate(by=world.other_qa, audit=world.audit, grade="good", reason="First.", seen=2)
    answer = moderator.post(url(world), {"grade": "inadequate", "reason": REASON, "seen": 2})
    seen = answer.context["form"]["seen"].value()
    moderator.post(url(world), {"grade": "inadequate", "reason": REASON, "seen": seen})
    assert Audit.objects.get(pk=world.audit.pk).final_grade == "inadequate"


def test_the_reason_is_asked_for(moderator, world):
    answer = moderator.post(url(world), {"grade": "good", "reason": "", "seen": 2})
    assert "Enter" in answer.context["form"].errors["reason"][0]


def test_ones_own_audit_is_not_in_the_queue(client, world):
    submit(world)
    world.manager.staff = None
    world.manager.save()
    own = UserFactory(roles=["qa"], staff=world.audit.auditor)
    client.force_login(own)
    assert world.audit.case_ref not in client.get(reverse("moderation_queue")).content.decode()
    answer = client.post(url(world), {"grade": "good", "reason": REASON, "seen": 2})
    assert "Nobody moderates their own audit" in answer.content.decode()


def test_an_audit_that_is_not_submitted_cannot_be_moderated(client, world):
    client.force_login(world.qa)
    assert client.get(url(world)).status_code == 404
