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
