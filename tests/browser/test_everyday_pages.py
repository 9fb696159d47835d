"""The pages that everybody meets: signing in, the home page of each role, what goes wrong."""

import re

import pytest

from organisation.roles import Role
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_pages_before_signing_in_are_for_everybody(open_page, sweep):
    sweep(open_page(), *["/account/sign-in/", "/account/password/forgotten/"])


@pytest.mark.parametrize("role", Role.values)
def test_the_home_page_of_each_role_is_for_everybody(signed_in, sweep, role):
    sweep(signed_in(role), "/")


def test_the_pages_of_an_account_are_for_everybody(signed_in, sweep):
    sweep(signed_in("panel"), *["/account/password/", "/account/sign-out/", "/jobs/"])


def test_somebody_signs_in_by_keyboard_and_out_again(open_page):
    UserFactory(email="ann@council.example", name="Ann Archer", password=PASSWORD)
    page = open_page()
    page.goto("/")
    assert "/account/sign-in/" in page.url
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to main content"
    page.get_by_label("E-mail address").fill("ann@council.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Hello, Ann Archer").wait_for()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_text("You have signed out.").wait_for()
    page.goto("/")
    assert "/account/sign-in/" in page.url


def test_an_error_summary_takes_the_focus_and_leads_to_the_field(open_page):
    page = open_page()
    page.goto("/account/sign-in/")
    page.get_by_role("button", name="Sign in").click()
    page.locator(".govuk-error-summary").wait_for()
    assert page.title().startswith("Error: Sign in")
    assert page.locator(".govuk-error-summary").evaluate("e => e === document.activeElement")
    page.get_by_role("link", name="Enter the e-mail address.").click()
    assert page.get_by_label("E-mail address").evaluate("e => e === document.activeElement")


def test_the_councils_colour_comes_from_the_settings(open_page, settings):
    settings.BRAND_COLOUR = "#7a1f5c"
    page = open_page()
    page.goto("/account/sign-in/")
    colour = page.locator(".app-header").evaluate("e => getComputedStyle(e).backgroundColor")
    assert colour == "rgb(122, 31, 92)"


def test_neither_the_crown_nor_gds_transport_is_used(open_page):
    page = open_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/account/sign-in/", wait_until="networkidle")
    assert not [url for url in asked if re.search(r"crest|crown|\.woff", url)]
    assert "GDS" not in page.locator("h1").evaluate("e => getComputedStyle(e).fontFamily")
