"""What one types when the session has ended is there again after signing in, in a real browser."""

import pytest
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session

from tests.factories import PASSWORD, UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.core.pages")]
TEXT = "The child was seen alone.\n“I like my school”, she said."


@pytest.fixture
def ann():
    return UserFactory(email="ann@council.example", password=PASSWORD)


def write(page):
    page.get_by_label("Title").fill("Visit")
    page.get_by_label("Text (optional)").fill(TEXT)
    page.get_by_role("checkbox", name="Team B").check()


def sign_in_by_hand(page, ann):
    page.get_by_label("E-mail address").fill(ann.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def shows_it(page):
    page.get_by_text("You were signed out. What you typed was kept.").wait_for()
    assert page.get_by_label("Title").input_value() == "Visit"
    assert page.get_by_label("Text (optional)").input_value() == TEXT
    assert page.get_by_role("checkbox", name="Team B").is_checked()
    assert not page.get_by_role("checkbox", name="Team A").is_checked()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_session_that_ended_loses_no_text(signed_in, ann, scripts):
    page = signed_in(user=ann, java_script_enabled=scripts)
    page.goto("/note/")
    write(page)
    Session.objects.all().delete()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("What you typed was kept: sign in again").wait_for()
    sign_in_by_hand(page, ann)
    shows_it(page)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name=f"Hello, {ann.name}").wait_for()
    page.goto("/note/")
    assert page.get_by_label("Title").input_value() == ""


def test_signing_in_again_in_another_tab_loses_no_text_either(signed_in, ann):
    page = signed_in(user=ann)
    page.goto("/note/")
    write(page)
    Session.objects.all().delete()
    other = page.context.new_page()
    other.goto("/note/")
    sign_in_by_hand(other, ann)
    other.get_by_role("heading", name="Write a note").wait_for()
    page.get_by_role("button", name="Save").click()
    shows_it(page)


def test_the_session_cookie_is_out_of_reach_of_scripts(signed_in, ann):
    page = signed_in(user=ann)
    page.goto("/note/")
    assert django_settings.SESSION_COOKIE_NAME not in page.evaluate("document.cookie")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_form_with_everything_in_it_is_for_everybody(signed_in, ann, sweep):
    sweep(signed_in(user=ann), "/note/")
