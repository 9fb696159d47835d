"""Signing in: who gets in, who is told what, and what it costs us to be tried."""

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core import mail
from django.core.cache import cache
from django.urls import NoReverseMatch, reverse

from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
SIGN_IN = "/account/sign-in/"


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture(autouse=True)
def real_hashes(settings, cheap_hashes):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]


@pytest.fixture
def ann():
    return UserFactory(email="ann@council.example", password=PASSWORD)


@pytest.fixture
def hashes(monkeypatch):
    """Each time a password is hashed, here too."""
    counted = []
    for name in ("encode", "verify"):
        original = getattr(Argon2PasswordHasher, name)

        def counting(self, *args, original=original, **kwargs):
            counted.append(1)
            return original(self, *args, **kwargs)

        monkeypatch.setattr(Argon2PasswordHasher, name, counting)
    return counted


def attempt(client, email="ann@council.example", password="wrong", **kwargs):
    return client.post(SIGN_IN, {"login": email, "password": password}, **kwargs)


def test_the_right_password_leads_to_the_home_page(client, ann):
    response = attempt(client, password=PASSWORD)
    assert response.status_code == 302
    assert response["Location"] == reverse("home")


def test_an_address_is_the_same_in_capitals(client, ann):
    assert attempt(client, "ANN@Council.Example", PASSWORD).status_code == 302


def test_signing_in_goes_on_to_the_page_that_was_asked_for(client, ann):
    response = client.post(SIGN_IN + "?next=/jobs/", {"login": ann.email, "password": PASSWORD})
    assert response["Location"] == "/jobs/"


def test_signing_in_goes_nowhere_else(client, ann):
    response = client.post(
        SIGN_IN + "?next=https://elsewhere.example/", {"login": ann.email, "password": PASSWORD}
    )
    assert response["Location"] == reverse("home")


def test_a_page_asked_for_without_signing_in_leads_to_sign_in_and_back(client):
    response = client.get("/jobs/?page=2")
    assert response["Location"] == SIGN_IN + "?next=%2Fjobs%2F%3Fpage%3D2"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, ann, hashes):
    wrong = attempt(client).content.decode()
    cost_of_wrong = len(hashes)
    unknown = attempt(client, "nobody@council.example").content.decode()
    assert "The e-mail address or the password is not right" in wrong
    assert len(hashes) - cost_of_wrong == cost_of_wrong == 1, "an unknown address costs no less work"
    assert _without_tokens(wrong) == _without_tokens(unknown).replace("nobody@", "ann@")


def _without_tokens(page):
    return "\n".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line)


def test_somebody_whose_account_is_closed_does_not_get_in(client, ann):
    ann.is_active = False
    ann.save()
    response = attempt(client, password=PASSWORD, follow=True)
    assert "Account closed" in response.content.decode()
    assert not response.wsgi_request.user.is_authenticated


def test_five_wrong_passwords_close_the_account_for_a_while_before_any_hash(client, ann, hashes):
    for _ in range(5):
        assert attempt(client).status_code == 200
    hashes.clear()
    response = attempt(client, password=PASSWORD)
    assert response.status_code == 429
    assert "Too many attempts" in response.content.decode()
    assert hashes == []


def test_an_unknown_address_is_limited_alike(client, hashes):
    for _ in range(5):
        attempt(client, "nobody@council.example")
    hashes.clear()
    assert attempt(client, "nobody@council.example").status_code == 429
    assert hashes == []


def test_another_account_is_not_closed_with_it(client, ann):
    for _ in range(6):
        attempt(client, "nobody@council.example")
    assert attempt(client, password=PASSWORD).status_code == 302


def test_many_accounts_tried_from_one_address_are_stopped_before_any_hash(client, ann, hashes, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "100/m/ip", "login_failed": "3/m/ip,5/5m/key"}
    for number in range(3):
        attempt(client, f"person{number}@council.example")
    hashes.clear()
    assert attempt(client, password=PASSWORD).status_code == 429
    assert hashes == []
    assert attempt(client, password=PASSWORD, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_a_flood_from_one_address_is_stopped_before_the_form_is_read(client, hashes, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    for _ in range(2):
        attempt(client)
    hashes.clear()
    assert attempt(client).status_code == 429
    assert hashes == []


def test_right_passwords_do_not_count_against_an_office(client, ann, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "100/m/ip", "login_failed": "3/m/ip,5/5m/key"}
    for _ in range(4):
        assert attempt(client, password=PASSWORD).status_code == 302
        client.logout()


@pytest.mark.parametrize(
    "path", ["signup/", "sign-up/", "email/", "confirm-email/", "login/", "reauthenticate/"]
)
def test_everything_else_of_the_sign_in_library_is_closed(client, path):
    assert client.get("/account/" + path).status_code == 404


def test_there_is_no_address_to_sign_up_at():
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")


def test_signing_out_is_a_button_and_says_so(client, ann):
    client.force_login(ann)
    assert client.get("/account/sign-out/").status_code == 200, "an address alone signs nobody out"
    response = client.post("/account/sign-out/", follow=True)
    assert "You have signed out." in response.content.decode()
    assert client.get("/").status_code == 302


def test_the_session_has_a_new_key_after_signing_in(client, ann):
    client.get(SIGN_IN)
    session = client.session
    session["before"] = True
    session.save()
    attempt(client, password=PASSWORD)
    assert client.session.session_key != session.session_key


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("short", "at least 12 characters"),
        ("password1234", "too common"),
        ("ann@council.exa", "too similar"),
    ],
)
def test_a_weak_password_is_refused_in_words(client, ann, password, words):
    client.force_login(ann)
    answer = client.post(
        "/account/password/", {"oldpassword": PASSWORD, "password1": password, "password2": password}
    )
    assert words in answer.content.decode()
    ann.refresh_from_db()
    assert ann.check_password(PASSWORD)


def test_a_changed_password_ends_the_other_sessions_and_keeps_this_one(client, ann, django_user_model):
    from django.test import Client

    elsewhere = Client()
    elsewhere.force_login(ann)
    client.force_login(ann)
    new = "correct horse battery staple"
    answer = client.post("/account/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert answer["Location"] == reverse("home")
    assert client.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302


def test_a_forgotten_password_is_chosen_anew_by_a_link_in_a_message(client, ann):
    answer = client.post("/account/password/forgotten/", {"email": ann.email}, follow=True)
    assert "Look at your e-mail" in answer.content.decode()
    (message,) = mail.outbox
    link = next(line for line in message.body.splitlines() if "/account/password/forgotten/link/" in line)
    page = client.get(link.partition("testserver")[2], follow=True)
    assert "Choose a new password" in page.content.decode()
    new = "correct horse battery staple"
    done = client.post(page.wsgi_request.path, {"password1": new, "password2": new}, follow=True)
    assert "Your new password is saved." in done.content.decode()
    assert attempt(client, password=new).status_code == 302
    assert "This link no longer works" in client.get(link.partition("testserver")[2]).content.decode()


def test_asking_for_a_link_does_not_say_whether_there_is_an_account(client, ann):
    known = client.post("/account/password/forgotten/", {"email": ann.email}, follow=True)
    unknown = client.post("/account/password/forgotten/", {"email": "nobody@council.example"}, follow=True)
    assert _without_tokens(known.content.decode()) == _without_tokens(unknown.content.decode())
    assert [message.to for message in mail.outbox] == [[ann.email], ["nobody@council.example"]]
    assert "There is no account with this address" in mail.outbox[1].body


def test_nobody_can_have_an_inbox_filled_by_asking(client):
    answers = [
        client.post("/account/password/forgotten/", {"email": "a@b.example"}).status_code for _ in range(4)
    ]
    assert answers == [302, 302, 302, 429]
    assert len(mail.outbox) == 3
