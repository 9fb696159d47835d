"""The administrator's home page: who is without a place, a role or a way in."""

import datetime as dt

import pytest
from django.urls import reverse

from core.history import Service
from organisation import actions
from tests.factories import ServiceAreaFactory, StaffFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.usefixtures("administrator")


def home(client):
    return {
        work.title: [line.text for line in work.lines]
        for work in client.get(reverse("home")).context["sections"]
    }


def test_staff_left_behind_by_a_merger_are_to_be_moved(client):
    area = ServiceAreaFactory()
    east, west = TeamFactory(record=area), TeamFactory(record=area)
    StaffFactory(name="Ben Baker", record=east, record__role="SW")
    StaffFactory(name="Cat Cook", record=west, record__role="SW")
    actions.merge_teams(
        by=Service("the test"), teams=[east], into=west, on=dt.date(2023, 4, 1), with_staff=False
    )
    assert home(client)["Staff to move to another team"] == ["Ben Baker"]


def test_practice_managers_without_a_user_are_named(client):
    StaffFactory(name="Ben Baker")
    StaffFactory(name="Social Worker", record__role="SW")
    UserFactory(staff=StaffFactory(name="Cat Cook"), roles=["practice_manager"])
    assert home(client)["Practice managers without a user"] == ["Ben Baker"]


def test_users_without_a_role_are_named_unless_switched_off(client):
    UserFactory(name="Ben Baker")
    UserFactory(name="Gone", is_active=False)
    assert home(client)["Users without a role"] == ["Ben Baker"]


def test_others_have_none_of_this_on_their_home_page(client):
    client.force_login(UserFactory(roles=["qa"]))
    assert "Users without a role" not in home(client)


def test_all_of_them_are_listed_behind_each_heading(client):
    area = ServiceAreaFactory()
    ended = TeamFactory(record=area, record__ends_on=dt.date(2023, 4, 1))
    StaffFactory(name="Ben Baker", record=ended, record__role="SW")
    StaffFactory(name="Cat Cook")
    StaffFactory(name="Gone", record__ends_on=dt.date(2023, 4, 1))
    UserFactory(staff=StaffFactory(name="Dan Day"), name="Dan Day")
    listed = {
        work.title: [str(row.record) for row in client.get(work.all_url).context["table"].rows]
        for work in client.get(reverse("home")).context["sections"]
    }
    names = {title: len(rows) for title, rows in listed.items()}
    assert names == {
        "Staff to move to another team": 1,
        "Practice managers without a user": 1,
        "Users without a role": 1,
    }
    assert listed["Users without a role"] == ["Dan Day"]


def test_a_heading_with_nothing_behind_it_leads_nowhere(client):
    assert {work.all_url for work in client.get(reverse("home")).context["sections"]} == {""}
