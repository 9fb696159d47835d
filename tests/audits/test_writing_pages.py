"""The auditor's pages: every answer is saved, by a person's click or as it is typed."""

import pytest
from django.urls import reverse

from audits import actions
from audits.models import Audit
from core.errors import Refused
from tests.audits.world import COMPLETE, submit, write

JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def auditor(client, world):
    client.force_login(world.manager)
    return client


def page(world, code):
    return reverse("audit_write", args=[world.audit.pk, code])


def test_the_parts_say_how_far_each_is(auditor, world):
    write(world, rationale="")
    answer = auditor.get(reverse("audit_start", args=[world.audit.pk]))
    statuses = {step.code: step.status for step in answer.context["steps"]}
    assert statuses["focus5"] == "Done"
    assert statuses["grade"] == "In progress"


def test_focus_5_is_asked_of_case_holding_teams_and_the_theme_of_its_month(auditor, world):
    codes = [
        step.code for step in auditor.get(reverse("audit_start", args=[world.audit.pk])).context["steps"]
    ]
    assert codes == ["focus5", "child", "theme", "discussion", "feedback", "findings", "actions", "grade"]
    world.audit.team.records.update(case_holding=False)
    world.cycle.theme = "Neglect"
    world.cycle.save()
    codes = [
        step.code for step in auditor.get(reverse("audit_start", args=[world.audit.pk])).context["steps"]
    ]
    assert codes == ["child", "discussion", "feedback", "findings", "actions", "grade"]


def test_saving_a_page_goes_on_to_the_next_without_judging(auditor, world):
    answer = auditor.post(page(world, "discussion"), {"discussion": "yes", "discussion_on": "soon"})
    assert answer.url == page(world, "feedback")
    assert world.audit.entries.get(field="discussion_on").value == "soon"


def test_the_last_page_goes_on_to_the_check(auditor, world):
    assert auditor.post(page(world, "grade"), {"grade": "good"}).url == reverse(
        "audit_check", args=[world.audit.pk]
    )


def test_save_and_come_back_later_goes_back_to_the_parts(auditor, world):
    answer = auditor.post(page(world, "child"), {"note": "Half a thought", "go": "later"})
    assert answer.url == reverse("audit_start", args=[world.audit.pk])


def test_autosave_answers_with_the_new_versions(auditor, world):
    first = auditor.post(page(world, "child"), {"note": "One", "v__note": "0"}, **JSON).json()
    assert first == {"fields": {"note": {"version": 1, "conflict": False}}}
    second = auditor.post(page(world, "child"), {"note": "Two", "v__note": "0"}, **JSON).json()
    assert second["fields"]["note"] == {"version": 1, "conflict": True}


def test_a_version_that_is_no_number_that_can_be_is_the_one_from_before_the_first(auditor, world):
    answer = auditor.post(page(world, "child"), {"note": "One", "v__note": "9" * 5000}, **JSON).json()
    assert answer == {"fields": {"note": {"version": 1, "conflict": False}}}


def test_autosave_saves_what_was_sent_and_leaves_the_rest(auditor, world):
    write(world)
    auditor.post(page(world, "child"), {"note": "New", "v__note": "1"}, **JSON)
    assert world.audit.entries.get(field="depth").value == COMPLETE["depth"]


def test_both_versions_are_shown_until_one_is_chosen(auditor, world):
    auditor.post(page(world, "child"), {"note": "From the kitchen", "v__note": "0"})
    assert auditor.post(page(world, "child"), {"note": "From the train", "v__note": "0"}).url == page(
        world, "child"
    )
    shown = auditor.get(page(world, "child")).content.decode()
    assert "From the kitchen" in shown
    assert "From the train" in shown
    unmerged = world.audit.unmerged.get()
    auditor.post(
        reverse("audit_choose", args=[world.audit.pk, unmerged.pk]), {"choice": "take", "page": "child"}
    )
    assert world.audit.entries.get(field="note").value == "From the train"


def test_a_session_that_ended_loses_no_text(client, world):
    client.force_login(world.manager)
    token = (
        client.get(page(world, "child")).content.decode().split('name="kept_token" value="')[1].split('"')[0]
    )
    client.logout()
    sent = client.post(page(world, "child"), {"note": "Nearly done", "v__note": "0", "kept_token": token})
    assert sent.status_code == 302
    assert not world.audit.entries.exists()
    client.force_login(world.manager)
    shown = client.get(page(world, "child"))
    assert "Nearly done" in shown.content.decode()


def test_somebody_elses_audit_is_not_there(client, world):
    client.force_login(world.qa)
    assert client.get(page(world, "child")).status_code == 403


def test_the_check_page_names_what_is_missing(auditor, world):
    write(world, rationale="Too short")
    seen = auditor.get(reverse("audit_check", args=[world.audit.pk])).context["draft"].digest
    answer = auditor.post(reverse("audit_check", args=[world.audit.pk]), {"seen": seen})
    assert answer.status_code == 422
    assert "Rationale must be 30 characters or more" in answer.content.decode()


def test_checked_answers_are_submitted(auditor, world):
    write(world)
    seen = auditor.get(reverse("audit_check", args=[world.audit.pk])).context["draft"].digest
    answer = auditor.post(reverse("audit_check", args=[world.audit.pk]), {"seen": seen})
    assert answer.url == world.audit.get_absolute_url()
    assert Audit.objects.get(pk=world.audit.pk).is_completed


def test_a_submitted_audit_cannot_be_written_any_more(auditor, world):
    submit(world)
    assert auditor.get(page(world, "child")).url == world.audit.get_absolute_url()
    assert auditor.post(page(world, "child"), {"note": "x"}, **JSON).status_code == 409
    with pytest.raises(Refused):
        actions.save(by=world.manager, audit=world.audit, fields={"note": ("x", 0)})


def test_text_that_comes_too_late_is_shown_and_not_saved(auditor, world):
    submit(world)
    answer = auditor.post(
        page(world, "findings"), {"good_practice": "Late, but typed.", "v__good_practice": "1"}
    )
    assert answer.status_code == 409
    assert "What you typed was not saved" in answer.content.decode()
    assert "Late, but typed." in answer.content.decode()


def test_a_cycle_that_closed_meanwhile_drops_no_text(auditor, world):
    actions.close_cycle(by=world.qa, cycle=world.cycle)
    answer = auditor.post(page(world, "child"), {"note": "Typed as it closed.", "v__note": "0"})
    assert "Typed as it closed." in answer.content.decode()
    assert "is not open" in answer.content.decode()
    shown = auditor.get(page(world, "child")).content.decode()
    assert "nothing can be saved here now" in shown
    assert "Save and continue" not in shown


def test_a_page_that_is_none_leads_to_all_of_them(auditor, world):
    for text in ("One", "Two"):
        actions.save(by=world.manager, audit=world.audit, fields={"note": (text, 0)})
    choose = reverse("audit_choose", args=[world.audit.pk, world.audit.unmerged.get().pk])
    assert auditor.post(choose, {"choice": "drop", "page": "a/b"}).url == page(world, "all")
