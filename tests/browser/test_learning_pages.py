"""The pages of learning: by keyboard, narrow, without scripts, with a screen reader; the copy on paper."""

import datetime as dt

import pytest

from audits import actions
from core.history import Service
from figures.actions import roll_up
from tests.audits.world import make_world, submit
from tests.factories import StaffFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db):
    """A submitted and moderated audit with tags, and its month's figures."""
    world = make_world()
    world.tag = actions.add_tag(by=world.qa, name="Visits", words="visit")
    actions.add_tag(by=world.qa, name="Genogram", words="genogram")
    audit = submit(world)
    reason = "The family was heard."
    actions.moderate(by=world.qa, audit=audit, grade="good", reason=reason, seen=audit.version)
    due = dt.date(2023, 11, 1)
    asked = {"what": "Update the genogram", "for_whom": "The child", "owner_kind": "qa", "due_on": due}
    actions.agree(by=world.qa, audit=audit, **asked)
    roll_up(by=Service("a test"), asked=[dt.date(2023, 10, 1)])
    return world


UNITS = (
    "/tags/",
    "/tags/new/",
    "/tags/{tag}/",
    "/tags/{tag}/change/",
    "/audits/{audit}/",
    "/audits/{audit}/tags/",
    "/audits/{audit}/copy/",
    "/audits/search/",
    "/audits/search/?tag={tag}",
    "/auditors/",
    "/auditors/{auditor}/",
    "/summary/2023-10/",
)


def test_the_units_pages_are_for_everybody(signed_in, sweep, world):
    auditor = world.audit.auditor_id
    sweep(
        signed_in(user=world.qa),
        *(url.format(tag=world.tag.pk, audit=world.audit.pk, auditor=auditor) for url in UNITS),
    )


def test_the_auditors_own_page_is_for_everybody(signed_in, sweep, world):
    sweep(signed_in(user=world.manager), "/auditors/me/")
    sweep(signed_in(user=UserFactory(roles=["practice_manager"], staff=StaffFactory())), "/auditors/me/")


def test_a_word_of_any_length_makes_no_page_wider(signed_in, sweep, world):
    world.audit.findings.update(text="x" * 300, stems=f" {'x' * 300} ")
    for url in ("/audits/search/", f"/audits/{world.audit.pk}/tags/", f"/audits/{world.audit.pk}/copy/"):
        sweep(signed_in(user=world.qa), url)


def test_a_search_goes_from_words_to_what_is_found_and_back(signed_in, world):
    page = signed_in(user=world.qa, java_script_enabled=False)
    page.goto("/audits/search/")
    page.get_by_label("Words").fill("timely visiting")
    page.get_by_label("Tag").select_option("Visits")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="1 point").wait_for()
    assert page.locator("mark").all_inner_texts() == ["Timely", "visits"]
    assert page.url.endswith("/audits/search/")
    page.get_by_label("Words").fill("the")
    page.get_by_role("button", name="Search").click()
    assert page.title().startswith("Error: ")
    page.get_by_role("link", name="The words you entered are too common").click()
    assert page.get_by_label("Words").evaluate("e => e === document.activeElement")


def test_the_copy_on_paper_has_the_audit_and_nothing_to_click(signed_in, world):
    page = signed_in(user=world.qa)
    page.goto(f"/audits/{world.audit.pk}/")
    page.get_by_role("button", name="Make the practitioner’s copy").click()
    page.get_by_role("heading", name="What the audit of CD490004 found").wait_for()
    page.emulate_media(media="print")
    said = page.locator("body").inner_text()
    for words in ("Good", "Update the genogram", "1 November 2023", "Timely visits", "Was the child seen?"):
        assert words in said, words
    for words in ("Back to", "Print this page", "Sign out", "Quinn", "Robin"):
        assert words not in said, words
    assert page.pdf(format="A4").startswith(b"%PDF")
