"""Blind, then reveal: until a moderator has graded, nothing shows them the auditor's grade or rationale."""

import datetime as dt
import io
import itertools

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from audits import actions, blinding
from audits.actions.returning import return_audit
from audits.models import Audit, BlindGrade, SecondLookRule
from audits.rules.blinding import hides
from core.errors import Refused
from core.history import Service
from figures.actions import roll_up
from tests.audits.world import RATIONALE, submit
from tests.factories import UserFactory

SEEN = "Requires improvement"
REASON = "Visits are late and the plan is vague, though the child is heard."
TEXT = "A rationale that nobody else would ever happen to write."


@pytest.fixture
def blind(world):
    """A submitted audit in a blind cycle, whose figures are known."""
    world.cycle.blind = True
    world.cycle.save()
    submit(world, rationale=TEXT)
    roll_up(by=Service("a test"), asked=[world.cycle.month])
    return world


def pages(world):
    """Every page on which a moderator could meet the audit."""
    audit = world.audit.pk
    return [
        reverse("home"),
        reverse("audits"),
        reverse("audits") + "?export=csv",
        reverse("audits") + "?sort=-final_grade",
        reverse("audit", args=[audit]),
        reverse("audit_moderate", args=[audit]),
        reverse("moderation_queue"),
        reverse("moderation_queue") + "?export=csv",
        reverse("summary", args=[world.cycle.month]),
        reverse("summary_record", args=[world.cycle.month]),
        reverse("cycle", args=[world.cycle.month]),
        reverse("indicator", args=["audits.requires_improvement"]),
        reverse("indicator", args=["audits.good_or_better_rate"]),
        reverse("figures"),
    ]


def told(client, user, url):
    """What a page says besides the names of the grades that any filter or form lists."""
    client.force_login(user)
    text = client.get(url).content.decode()
    return TEXT in text or "app-grade--requires-improvement" in text or f",{SEEN}" in text


@pytest.mark.parametrize("number", range(13))
def test_no_page_list_or_export_says_the_grade_before_the_moderator_has_graded(blind, client, number):
    url = pages(blind)[number]
    client.force_login(blind.qa)
    assert client.get(url).status_code == 200
    assert not told(client, blind.qa, url)


def test_the_same_pages_say_it_where_moderation_is_not_blind(blind, client):
    blind.cycle.blind = False
    blind.cycle.save()
    said = [url for url in pages(blind) if told(client, blind.qa, url)]
    assert {url.partition("?")[0] for url in said} >= {
        reverse("audits"), reverse("audit", args=[blind.audit.pk]), reverse("moderation_queue"),
        reverse("audit_moderate", args=[blind.audit.pk]),
    }  # fmt: skip


def test_no_filter_finds_an_audit_by_a_grade_that_is_held_back(blind, client):
    client.force_login(blind.qa)
    for name in ("audits", "moderation_queue"):
        text = client.get(reverse(name), {"grade": "requires_improvement"}).content.decode()
        assert blind.audit.case_ref not in text


def test_the_figures_that_would_tell_it_are_withheld_and_others_are_not(blind, client):
    client.force_login(blind.qa)
    assert client.get(reverse("indicator", args=["audits.completed"])).context["paginator"].count
    for slug in blinding.GRADED:
        assert not client.get(reverse("indicator", args=[slug])).context["paginator"].count


def test_the_figures_page_of_a_withheld_figure_is_not_there(blind, client):
    from figures.models import CurrentFigure

    figure = CurrentFigure.objects.filter(indicator__slug="audits.requires_improvement").first()
    url = reverse("figure", args=["audits.requires_improvement", figure.month, figure.place_id])
    client.force_login(blind.qa)
    assert client.get(url).status_code == 404
    assert client.get(reverse("figure_by_number", args=[figure.figure_id])).status_code == 404
    client.force_login(UserFactory(roles=["performance"]))
    assert client.get(url).status_code == 200


def test_the_summary_says_that_grades_are_held_back_and_nothing_wrong_of_them(blind, client):
    blind.cycle.state = "closed"
    blind.cycle.save()
    client.force_login(blind.qa)
    text = client.get(reverse("summary", args=[blind.cycle.month])).content.decode()
    assert "Grades are held back from moderators" in text
    assert "none inadequate" not in text
    assert "No audit was graded inadequate" not in text


def test_the_history_says_that_it_was_submitted_and_not_how_it_was_graded(blind, client):
    client.force_login(blind.qa)
    text = client.get(reverse("audit", args=[blind.audit.pk])).content.decode()
    assert "Robin Testerton submitted the audit" in text
    assert "Grade was set to" not in text


def test_the_auditor_and_their_head_of_service_see_the_grade_as_ever(blind, client):
    area = blind.audit.service_area
    for user in (blind.manager, UserFactory(roles=["head_of_service"], roles__service_area=area)):
        assert told(client, user, reverse("audit", args=[blind.audit.pk]))


def test_a_moderator_grades_then_sees_both_and_settles_with_a_reason(blind, client):
    url = reverse("audit_moderate", args=[blind.audit.pk])
    client.force_login(blind.qa)
    answer = client.post(url, {"blind": "1", "grade": "good", "reason": REASON}, follow=True)
    text = answer.content.decode()
    assert TEXT in text
    assert REASON in text
    assert not Audit.objects.get(pk=blind.audit.pk).moderated_grade
    client.post(url, {"grade": "good", "reason": "The answers bear out a good.", "seen": 2})
    assert Audit.objects.get(pk=blind.audit.pk).final_grade == "good"
    assert BlindGrade.objects.get().reason == REASON


def test_what_one_moderator_has_seen_is_still_held_back_from_another(blind, client):
    actions.grade_blind(by=blind.qa, audit=blind.audit, grade="good", reason=REASON)
    url = reverse("audit", args=[blind.audit.pk])
    assert told(client, blind.qa, url)
    assert not told(client, blind.other_qa, url)
    assert REASON not in client.get(url).content.decode()


def test_nobody_settles_without_having_graded_blind(blind):
    with pytest.raises(Refused, match="give your own grade before"):
        actions.moderate(by=blind.qa, audit=blind.audit, grade="good", reason=REASON, seen=2)


def test_a_blind_grade_is_given_once(blind):
    first = actions.grade_blind(by=blind.qa, audit=blind.audit, grade="good", reason=REASON)
    assert actions.grade_blind(by=blind.qa, audit=blind.audit, grade="inadequate", reason="Else") == first


def test_once_settled_everybody_sees_it_and_grades_blind_no_more(blind, client):
    actions.grade_blind(by=blind.qa, audit=blind.audit, grade="good", reason=REASON)
    actions.moderate(by=blind.qa, audit=blind.audit, grade="good", reason=REASON, seen=2)
    assert told(client, blind.other_qa, reverse("audit", args=[blind.audit.pk]))
    with pytest.raises(Refused, match="not graded blind any more"):
        actions.grade_blind(by=blind.other_qa, audit=blind.audit, grade="good", reason=REASON)


def test_an_audit_that_nobody_will_moderate_is_shown_once_its_cycle_is_closed(blind):
    SecondLookRule.objects.create(kind="outstanding", starts_on=dt.date(2023, 1, 1))
    audit = Audit.objects.get(pk=blind.audit.pk)
    assert blinding.hides_grade(blind.qa, audit), "it may still be picked"
    actions.close_cycle(by=blind.qa, cycle=blind.cycle)
    assert not blinding.hides_grade(blind.qa, Audit.objects.get(pk=audit.pk))


def test_a_file_neither_tells_nor_changes_a_grade_that_is_held_back(blind, tmp_path):
    tried = tmp_path / "audits.csv"
    tried.write_text(
        "cycle,case_ref,service_area,auditor,completed_on,grade\n"
        f"2023-10,{blind.audit.case_ref},SWF,{blind.manager.staff.staff_id},2023-10-16,Good\n"
    )
    said = io.StringIO()
    call_command("import_audits", tried, dry_run=True, stdout=said)
    assert "equires" not in said.getvalue()
    assert "0 corrected, 1 left as they were" in said.getvalue()


@pytest.mark.parametrize("case", list(itertools.product([True, False], repeat=6)))
def test_it_is_held_back_only_while_a_moderator_may_still_have_to_judge_unseen(case):
    names = ("blind", "given", "settled", "may_still_be_moderated", "may_moderate", "knows")
    said = dict(zip(names, case, strict=True))
    expected = case == (True, True, False, True, True, False)
    assert hides(**said) is expected


def test_the_condition_of_lists_says_the_same_as_the_page_of_one(blind):
    assert RATIONALE != TEXT
    for user in (blind.qa, blind.other_qa, blind.manager):
        audit = Audit.objects.get(pk=blind.audit.pk)
        listed = Audit.objects.filter(blinding.hidden_from(user)).exists()
        assert listed is blinding.hides_grade(user, audit)


def test_an_audit_that_was_sent_back_and_withdrawn_does_not_show_its_first_grade(blind, client):
    audit = Audit.objects.get(pk=blind.audit.pk)
    return_audit(by=blind.other_qa, audit=audit, questions="What did the child say?", seen=audit.version)
    audit.refresh_from_db()
    actions.adjust(
        by=blind.other_qa, audit=audit, kind="withdraw", reason="The wrong file.", seen=audit.version
    )
    client.force_login(blind.qa)
    text = client.get(reverse("audit", args=[audit.pk])).content.decode()
    assert TEXT not in text
    assert "Grade was set to" not in text


def test_what_came_in_again_is_graded_blind_again(blind):
    actions.grade_blind(by=blind.qa, audit=blind.audit, grade="good", reason=REASON)
    audit = Audit.objects.get(pk=blind.audit.pk)
    return_audit(by=blind.qa, audit=audit, questions="What did the child say?", seen=audit.version)
    submit(blind, rationale=TEXT + " And more.")
    assert blinding.hides_grade(blind.qa, Audit.objects.get(pk=audit.pk))
    actions.grade_blind(by=blind.qa, audit=blind.audit, grade="inadequate", reason="Read again.")
    assert [given.grade for given in BlindGrade.objects.all()] == ["good", "inadequate"]


def test_blind_moderation_is_not_taken_off_to_have_a_look(blind):
    with pytest.raises(Refused, match="before the first audit of the cycle is submitted"):
        actions.revise_cycle(
            by=blind.qa, cycle=blind.cycle, theme=blind.cycle.theme, due_on=blind.cycle.due_on,
            tool=blind.cycle.tool, blind=False, seen=actions.described(blind.cycle),
        )  # fmt: skip


def test_a_blind_cycle_that_has_shown_grades_is_not_opened_again_and_they_are_not_moderated(blind):
    SecondLookRule.objects.create(kind="outstanding", starts_on=dt.date(2023, 1, 1))
    actions.close_cycle(by=blind.qa, cycle=blind.cycle)
    with pytest.raises(Refused, match="it is not opened again"):
        actions.open_cycle(by=blind.qa, cycle=blind.cycle)
    with pytest.raises(Refused, match="nobody can give an independent second opinion"):
        actions.moderate(by=blind.qa, audit=blind.audit, grade="good", reason=REASON, seen=2)


def test_the_queue_of_a_blind_cycle_does_not_tell_what_the_rules_picked(blind, client):
    SecondLookRule.objects.create(kind="inadequate", starts_on=dt.date(2023, 1, 1))
    assert list(Audit.objects.awaiting_moderation_by(blind.qa)) == [blind.audit]
    client.force_login(blind.qa)
    assert "picked" not in client.get(reverse("audit", args=[blind.audit.pk])).content.decode()


def test_a_file_does_not_moderate_what_was_submitted_here(blind, tmp_path):
    tried = tmp_path / "audits.csv"
    tried.write_text(
        "cycle,case_ref,service_area,auditor,completed_on,moderated_grade,moderation_reason\n"
        f"2023-10,{blind.audit.case_ref},SWF,{blind.manager.staff.staff_id},2023-10-16,Good,Because\n"
    )
    with pytest.raises(CommandError, match="1 problem"):
        call_command("import_audits", tried)
