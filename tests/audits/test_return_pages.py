"""An audit that is sent back: asked for, read by its auditor, and what changed when it comes back."""

import pytest
from django.urls import reverse

from audits import actions
from audits.actions.returning import return_audit
from audits.models import Audit, Cycle, Return
from core import home
from organisation.models import User
from tests.audits.world import RATIONALE, submit
from tests.factories import UserFactory

QUESTIONS = "What does the genogram say?"


@pytest.fixture
def submitted(world):
    submit(world)
    return world


@pytest.fixture
def returned(submitted):
    return_audit(by=submitted.qa, audit=submitted.audit, questions=QUESTIONS, seen=2)
    submitted.audit.refresh_from_db()
    return submitted


@pytest.fixture
def came_back(returned):
    submit(returned, grade="good", rationale=f"{RATIONALE} The genogram is there.", note="None")
    return returned


def get(client, user, name, world, *more):
    client.force_login(User.objects.get(pk=user.pk))
    return client.get(reverse(name, args=[world.audit.pk, *more]))


def shown(client, user, name, world, *more):
    page = get(client, user, name, world, *more)
    assert page.status_code == 200
    return page.content.decode()


def post(client, user, world, **data):
    client.force_login(user)
    return client.post(reverse("audit_return", args=[world.audit.pk]), data, follow=True)


def test_the_unit_sends_an_audit_back_from_its_page_and_from_moderation(client, submitted):
    url = reverse("audit_return", args=[submitted.audit.pk])
    assert url in shown(client, submitted.qa, "audit", submitted)
    assert url in shown(client, submitted.qa, "audit_moderate", submitted)
    page = post(client, submitted.qa, submitted, questions=QUESTIONS, seen=2).content.decode()
    assert "The audit is sent back to Robin Testerton." in page
    assert QUESTIONS in page
    assert "it has not come back yet" in page


def test_it_is_not_offered_where_it_cannot_be_done(client, submitted):
    url = reverse("audit_return", args=[submitted.audit.pk])
    lead = UserFactory(roles=["qa", "service_lead"], roles__service_area=submitted.audit.service_area)
    assert url not in shown(client, lead, "audit", submitted)
    assert url not in shown(client, submitted.manager, "audit", submitted)
    assert "you led its service area" in shown(client, lead, "audit_return", submitted)
    Cycle.objects.update(state="closed")
    assert url not in shown(client, submitted.qa, "audit", submitted)
    page = post(client, submitted.qa, submitted, questions=QUESTIONS, seen=2).content.decode()
    assert "The cycle October 2023 is not open" in page
    assert QUESTIONS in page


def test_who_meets_a_moderation_keeps_what_was_typed(client, submitted):
    actions.moderate(by=submitted.other_qa, audit=submitted.audit, grade="good", reason="More.", seen=2)
    page = post(client, submitted.qa, submitted, questions=QUESTIONS, seen=2)
    assert page.status_code == 409
    assert QUESTIONS in page.content.decode()
    assert not Return.objects.exists()
    again = {"questions": QUESTIONS, "seen": page.context["form"]["seen"].value()}
    assert post(client, submitted.qa, submitted, **again).status_code == 200
    assert Return.objects.exists()


def test_an_auditor_without_an_account_is_said_to_be_untold(client, submitted):
    submitted.manager.staff = None
    submitted.manager.save()
    page = post(client, submitted.qa, submitted, questions=QUESTIONS, seen=2).content.decode()
    assert "They have no account in Plumbline" in page


def test_the_auditor_sees_the_questions_on_the_home_page_and_on_every_page_of_the_form(client, returned):
    [work] = [
        work
        for work in home.work_of(User.objects.get(pk=returned.manager.pk))
        if work.title == "Audits sent back to you"
    ]
    assert [line.text for line in work.lines] == ["CD490004, SWF West 1"]
    assert "Sent back by Quinn Mockford" in work.lines[0].detail
    titles = [work.title for work in home.work_of(User.objects.get(pk=returned.manager.pk))]
    assert titles.index("Audits sent back to you") < titles.index("Audits to fill in")
    for name, *more in (("audit_start",), ("audit_write", "child"), ("audit_write", "all"), ("audit_check",)):
        assert QUESTIONS in shown(client, returned.manager, name, returned, *more)


def test_an_audit_that_was_never_sent_back_shows_no_questions(client, world):
    assert "sent this audit back" not in shown(client, world.manager, "audit_start", world)


def test_what_changed_stands_side_by_side(client, came_back):
    for name in ("audit", "audit_moderate"):
        page = shown(client, came_back.qa, name, came_back)
        assert QUESTIONS in page
        for words in ("Rationale", f"{RATIONALE} The genogram is there.", "The file reads well."):
            assert words.replace("'", "&#x27;") in page
        changes = get(client, came_back.qa, name, came_back).context["returns"][0].changes
        assert [(each.label, each.before, each.after) for each in changes] == [
            ("Notes", "The file reads well.", "None"),
            ("How do you grade the work?", "Requires improvement", "Good"),
            ("Rationale", RATIONALE, f"{RATIONALE} The genogram is there."),
        ]


def test_an_audit_that_came_back_as_it_was_says_so(client, returned):
    submit(returned)
    assert "It came back as it was" in shown(client, returned.qa, "audit", returned)


@pytest.mark.parametrize("name", ["audit", "audit_moderate"])
def test_while_moderation_is_blind_no_return_tells_the_grade_or_the_rationale(client, came_back, name):
    Cycle.objects.update(blind=True)
    page = shown(client, came_back.qa, name, came_back)
    assert QUESTIONS in page
    assert "The file reads well." in page
    assert "The genogram is there." not in page
    assert RATIONALE not in page.replace("&#x27;", "'")
    assert "The grade and the rationale are held back from you" in page
    labels = [each.label for each in get(client, came_back.qa, name, came_back).context["returns"][0].changes]
    assert labels == ["Notes"]


def test_while_it_is_with_the_auditor_what_it_said_is_held_back_too(client, returned):
    Cycle.objects.update(blind=True)
    page = shown(client, returned.other_qa, "audit", returned).replace("&#x27;", "'")
    assert "The file reads well." in page
    assert RATIONALE not in page
    Cycle.objects.update(blind=False)
    assert RATIONALE in shown(client, returned.other_qa, "audit", returned).replace("&#x27;", "'")


def test_the_list_of_audits_finds_those_sent_back(client, returned):
    client.force_login(returned.qa)
    page = client.get(reverse("audits"), {"state": "returned"}).content.decode()
    assert returned.audit.case_ref in page
    assert "Sent back" in page
    assert Audit.objects.get().grade == ""
