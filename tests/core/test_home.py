"""The home page is a person's work, and what goes wrong is said in plain words."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import path

from config import urls
from core import home
from core.home import Line, Work
from tests.factories import UserFactory

handler429 = urls.handler429


def _breaks(request):
    raise ZeroDivisionError


def _forbids(request):
    raise PermissionDenied


urlpatterns = [path("breaks/", _breaks), path("forbids/", _forbids), *urls.urlpatterns]


@pytest.fixture
def offered(monkeypatch):
    """What the rooms offer, for the length of a test."""
    providers = []
    monkeypatch.setattr(home, "_providers", providers)
    return providers


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.fixture
def ann(client, db):
    user = UserFactory(name="Ann Archer")
    client.force_login(user)
    return user


def test_work_is_listed_in_order_with_its_number_and_what_is_late_in_words(client, ann, offered):
    lines = [Line("CD000001, BIT", "/1/", "due on 1 October 2023", late=True), Line("CD000002, SWF", "/2/")]
    home.offer(lambda user: Work("Later", [], empty="Nothing yet. Wait for the next cycle."), order=2)
    home.offer(lambda user: Work("Audits to fill in", lines, 12, "/audits/"), order=1)
    page = words(client.get("/"))
    assert "Hello, Ann Archer" in page
    assert "Audits to fill in (12) CD000001, BIT due on 1 October 2023 Late CD000002, SWF See all" in page
    assert page.index("Audits to fill in") < page.index("Nothing yet. Wait for the next cycle.")


def test_somebody_with_nothing_to_do_is_told_so(client, ann, offered):
    home.offer(lambda user: None, order=1)
    assert "Nothing is waiting for you." in words(client.get("/"))


def test_every_page_says_which_day_the_demonstration_takes_it_to_be(client, ann, settings):
    sentence = "This demonstration takes today to be 16 October 2023 ."
    assert sentence in words(client.get("/"))
    settings.PLUMBLINE_TODAY = None
    assert "This demonstration" not in words(client.get("/"))


@pytest.mark.urls("tests.core.test_home")
@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/nothing/", 404, "Page not found"),
        ("/forbids/", 403, "You do not have permission"),
        ("/breaks/", 500, "Something went wrong"),
    ],
)
def test_what_goes_wrong_is_said_in_plain_words(client, ann, address, status, sentence):
    client.raise_request_exception = False
    response = client.get(address)
    assert response.status_code == status
    assert sentence in words(response)
    assert "Go to your home page" in words(response)


def test_a_page_that_is_not_there_says_nothing_to_a_stranger_that_it_would_not_say_to_all(client, db):
    assert client.get("/nothing/").status_code == 404
    assert "Sign out" not in words(client.get("/nothing/"))
