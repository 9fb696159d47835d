"""A key opens what it was given, and nothing else; without rights it reads nothing."""

import datetime as dt
import logging

import pytest
from django.urls import reverse

from core import history
from core.errors import Refused
from indicators.actions.keys import end_key, make_key
from indicators.api import throttle
from indicators.api.secret import new_key, prefix_of
from indicators.models import ApiKey
from tests.factories import UserFactory
from tests.indicators.keyed import BY, ask, key, secret, text
from tests.indicators.made import entry, series

pytestmark = pytest.mark.django_db
OPENED_BY = {
    "catalogue": "catalogue",
    "definitions/referrals.number": "definitions",
    "figures": "figures",
    "places": "figures",
    "feed.csv": "figures",
}
PATHS = [*OPENED_BY, "openapi.json"]


@pytest.fixture(autouse=True)
def something(db):
    entry()
    series("referrals.number", [300, 290, 310])


@pytest.mark.parametrize("path", PATHS)
def test_a_key_without_rights_reads_nothing(client, path):
    presented = make_key(by=BY, name="Nobody yet", rights=[], teams=True)[1]
    answer = ask(client, path, presented)
    assert answer.status_code == 403
    assert "Ask the performance team" in answer.json()["detail"]


@pytest.mark.parametrize("right", ["catalogue", "figures", "definitions"])
def test_a_right_opens_its_own_addresses_and_no_others(client, right):
    presented = secret(right)
    answers = {path: ask(client, path, presented).status_code for path in OPENED_BY}
    assert answers == {path: 200 if needed == right else 403 for path, needed in OPENED_BY.items()}


@pytest.mark.parametrize("path", PATHS)
def test_without_a_key_or_with_a_wrong_one_nothing_is_read(client, path):
    for presented in ("", "wrong", "plb_00000000_" + "a" * 43, new_key().whole):
        answer = ask(client, path, presented)
        assert answer.status_code == 401
        assert answer["Content-Type"] == "application/problem+json"
        assert answer["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("path", PATHS)
def test_a_session_opens_nothing(client, path):
    client.force_login(UserFactory(roles=["performance"]))
    assert ask(client, path).status_code == 401


@pytest.mark.parametrize("path", PATHS)
def test_a_key_that_has_ended_opens_nothing_from_then_on(client, path):
    made, presented = key()
    assert ask(client, path, presented).status_code == 200
    end_key(by=BY, key=made, reason="It was in an e-mail.")
    assert ask(client, path, presented).status_code == 401


def test_a_key_is_shown_as_bearer_or_header_and_to_the_feed_in_the_address(client):
    presented = secret()
    for path in ("catalogue", "feed.csv"):
        assert client.get(f"/api/v1/{path}", headers={"X-API-Key": presented}).status_code == 200
    assert client.get("/api/v1/feed.csv", {"key": presented}).status_code == 200
    assert client.get("/api/v1/figures", {"key": presented}).status_code == 401


def test_a_wrong_key_is_not_passed_over_for_a_right_one(client):
    headers = {"X-API-Key": secret(), "Authorization": f"Bearer {new_key().whole}"}
    assert client.get("/api/v1/catalogue", headers=headers).status_code == 401


def test_who_keeps_sending_wrong_keys_is_told_to_wait_and_a_working_key_is_not(client, monkeypatch):
    monkeypatch.setattr(throttle, "FAILURES", 3)
    answers = [ask(client, "places", f"wrong {n}") for n in range(5)]
    assert [answer.status_code for answer in answers] == [401, 401, 401, 429, 429]
    assert answers[-1]["Retry-After"] == "60"
    assert ask(client, "places", secret()).status_code == 200


def test_a_key_is_kept_as_its_digest_alone_and_said_in_no_history_or_log(client, caplog):
    caplog.set_level(logging.DEBUG)
    made, presented = key()
    client.get("/api/v1/feed.csv", {"key": presented})
    client.get("/api/v1/feed.csv", {"key": presented, "from": "yesterday"})
    kept = " ".join(str(value) for value in ApiKey.objects.filter(pk=made.pk).values().get().values())
    said = " ".join(f"{line.did} {line.changes} {line.reason}" for line in history.of(made))
    ours = " ".join(record.getMessage() for record in caplog.records if record.name != "django.db.backends")
    assert made.prefix == prefix_of(presented)
    assert not [where for where in (kept, said, ours) if presented in where]


def test_the_day_of_the_last_use_is_written_once_a_day(client, settings, django_assert_num_queries):
    made, presented = key()
    ask(client, "catalogue", presented)
    made.refresh_from_db()
    assert made.last_used_on == settings.PLUMBLINE_TODAY
    with django_assert_num_queries(2):  # the key, the catalogue
        ask(client, "catalogue", presented)
    settings.PLUMBLINE_TODAY = dt.date(2023, 10, 17)
    ask(client, "catalogue", presented)
    made.refresh_from_db()
    assert made.last_used_on == dt.date(2023, 10, 17)


def test_ending_says_why_and_ending_twice_ends_once():
    made = key()[0]
    with pytest.raises(Refused):
        end_key(by=BY, key=made, reason=" ")
    end_key(by=BY, key=made, reason="The dashboards moved.")
    end_key(by=BY, key=made, reason="Again.")
    assert [line.reason for line in history.of(made)] == ["The dashboards moved.", ""]


def test_the_page_that_makes_a_key_shows_it_and_no_other_page_does(client):
    client.force_login(UserFactory(roles=["administrator"]))
    shown = client.post(reverse("api_key_new"), {"name": "Power BI", "rights": ["figures"], "teams": "on"})
    presented = shown.context["secret"]
    assert presented in shown.content.decode()
    assert shown["Cache-Control"]
    made = ApiKey.objects.get()
    assert (made.rights, made.teams) == (["figures"], True)
    for url in (reverse("api_keys"), made.get_absolute_url(), reverse("api_key_new")):
        assert presented not in client.get(url).content.decode()
    assert "indicator,name," in text(ask(client, "feed.csv", presented))
