"""The pages of the audit month: by keyboard, narrow, without scripts, with a screen reader."""

import datetime as dt

import pytest

from audits import actions
from audits.models import Audit
from core.history import Service
from figures.actions import roll_up
from tests.audits.world import make_world, submit, write
from tests.factories import AuditFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db):
    """An audit half written with two texts in one field, and another that is submitted."""
    world = make_world()
    submit(world)
    world.submitted = world.audit
    world.audit = AuditFactory(
        cycle=world.cycle,
        case_ref="CD218467",
        service_area=world.submitted.service_area,
        team=world.submitted.team,
        auditor=world.manager.staff,
    )
    write(world)
    actions.save(by=world.manager, audit=world.audit, fields={"note": ("Another text", 0)})
    roll_up(by=Service("a test"), asked=[dt.date(2023, 10, 1)])
    return world


AUDITORS = (
    "/",
    "/audits/",
    "/audits/{submitted}/",
    "/audits/{to_do}/",
    "/audits/{to_do}/write/",
    "/audits/{to_do}/write/child/",
    "/audits/{to_do}/write/grade/",
    "/audits/{to_do}/write/all/",
    "/audits/{to_do}/check/",
)
UNITS = (
    "/audits/{submitted}/moderate/",
    "/moderation/",
    "/cycles/",
    "/cycles/new/",
    "/cycles/2023-10/",
    "/cycles/2023-10/change/",
    "/cycles/2023-10/allocate/",
    "/summary/2023-10/",
    "/tools/",
    "/tools/import/",
    "/tools/{tool}/",
)


def address(url, world):
    return url.format(submitted=world.submitted.pk, to_do=world.audit.pk, tool=world.cycle.tool.pk)


def test_the_auditors_pages_are_for_everybody(signed_in, sweep, world):
    sweep(signed_in(user=world.manager), *(address(url, world) for url in AUDITORS))


def test_the_units_pages_are_for_everybody(signed_in, sweep, world):
    sweep(signed_in(user=world.qa), *(address(url, world) for url in UNITS))


def test_a_word_of_any_length_makes_no_page_wider(signed_in, sweep, world):
    endless = "x" * 300
    Audit.objects.filter(pk=world.submitted.pk).update(
        rationale=endless, feedback_words=endless, discussion_with=endless[:160]
    )
    world.submitted.findings.update(text=endless)
    sweep(
        signed_in(user=world.qa),
        *(
            address(url, world)
            for url in ["/audits/{submitted}/", "/audits/{submitted}/moderate/", "/summary/2023-10/"]
        ),
    )


def test_the_problems_of_an_audit_lead_to_their_answers(signed_in, world):
    page = signed_in(user=world.manager)
    world.audit.unmerged.all().delete()
    actions.save(by=world.manager, audit=world.audit, fields={"rationale": ("Short", 1)})
    page.goto(f"/audits/{world.audit.pk}/check/")
    page.get_by_role("button", name="Submit audit").click()
    assert page.title().startswith("Error: ")
    page.get_by_role("link", name="Rationale must be 30 characters or more; it has 5").click()
    assert page.locator("#answer-rationale").evaluate("e => e === document.activeElement")


def test_an_audit_is_filled_in_by_keyboard_alone(signed_in, world):
    page = signed_in(user=world.manager)
    page.goto(f"/audits/{world.audit.pk}/write/grade/")
    page.get_by_label("Requires improvement").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    page.keyboard.type(" And more.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Check your answers before you submit").wait_for()
    assert world.audit.entries.get(field="grade").value == "good"
