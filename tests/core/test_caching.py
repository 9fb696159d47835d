"""What a signed-in person sees is stored nowhere."""

import pytest
from django.test import Client

from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.pages")]


@pytest.fixture
def signed_in(client):
    client.force_login(UserFactory(roles=["administrator"]))
    return client


@pytest.mark.parametrize(
    "path",
    ["/", "/note/", "/staff-list/", "/staff-list/?export=csv", "/staff-list/?export=xlsx", "/nowhere/"],
)
def test_no_page_and_no_export_of_a_signed_in_person_is_stored(signed_in, path):
    assert signed_in.get(path)["Cache-Control"] == "private, no-store"


def test_an_answer_to_a_forged_form_is_not_stored(signed_in):
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = signed_in.cookies
    refused = browser.post("/note/", {"title": "x"})
    assert refused.status_code == 403
    assert refused["Cache-Control"] == "private, no-store"


def test_the_page_that_signs_out_is_not_stored_either(signed_in):
    assert "no-store" in signed_in.post("/account/sign-out/")["Cache-Control"]


def test_the_councils_colour_and_static_files_are_kept_by_browsers(signed_in):
    assert "max-age=3600" in signed_in.get("/brand.css")["Cache-Control"]
    assert "no-store" not in signed_in.get("/static/css/app.css").get("Cache-Control", "")
