"""The pages of returns, safeguarding concerns and the audit tool: by keyboard, narrow, without scripts."""

import pytest

from audits import actions
from audits.actions.concerns import answer_concern, raise_concern
from audits.actions.returning import return_audit
from audits.models import Concern
from audits.tools.files import ToolFile
from core.history import Service
from tests.audits.test_tools_in_use import SAID
from tests.audits.world import make_world, submit
from tests.factories import AuditFactory, ServiceAreaFactory

pytestmark = pytest.mark.django_db(transaction=True)
QUESTIONS = "What does the genogram say?\nWho saw the child?"


@pytest.fixture
def world(transactional_db):
    """An audit that came back, one that is sent back, two concerns, two versions of the tool."""
    world = make_world()
    where = {"cycle": world.cycle, "service_area": world.audit.service_area, "team": world.audit.team}
    submit(world)
    return_audit(by=world.qa, audit=world.audit, questions=QUESTIONS, seen=2)
    world.audit.refresh_from_db()
    submit(world, note="Changed.", grade="good")
    world.came_back = world.audit
    world.audit = AuditFactory(case_ref="CD218467", auditor=world.manager.staff, **where)
    submit(world)
    return_audit(by=world.qa, audit=world.audit, questions=QUESTIONS, seen=2)
    world.waiting = raise_concern(by=world.manager, audit=world.audit, words="The child was alone.")
    answered = raise_concern(by=world.manager, audit=world.came_back, words="The door was open.")
    world.answered = answer_concern(by=world.qa, concern=answered, done="The duty team visited.")
    for name in ("Adoption", "Fostering"):
        ServiceAreaFactory(name=name)
    world.tool = actions.take_tool(by=Service("a test"), tool=ToolFile.model_validate(SAID)).version
    return world


AUDITORS = (
    "/",
    "/audits/{sent_back}/",
    "/audits/{sent_back}/write/",
    "/audits/{sent_back}/write/child/",
    "/audits/{sent_back}/check/",
    "/audits/{sent_back}/concern/",
    "/concerns/",
    "/concerns/{waiting}/",
)
UNITS = (
    "/",
    "/audits/{came_back}/",
    "/audits/{came_back}/moderate/",
    "/audits/{came_back}/return/",
    "/concerns/",
    "/concerns/{waiting}/",
    "/concerns/{answered}/",
    "/concerns/{waiting}/answer/",
    "/concerns/{answered}/answer/",
    "/tools/",
    "/tools/{tool}/",
    "/tools/{tool}/preview/",
    "/tools/{tool}/preview/?service_area={area}&cases=yes&theme=Neglect",
    "/tools/{tool}/use/",
    "/tools/{tool}/theme/",
    "/tools/compare/",
    "/tools/compare/?old={old}&new={tool}",
)


def address(url, world):
    return url.format(
        sent_back=world.audit.pk,
        came_back=world.came_back.pk,
        waiting=world.waiting.pk,
        answered=world.answered.pk,
        tool=world.tool.pk,
        old=world.cycle.tool.pk,
        area=world.audit.service_area_id,
    )


def test_the_auditors_pages_are_for_everybody(signed_in, sweep, world):
    sweep(signed_in(user=world.manager), *(address(url, world) for url in AUDITORS))


def test_the_units_pages_are_for_everybody(signed_in, sweep, world):
    sweep(signed_in(user=world.qa), *(address(url, world) for url in UNITS))


def test_a_word_of_any_length_makes_no_page_wider(signed_in, sweep, world):
    endless = "x" * 300
    for row in (*world.came_back.returns.all(), *world.audit.returns.all()):
        row.questions, row.after = endless, [["note", endless, endless]]
        row.save()
    Concern.objects.update(words=endless)
    Concern.objects.filter(pk=world.answered.pk).update(done=endless)
    read = ("/audits/{came_back}/", "/concerns/{answered}/")
    sweep(signed_in(user=world.qa), *(address(url, world) for url in read))
    sweep(signed_in(user=world.manager), address("/audits/{sent_back}/write/", world))


@pytest.mark.parametrize("scripts", [True, False])
def test_a_concern_is_raised_from_a_page_and_what_is_typed_there_stays(signed_in, world, scripts):
    page = signed_in(user=world.manager, java_script_enabled=scripts)
    page.goto(f"/audits/{world.audit.pk}/write/child/")
    page.get_by_label("Notes").fill("Typed and not saved.")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="A child is at risk now").or_(
            page.get_by_role("link", name="A child is at risk now")
        ).click()
    other = opened.value
    other.get_by_label("What did you find?").fill("Nobody opened the door.")
    other.get_by_role("button", name="Tell them now").click()
    other.get_by_text("Your concern is raised.").wait_for()
    assert page.get_by_label("Notes").input_value() == "Typed and not saved."
    assert Concern.objects.filter(words="Nobody opened the door.").exists()


def test_the_first_thing_on_the_units_home_page_is_a_child_at_risk(signed_in, world):
    page = signed_in(user=world.qa)
    page.goto("/")
    assert page.get_by_role("heading", level=2).first.inner_text().startswith("Urgent A child may be at risk")
