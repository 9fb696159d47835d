"""A lost connection, two tabs, another device, a session that ended: no text is lost."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def notes(signed_in, world):
    """Given the auditor's page with the notes open."""

    def opened():
        page = signed_in(user=world.manager)
        page.goto(f"/audits/{world.audit.pk}/write/child/")
        return page

    return opened


def type_in(page, text):
    page.get_by_label("Notes (optional)").fill(text)


def saved(world):
    entry = world.audit.entries.filter(field="note").first()
    return entry.value if entry else None


def status(page):
    return page.locator("[data-autosave-status]")


def test_what_is_typed_is_saved_without_a_click_and_is_there_on_another_device(notes, world):
    laptop = notes()
    type_in(laptop, "Seen at home, and alone.")
    expect(status(laptop)).to_contain_text("Saved at")
    phone = notes()
    expect(phone.get_by_label("Notes (optional)")).to_have_value("Seen at home, and alone.")


def test_a_lost_connection_loses_no_text(notes, world):
    page = notes()
    page.context.set_offline(True)
    type_in(page, "Written on the train.")
    expect(status(page)).to_contain_text("the connection was lost")
    assert saved(world) is None
    page.context.set_offline(False)
    expect(status(page)).to_contain_text("Saved at")
    assert saved(world) == "Written on the train."


def test_two_tabs_keep_both_texts_and_the_auditor_chooses(notes, world):
    first, second = notes(), notes()
    type_in(first, "From the first tab.")
    expect(status(first)).to_contain_text("Saved at")
    type_in(second, "From the second tab.")
    expect(status(second)).to_contain_text("Both texts are kept")
    second.get_by_role("link", name="See both and choose").click()
    both = second.get_by_role("region", name="Two versions of: Notes")
    expect(both).to_contain_text("From the first tab.")
    expect(both).to_contain_text("From the second tab.")
    both.get_by_role("button", name="Use the one kept beside it").click()
    expect(second.get_by_label("Notes (optional)")).to_have_value("From the second tab.")
    assert saved(world) == "From the second tab."


def test_after_a_conflict_everything_else_is_still_saved_as_it_is_typed(notes, world):
    first, second = notes(), notes()
    type_in(first, "From the first tab.")
    expect(status(first)).to_contain_text("Saved at")
    type_in(second, "From the second")
    expect(status(second)).to_contain_text("Both texts are kept")
    type_in(second, "From the second tab.")
    second.get_by_role("group", name="How deep?").get_by_label("4", exact=True).check()
    expect(second.locator("[name=v__depth]")).to_have_value("1")
    assert world.audit.entries.get(field="depth").value == "4"
    assert world.audit.unmerged.get().value == "From the second tab."


@pytest.mark.parametrize("scripts", [True, False])
def test_a_session_that_ended_loses_no_text(open_page, sign_in, world, scripts):
    world.manager.set_password(PASSWORD)
    world.manager.save()
    page = sign_in(open_page(java_script_enabled=scripts), world.manager)
    page.goto(f"/audits/{world.audit.pk}/write/child/")
    Session.objects.all().delete()
    type_in(page, "Nearly lost.")
    if scripts:
        expect(status(page)).to_contain_text("You were signed out. What you typed was kept.")
        page.get_by_role("link", name="Carry on").click()
    else:
        page.get_by_role("button", name="Save and continue").click()
    page.get_by_label("E-mail address").fill(world.manager.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_label("Notes (optional)")).to_have_value("Nearly lost.")
    if scripts:
        expect(status(page)).to_contain_text("Saved at")
    else:
        page.get_by_role("button", name="Save and continue").click()
        page.get_by_role("heading", name="Reunification").wait_for()
    assert saved(world) == "Nearly lost."
    assert page.evaluate("() => localStorage.length + sessionStorage.length") == 0 if scripts else True
