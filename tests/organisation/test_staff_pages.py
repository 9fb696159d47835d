"""The administrator's pages of staff."""

import datetime as dt

import pytest
from django.urls import reverse

from organisation import dated
from organisation.models import Staff
from tests.factories import BEGINNING, StaffFactory, TeamFactory
from tests.organisation.conftest import day

pytestmark = pytest.mark.usefixtures("administrator")
APRIL = dt.date(2023, 4, 1)


@pytest.fixture
def east():
    return TeamFactory(name="East")


@pytest.fixture
def ben(east):
    return StaffFactory(name="Ben Baker", staff_id="B7", record=east)


def send(client, page, /, *args, **told):
    return client.post(reverse(page, args=args), told)


def recorded(team, **told):
    return {"role": "SW", "team": team.pk, "fte": "0.6", "qualifying_status": "NQSW", **told}


def listed(client, **query):
    rows = client.get(reverse("staff_list"), {"export": "csv", **query}).content.decode().splitlines()
    return [row.split(",")[0] for row in rows[1:]]


def test_somebody_is_added(client, east):
    told = {"name": "Ben Baker", "staff_id": "B7", **recorded(east), **day("on", APRIL)}
    assert send(client, "staff_new", **told).url == Staff.objects.get().get_absolute_url()


def test_an_fte_of_two_is_refused_in_words_with_what_was_typed(client, east):
    told = {"name": "Ben Baker", "staff_id": "B7", **recorded(east, fte="2"), **day("on", APRIL)}
    shown = send(client, "staff_new", **told).content.decode()
    assert "FTE must be 1 or less." in shown
    assert 'value="Ben Baker"' in shown


def test_everybody_is_listed_once_as_they_are_today(client, ben):
    told = {**recorded(ben.records.get().team), "seen": dated.stamp(ben), **day("on", APRIL)}
    send(client, "staff_change", ben.pk, **told)
    StaffFactory(name="Cat Cook", record__ends_on=APRIL)
    assert listed(client) == ["Ben Baker", "Cat Cook"]
    assert listed(client, role="SW") == ["Ben Baker"]
    assert listed(client, role="SW", **day("on", dt.date(2023, 3, 31))) == []
    assert listed(client, **day("on", APRIL)) == ["Ben Baker"]


def test_staff_are_found_by_part_of_their_name_or_by_staff_id(client, ben):
    StaffFactory(name="Cat Cook", staff_id="B77")
    assert listed(client, called="bake") == ["Ben Baker"]
    assert listed(client, called="b7") == ["Ben Baker"]
    assert listed(client, called="nobody") == []


def test_staff_can_be_filtered_by_team_and_qualifying_status(client, ben, east):
    StaffFactory(name="Cat Cook", record=east, record__qualifying_status="ASYE")
    StaffFactory(name="Dan Day")
    assert listed(client, team=east.pk) == ["Ben Baker", "Cat Cook"]
    assert listed(client, qualifying_status="ASYE") == ["Cat Cook"]


def test_a_record_is_corrected_with_a_reason_that_the_page_then_shows(client, ben, east):
    record = ben.records.get()
    told = {**recorded(east), **day("starts_on", BEGINNING), "seen": dated.stamp(ben)}
    url = reverse("staff_record_correct", args=[ben.pk, record.pk])
    assert "Enter the reason for the correction." in client.post(url, told).content.decode()
    client.post(url, {**told, "reason": "Typed wrongly"})
    record.refresh_from_db()
    assert record.role == "SW"
    assert "Reason: Typed wrongly" in client.get(ben.get_absolute_url()).content.decode()


def test_a_record_of_somebody_else_is_not_found(client, ben):
    other = StaffFactory().records.get()
    url = reverse("staff_record_correct", args=[ben.pk, other.pk])
    assert client.get(url).status_code == 404


def test_who_left_is_shown_with_the_day(client, ben):
    send(client, "staff_leave", ben.pk, seen=dated.stamp(ben), **day("on", APRIL))
    assert "From 1 January 2020 until 1 April 2023" in client.get(ben.get_absolute_url()).content.decode()


def test_the_forms_begin_with_what_is_recorded(client, ben):
    shown = client.get(reverse("staff_change", args=[ben.pk])).context["form"]
    assert (shown["role"].value(), shown["fte"].value()) == ("PM", "1")
