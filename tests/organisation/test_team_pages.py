"""The administrator's pages of teams."""

import datetime as dt

import pytest
from django.urls import reverse

from organisation import dated
from organisation.models import Team
from tests.factories import ServiceAreaFactory, StaffFactory, TeamFactory
from tests.organisation.conftest import day

pytestmark = pytest.mark.usefixtures("administrator")
APRIL = dt.date(2023, 4, 1)


@pytest.fixture
def swf():
    return ServiceAreaFactory(name="SWF")


@pytest.fixture
def east(swf):
    return TeamFactory(name="East", record=swf)


@pytest.fixture
def west(swf):
    return TeamFactory(name="West", record=swf)


def send(client, page, /, *args, **told):
    return client.post(reverse(page, args=args), told)


def listed(client, **query):
    rows = client.get(reverse("teams"), {"export": "csv", **query}).content.decode().splitlines()
    return [row.split(",")[0] for row in rows[1:]]


def test_a_team_is_added_with_what_it_does(client, swf):
    told = {"name": "East", "service_area": swf.pk, "case_holding": "on", **day("on", APRIL)}
    assert send(client, "team_new", **told).url == Team.objects.get().get_absolute_url()
    record = Team.objects.get().records.get()
    assert (record.case_holding, record.statutory, record.starts_on) == (True, False, APRIL)


def test_a_team_that_was_renamed_is_listed_once_as_it_is_today(client, east, swf):
    told = {"name": "East 1", "service_area": swf.pk, "seen": dated.stamp(east), **day("on", APRIL)}
    send(client, "team_change", east.pk, **told)
    assert listed(client) == ["East 1"]


def test_the_list_of_a_day_shows_what_teams_were_then(client, east, swf):
    told = {"name": "East 1", "service_area": swf.pk, "seen": dated.stamp(east), **day("on", APRIL)}
    send(client, "team_change", east.pk, **told)
    assert listed(client, **day("on", dt.date(2023, 3, 31))) == ["East"]


def test_the_list_can_be_filtered_by_service_area_and_kind(client, east, swf):
    TeamFactory(name="Other area")
    TeamFactory(name="Carers", record=swf, record__case_holding=False, record__statutory=False)
    assert listed(client, service_area=swf.pk) == ["Carers", "East"]
    assert listed(client, service_area=swf.pk, case_holding="true") == ["East"]
    assert listed(client, service_area=swf.pk, statutory="false") == ["Carers"]


def test_an_ended_team_is_still_listed_and_a_team_to_come_too(client, swf):
    TeamFactory(name="Gone", record=swf, record__ends_on=APRIL)
    TeamFactory(name="To come", record=swf, record__starts_on=dt.date(2024, 4, 1))
    assert listed(client) == ["Gone", "To come"]


def test_the_page_shows_who_is_in_the_team_today(client, east):
    StaffFactory(name="Ben Baker", record=east)
    StaffFactory(name="Long Gone", record=east, record__ends_on=APRIL)
    shown = client.get(east.get_absolute_url()).content.decode()
    assert "Ben Baker" in shown
    assert "Long Gone" not in shown


def test_teams_are_merged_into_a_new_one_with_their_staff(client, east, west, swf):
    ann = StaffFactory(record=east)
    told = {"teams": [east.pk, west.pk], "name": "Both", "service_area": swf.pk, "with_staff": "on"}
    response = send(client, "teams_merge", **told, **day("on", APRIL))
    both = Team.objects.get(name="Both")
    assert response.url == both.get_absolute_url()
    assert ann.records.on(APRIL).get().team == both
    page = client.get(both.get_absolute_url()).content.decode()
    assert "East" in page
    assert "West" in page


def test_a_merger_into_a_new_team_asks_for_its_name(client, east, west):
    shown = send(client, "teams_merge", teams=[east.pk, west.pk], **day("on", APRIL)).content.decode()
    assert "Enter the name of the new team, or choose a team that exists." in shown
    assert set(Team.objects.existing_on(APRIL)) == {east, west}


def test_a_split_asks_next_who_goes_where(client, east):
    ann, ben = StaffFactory(name="Ann", record=east), StaffFactory(name="Ben", record=east)
    told = {"names": "East 1\n\nEast 2", "goes_on": "no", "seen": dated.stamp(east), **day("on", APRIL)}
    response = send(client, "team_split", east.pk, **told)
    assert response.url == reverse("team_move_staff", args=[east.pk])
    form = client.get(response.url).context["form"]
    assert [words for _, words in form.fields[f"staff_{ann.pk}"].choices] == ["Stays", "East 1", "East 2"]
    one = Team.objects.get(name="East 1")
    send(client, "team_move_staff", east.pk, **{f"staff_{ann.pk}": one.pk}, **day("on", APRIL))
    assert ann.records.on(APRIL).get().team == one
    assert ben.records.on(APRIL).get().team == east


def test_two_new_teams_of_one_name_are_refused(client, east):
    told = {"names": "East 1\neast 1", "goes_on": "yes", "seen": dated.stamp(east), **day("on", APRIL)}
    shown = send(client, "team_split", east.pk, **told).content.decode()
    assert "Each new team needs a name of its own." in shown
    assert Team.objects.count() == 1


def test_a_team_in_which_somebody_works_is_not_ended_and_the_page_says_who(client, east):
    StaffFactory(name="Ben Baker", record=east)
    told = {"seen": dated.stamp(east), **day("on", APRIL)}
    assert "Still in East then: Ben Baker." in send(client, "team_end", east.pk, **told).content.decode()
