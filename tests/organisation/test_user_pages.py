"""The administrator's pages of users: roles, and a link in place of a password."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from organisation import dated
from organisation.models import User
from tests.factories import ServiceAreaFactory, StaffFactory, UserFactory
from tests.organisation.conftest import day

pytestmark = pytest.mark.usefixtures("administrator")
TODAY = dt.date(2023, 10, 16)


def send(client, page, /, *args, **told):
    return client.post(reverse(page, args=args), told)


def listed(client, **query):
    rows = client.get(reverse("users"), {"export": "csv", **query}).content.decode().splitlines()
    return [row.split(",")[0] for row in rows[1:]]


def add(client, **told):
    new = {"name": "Ben Baker", "email": "ben@council.example", "role": "qa", **day("on", TODAY), **told}
    return client.post(reverse("user_new"), new, follow=True)


def link_on(page):
    return re.search(r"<code[^>]*>http://testserver([^<]+)</code>", page.content.decode())


def test_no_form_of_the_administrator_asks_a_password(client):
    other = UserFactory()
    for name, args in [("user_new", []), ("user_change", [other.pk]), ("user_link", [other.pk])]:
        assert "password" not in client.get(reverse(name, args=args)).context["form"].fields


def test_a_new_user_chooses_a_password_with_the_link_and_signs_in(client):
    url = link_on(add(client)).group(1)
    theirs = Client()
    page = theirs.get(url, follow=True)
    secret = "three plain words together"
    theirs.post(page.redirect_chain[-1][0], {"password1": secret, "password2": secret})
    theirs.post(reverse("account_login"), {"login": "ben@council.example", "password": secret})
    assert theirs.get(reverse("home")).context["user"].name == "Ben Baker"


def test_the_link_works_once(client):
    url = link_on(add(client)).group(1)
    for _ in range(2):
        theirs = Client()
        page = theirs.get(url, follow=True)
        if page.redirect_chain:
            secret = "three plain words together"
            theirs.post(page.redirect_chain[-1][0], {"password1": secret, "password2": secret})
    assert not page.redirect_chain
    assert "This link no longer works" in page.content.decode()


def test_the_link_is_shown_once_and_that_it_was_made_is_in_the_history(client):
    assert link_on(add(client))
    ben = User.objects.get(name="Ben Baker")
    assert not link_on(client.get(reverse("user_link", args=[ben.pk])))
    history = client.get(ben.get_absolute_url()).content.decode()
    assert "Ann Archer made a link to choose a password for the user." in history


def test_the_link_stays_in_no_cache(client):
    assert "no-store" in add(client)["Cache-Control"]


def test_a_new_head_of_service_needs_a_service_area(client):
    shown = add(client, role="head_of_service").content.decode()
    assert "Select the service area of the head of service or service lead." in shown
    add(client, role="head_of_service", service_area=ServiceAreaFactory().pk)
    assert User.objects.get(name="Ben Baker").access.roles == {"head_of_service"}


def test_only_staff_who_are_no_user_yet_can_be_chosen(client):
    free, taken = StaffFactory(name="Free"), StaffFactory(name="Taken")
    other = UserFactory(staff=taken)
    assert set(client.get(reverse("user_new")).context["form"].fields["staff"].queryset) == {free}
    own = client.get(reverse("user_change", args=[other.pk])).context["form"].fields["staff"].queryset
    assert set(own) == {free, taken}


def test_who_is_switched_off_is_signed_out_at_once(client):
    ben = UserFactory(roles=["qa"])
    theirs = Client()
    theirs.force_login(ben)
    assert theirs.get(reverse("home")).status_code == 200
    send(client, "user_off", ben.pk, seen="")
    assert theirs.get(reverse("home")).status_code == 302


def test_the_last_administrator_is_told_why_the_role_stays(client, administrator):
    holding = administrator.role_holdings.get()
    shown = send(client, "role_end", administrator.pk, holding.pk, **day("on", TODAY)).content.decode()
    assert "Ann Archer is the last administrator. Make somebody else an administrator first." in shown


def test_a_role_is_given_and_ended_on_the_users_page(client):
    ben = UserFactory()
    send(client, "role_give", ben.pk, role="qa", **day("on", TODAY))
    holding = ben.role_holdings.get()
    assert (
        reverse("role_end", args=[ben.pk, holding.pk]) in client.get(ben.get_absolute_url()).content.decode()
    )
    send(client, "role_end", ben.pk, holding.pk, **day("on", dt.date(2023, 12, 1)))
    assert ben.role_holdings.get().ends_on == dt.date(2023, 12, 1)


def test_a_role_of_another_user_is_not_found(client, administrator):
    url = reverse("role_end", args=[UserFactory().pk, administrator.role_holdings.get().pk])
    assert client.get(url).status_code == 404


def test_users_are_listed_with_todays_roles_and_found_by_them(client):
    ben = UserFactory(name="Ben Baker", roles=["qa", "performance"], email="bb@council.example")
    UserFactory(name="Cat Cook", is_active=False)
    ben.role_holdings.filter(role="performance").update(ends_on=TODAY)
    assert listed(client) == ["Ann Archer", "Ben Baker", "Cat Cook"]
    assert listed(client, role="qa") == ["Ben Baker"]
    assert listed(client, role="performance") == []
    assert listed(client, is_active="false") == ["Cat Cook"]
    assert listed(client, called="BB@") == ["Ben Baker"]
    page = client.get(reverse("users"), {"role": "qa"}).content.decode()
    assert "Quality assurance unit" in page


def test_a_change_of_what_was_changed_meanwhile_shows_both_versions(client):
    ben = UserFactory(name="Ben Baker")
    seen = dated.stamp(ben)
    send(client, "user_change", ben.pk, name="Ben B", email=ben.email, seen=seen)
    response = send(client, "user_change", ben.pk, name="Benjamin", email=ben.email, seen=seen)
    shown = response.content.decode()
    assert response.status_code == 409
    assert "Ben B" in shown
    assert 'value="Benjamin"' in shown
