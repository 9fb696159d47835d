"""A session that ends under somebody costs them no text; nobody else ever sees it."""

import datetime as dt
import re

import pytest
import time_machine
from django.conf import settings as django_settings
from django.test import Client

from core import clock, kept
from core.models import KeptPost
from tests.factories import PASSWORD, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.pages")]
TYPED = {
    "title": "Visit",
    "text": "Line one\nand “two”",
    "due_on_0": "5",
    "due_on_1": "11",
    "due_on_2": "2023",
    "urgent": "on",
    "teams": ["b"],
}
BANNER = "You were signed out. What you typed was kept."


@pytest.fixture
def ann():
    return UserFactory(email="ann@council.example", password=PASSWORD)


@pytest.fixture
def form(client, ann):
    """The form's page as Ann opened it: the hidden fields that a browser would send with it."""
    client.force_login(ann)
    return hidden(client.get("/note/?from=home"))


def hidden(page):
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.content.decode())
    return {name: value for name, value in fields if name in (kept.TOKEN_FIELD, kept.POST_FIELD)}


def end_session(client):
    del client.cookies[django_settings.SESSION_COOKIE_NAME]


def lose_and_return(client, ann, form):
    end_session(client)
    sent = client.post("/note/", {**TYPED, **form})
    client.force_login(ann)
    return sent


def test_what_was_typed_is_in_the_form_after_signing_in_again(client, ann, form):
    end_session(client)
    sent = client.post("/note/", {**TYPED, **form})
    assert sent["Location"] == "/account/sign-in/?next=%2Fnote%2F%3Ffrom%3Dhome&kept=yes"
    sign_in = client.get(sent["Location"])
    assert "What you typed was kept: sign in again" in sign_in.content.decode()
    page = client.post(sent["Location"], {"login": ann.email, "password": PASSWORD}, follow=True)
    assert page.redirect_chain[-1][0] == "/note/?from=home"
    words = page.content.decode()
    assert BANNER in words
    assert 'value="Visit"' in words
    assert "Line one\nand “two”</textarea>" in words
    for part, value in (("0", "5"), ("1", "11"), ("2", "2023")):
        assert re.search(rf'name="due_on_{part}"[^>]*value="{value}"', words)
    assert re.search(r'name="urgent"[^>]*checked', words)
    assert re.search(r'name="teams"[^>]*value="b"[^>]*checked', words)
    assert not re.search(r'name="teams"[^>]*value="a"[^>]*checked', words)
    assert "There is a problem" not in words, "it is not judged before it is sent"


def test_a_session_that_ended_by_idleness_keeps_it_too(client, ann):
    start = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
    with time_machine.travel(start, tick=False) as traveller:
        client.force_login(ann)
        form = hidden(client.get("/note/"))
        traveller.shift(dt.timedelta(hours=1))
        assert client.post("/note/", {**TYPED, **form})["Location"].endswith("kept=yes")
        assert KeptPost.objects.get().user == ann


def test_another_person_signing_in_there_never_sees_it(client, ann, form):
    end_session(client)
    client.post("/note/", {**TYPED, **form})
    client.force_login(UserFactory())
    words = client.get("/note/").content.decode()
    assert BANNER not in words
    assert "Visit" not in words
    assert client.post(f"/kept/{KeptPost.objects.get().pk}/discard/").status_code == 404


def test_it_stays_kept_until_it_is_saved_even_if_the_page_is_lost_again(client, ann, form):
    lose_and_return(client, ann, form)
    client.get("/note/")
    page = client.get("/note/")
    assert BANNER in page.content.decode()
    refused = client.post("/note/", {**TYPED, "title": "", **hidden(page)})
    assert "There is a problem" in refused.content.decode()
    assert KeptPost.objects.count() == 1
    saved = client.post("/note/", {**TYPED, **hidden(refused)})
    assert saved.status_code == 302
    assert not KeptPost.objects.exists()
    assert BANNER not in client.get("/note/").content.decode()


def test_a_form_that_names_a_kept_text_by_a_number_without_end_is_saved_all_the_same(client, ann, form):
    saved = client.post("/note/", {**TYPED, **form, kept.POST_FIELD: "9" * 5000})
    assert saved.status_code == 302


def test_it_can_be_thrown_away(client, ann, form):
    lose_and_return(client, ann, form)
    page = client.post(f"/kept/{KeptPost.objects.get().pk}/discard/", follow=True)
    assert page.redirect_chain[-1][0] == "/note/?from=home"
    assert BANNER not in page.content.decode()


def test_two_tabs_lose_nothing(client, ann, form):
    end_session(client)
    client.post("/note/", {**TYPED, "title": "First tab", **form})
    client.post("/note/", {**TYPED, "title": "Second tab", **form})
    client.force_login(ann)
    page = client.get("/note/")
    assert 'value="Second tab"' in page.content.decode()
    client.post("/note/", {**TYPED, **hidden(page)})
    assert 'value="First tab"' in client.get("/note/").content.decode()


def test_the_same_form_sent_twice_is_kept_once(client, ann, form):
    end_session(client)
    for _ in range(3):
        client.post("/note/", {**TYPED, **form})
    assert KeptPost.objects.count() == 1


def test_a_page_opened_before_signing_in_again_loses_nothing_either(ann):
    """Signing in changes the CSRF token, so that a page from before is refused: it is kept all the same."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ann)
    form = hidden(browser.get("/note/"))
    sent = browser.post("/note/", {**TYPED, **form, "csrfmiddlewaretoken": "x" * 64})
    assert sent.status_code == 302
    assert sent["Location"] == "/note/"
    assert BANNER in browser.get("/note/").content.decode()


def test_a_page_of_somebody_else_in_the_same_browser_is_kept_for_its_writer(ann):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ann)
    form = hidden(browser.get("/note/"))
    browser.force_login(UserFactory())
    sent = browser.post("/note/", {**TYPED, **form, "csrfmiddlewaretoken": "x" * 64})
    assert sent.status_code == 403
    assert "kept for the person who typed it" in sent.content.decode()
    assert KeptPost.objects.get().user == ann


def test_a_forged_form_is_refused_and_not_kept(ann):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ann)
    sent = browser.post("/note/", TYPED)
    assert sent.status_code == 403
    assert "Nothing was saved" in sent.content.decode()
    assert not KeptPost.objects.exists()


@pytest.mark.parametrize("forged", ["", "x", "WzEsICIvbm90ZS8iLCAiIl0:1u:bad"])
def test_without_a_token_of_ours_nothing_is_kept(client, forged, ann):
    sent = client.post("/note/", {**TYPED, kept.TOKEN_FIELD: forged})
    assert sent["Location"] == "/account/sign-in/?next=%2F"
    assert not KeptPost.objects.exists()


def test_a_token_is_too_old_after_twelve_hours(client, ann):
    start = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
    with time_machine.travel(start, tick=False) as traveller:
        client.force_login(ann)
        form = hidden(client.get("/note/"))
        traveller.shift(dt.timedelta(hours=12, seconds=1))
        client.post("/note/", {**TYPED, **form})
    assert not KeptPost.objects.exists()


def test_passwords_and_tokens_are_not_kept(client, ann, form):
    end_session(client)
    client.post("/note/", {**TYPED, "password1": "secret", "csrfmiddlewaretoken": "t", **form})
    assert set(KeptPost.objects.get().data) == set(TYPED)


def test_a_nul_character_costs_nobody_the_rest_of_the_text(client, ann, form):
    end_session(client)
    sent = client.post("/note/", {**TYPED, "title": "Vis\x00it", "te\x00xt2": "\x00", **form})
    assert sent["Location"].endswith("kept=yes")
    assert KeptPost.objects.get().data["title"] == ["Visit"]
    client.force_login(ann)
    assert 'value="Visit"' in client.get("/note/").content.decode()


def test_more_than_a_megabyte_is_not_kept_and_the_sign_in_page_says_so(client, ann, form):
    end_session(client)
    sent = client.post("/note/", {**TYPED, "text": "x" * (kept.LIMIT_BYTES + 1), **form})
    assert sent["Location"].endswith("kept=no")
    assert "could not be kept" in client.get(sent["Location"]).content.decode()
    assert not KeptPost.objects.exists()


def test_twenty_are_kept_in_ten_minutes_and_no_more(client, ann, form):
    end_session(client)
    for number in range(kept.PER_USER + 1):
        sent = client.post("/note/", {**TYPED, "title": f"Note {number}", **form})
    assert sent["Location"].endswith("kept=no")
    assert KeptPost.objects.count() == kept.PER_USER


def test_of_more_than_twenty_the_oldest_goes(client, ann, form):
    old = clock.now() - dt.timedelta(hours=1)
    for number in range(kept.PER_USER):
        KeptPost.objects.create(user=ann, path="/old/", data={}, digest=str(number), at=old)
    end_session(client)
    assert client.post("/note/", {**TYPED, **form})["Location"].endswith("kept=yes")
    assert KeptPost.objects.count() == kept.PER_USER
    assert KeptPost.objects.filter(path="/note/").exists()


def test_after_a_week_it_is_gone(client, ann, form):
    lose_and_return(client, ann, form)
    KeptPost.objects.update(at=clock.now() - dt.timedelta(days=7))
    assert BANNER not in client.get("/note/").content.decode()
    assert kept.purge() == 1
    assert not KeptPost.objects.exists()


def test_a_script_is_told_that_it_was_kept(client, ann, form):
    end_session(client)
    sent = client.post("/note/", {**TYPED, **form}, headers={"Accept": "application/json"})
    assert sent.status_code == 401
    assert sent.json()["kept"] is True
    assert sent.json()["sign_in"].startswith("/account/sign-in/?next=%2Fnote%2F")
