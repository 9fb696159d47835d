"""From allocation to the month's summary, as the people do it."""

import pytest

from core.history import verify
from organisation.models import RoleHolding
from tests.factories import PASSWORD, UserFactory
from tests.jobs import run_pending

pytestmark = pytest.mark.django_db(transaction=True)
RATIONALE = "Visits are timely, the plan is specific and the child's voice runs through the file."


def sign_in_by_hand(page, user):
    """Given somebody who signs in with their password."""
    user.set_password(PASSWORD)
    user.save()
    page.goto("/account/sign-in/")
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name=f"Hello, {user.name}").wait_for()
    return page


def choose(page, question, answer):
    page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()


def go_on(page):
    page.get_by_role("button", name="Save and continue").click()


def allocate(page, world, case_ref):
    """When the QA unit gives a case to a practice manager."""
    page.get_by_role("link", name="Cycles", exact=True).click()
    page.get_by_role("rowheader").get_by_role("link", name="October 2023").click()
    page.get_by_role("button", name="Allocate an audit").click()
    page.get_by_label("Case reference").fill(case_ref)
    page.get_by_label("Service area").select_option(label="SWF")
    page.get_by_label("Team").select_option(label="SWF West 1")
    page.get_by_label("Auditor").select_option(label="Robin Testerton")
    page.get_by_role("button", name="Allocate").click()
    page.get_by_text(f"{case_ref} is allocated to Robin Testerton.").wait_for()


def fill_in(page):
    """When the auditor answers every part."""
    choose(page, "Chronology", "Yes")
    choose(page, "Visit", "No")
    go_on(page)
    choose(page, "Was the child seen?", "Yes")
    choose(page, "How deep?", "4")
    choose(page, "Which plan?", "CIN plan")
    go_on(page)
    choose(page, "Was reunification planned?", "Not applicable")
    go_on(page)
    choose(page, "Did you talk with the practitioner?", "Yes")
    page.get_by_label("Who did you talk with?").fill("The allocated social worker")
    page.get_by_label("When did you talk?").fill("12/10/2023")
    go_on(page)
    choose(page, "Did the family give feedback?", "No")
    go_on(page)
    page.get_by_label("Good practice").fill("Direct work is on file\nTimely visits")
    go_on(page)
    go_on(page)
    page.get_by_label("Requires improvement").check()
    page.get_by_label("Rationale").fill(RATIONALE)
    go_on(page)


def summary(page):
    """The whole service's row of October's summary."""
    run_pending()
    page.goto("/summary/2023-10/")
    return page.locator("tr.app-total").inner_text().split()


def test_an_audit_is_allocated_filled_in_submitted_moderated_and_moves_the_summary(open_page, world):
    unit = sign_in_by_hand(open_page(), world.qa)
    allocate(unit, world, "CD218467")
    assert summary(unit)[1:4] == ["1", "0", "1"]

    auditor = sign_in_by_hand(open_page(), world.manager)
    auditor.get_by_role("link", name="CD218467").click()
    auditor.get_by_role("link", name="Focus 5").click()
    fill_in(auditor)
    assert RATIONALE in auditor.content()
    auditor.get_by_role("button", name="Submit audit").click()
    auditor.get_by_text("Audit submitted. Thank you.").wait_for()
    allocated, completed, missing, outstanding, good, improvement, inadequate, rate = summary(unit)[1:]
    assert (allocated, completed, missing) == ("1", "1", "0")
    assert (outstanding, good, improvement, inadequate, rate) == ("0", "0", "1", "0", "0%")

    moderator = sign_in_by_hand(open_page(), world.other_qa)
    moderator.get_by_role("link", name="CD218467").click()
    moderator.get_by_label("Good", exact=True).check()
    moderator.get_by_label("Reason").fill("The direct work made a difference that the grade leaves out.")
    moderator.get_by_role("button", name="Save moderation").click()
    moderator.get_by_text("Moderation saved.").wait_for()
    assert summary(unit)[4:] == ["0", "1", "0", "0", "100%"]

    told = moderator.get_by_role("region", name="History").inner_text()
    for sentence in (
        "Ali Inventon moderated, and raised the grade of, the audit.",
        "Grade went from Requires improvement to Good.",
        "Reason: The direct work made a difference that the grade leaves out.",
        "Robin Testerton submitted the audit.",
        "Quinn Mockford allocated the audit.",
    ):
        assert sentence in told
    assert verify().ok


@pytest.fixture(autouse=True)
def _only_what_the_journey_allocates(world):
    world.audit.delete()


def test_the_other_roles_see_what_is_theirs(open_page, world):
    for role, links in (
        ("head_of_service", ["Audits", "Summary", "Figures"]),
        ("performance", ["Summary", "Figures", "Imports"]),
        ("panel", []),
        ("scrutiny", []),
        ("administrator", ["Teams"]),
    ):
        page = sign_in_by_hand(open_page(), UserFactory(roles=[role]))
        shown = page.get_by_role("navigation").all_inner_texts()
        for link in links:
            assert any(link in text for text in shown), (role, link, shown)
        assert RoleHolding.objects.filter(role=role).exists()
