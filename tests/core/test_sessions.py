"""Sessions end, and say why."""

import datetime as dt

import pytest
import time_machine
from django.conf import settings as django_settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
START = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def ann(client, clock):
    user = UserFactory()
    client.force_login(user)
    client.get("/")
    return user


def test_twenty_minutes_without_activity_end_a_session_and_the_sign_in_page_says_so(client, ann, clock):
    clock.shift(20 * MINUTE)
    response = client.get("/jobs/", follow=True)
    assert response.redirect_chain == [("/account/sign-in/?next=%2Fjobs%2F&ended=idle", 302)]
    assert "nothing had happened for a while" in response.content.decode()


def test_activity_keeps_a_session(client, ann, clock):
    for _ in range(6):
        clock.shift(10 * MINUTE)
        assert client.get("/").status_code == 200


def test_ten_hours_end_a_session_however_active(client, ann, clock):
    for _ in range(10 * 60 // 15):
        response = client.get("/")
        assert response.status_code == 200
        clock.shift(15 * MINUTE)
    assert client.get("/")["Location"].endswith("ended=total")


def test_what_a_script_asks_by_itself_is_no_activity(client, ann, clock):
    for _ in range(3):
        clock.shift(6 * MINUTE)
        assert client.get("/", headers={"X-Passive": "1"}).status_code == 200
    clock.shift(2 * MINUTE)
    assert client.get("/", headers={"X-Passive": "1"})["Location"].endswith("ended=idle")


def test_a_script_is_told_in_its_own_language(client, ann, clock):
    clock.shift(21 * MINUTE)
    response = client.get("/jobs/", headers={"Accept": "application/json"})
    assert response.status_code == 401
    assert response.json() == {
        "signed_out": True,
        "kept": False,
        "sign_in": "/account/sign-in/?next=%2Fjobs%2F&ended=idle",
    }


def test_the_stamp_is_written_at_most_once_a_minute(client, ann, clock):
    def writes():
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        return [q for q in queries.captured_queries if "UPDATE" in q["sql"] and "django_session" in q["sql"]]

    clock.shift(30)
    assert writes() == []
    clock.shift(31)
    assert len(writes()) == 1
    assert writes() == []


def test_an_ended_session_cannot_be_used_again(client, ann, clock):
    cookie = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    clock.shift(21 * MINUTE)
    client.get("/")
    clock.shift(-21 * MINUTE)
    client.cookies[django_settings.SESSION_COOKIE_NAME] = cookie
    assert client.get("/").status_code == 302


def test_a_form_sent_after_the_end_leads_back_to_its_page_not_to_its_target(client, ann, clock):
    clock.shift(21 * MINUTE)
    response = client.post("/kept/1/discard/", headers={"Referer": "http://testserver/jobs/?page=2"})
    assert response["Location"] == "/account/sign-in/?next=%2Fjobs%2F%3Fpage%3D2&ended=idle"


def test_a_form_sent_from_elsewhere_leads_home(client, ann, clock):
    clock.shift(21 * MINUTE)
    response = client.post("/jobs/", headers={"Referer": "https://elsewhere.example/"})
    assert response["Location"] == "/account/sign-in/?next=%2F&ended=idle"
