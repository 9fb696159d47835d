"""The administrator's pages of service areas, as a browser without JavaScript uses them."""

import datetime as dt

import pytest
from django.urls import reverse

from organisation import dated
from organisation.models import ServiceArea
from tests.factories import ServiceAreaFactory, TeamFactory
from tests.organisation.conftest import day

pytestmark = pytest.mark.usefixtures("administrator")
APRIL = dt.date(2023, 4, 1)


def page(client, name, *args, **query):
    return client.get(reverse(name, args=args), query).content.decode()


def rename(client, area, seen=None, **told):
    data = {
        "name": "Families",
        "long_name": "",
        "seen": seen or dated.stamp(area),
        **day("on", APRIL),
        **told,
    }
    return client.post(reverse("service_area_rename", args=[area.pk]), data)


def test_an_empty_list_says_what_to_do_next(client):
    assert "Add the first, or import teams from a file." in page(client, "service_areas")


def test_the_list_shows_each_service_area_and_how_many_teams_it_has(client):
    area = ServiceAreaFactory(name="SWF")
    TeamFactory.create_batch(2, record=area)
    TeamFactory(record=area, record__ends_on=APRIL)
    [row] = client.get(reverse("service_areas"), {"export": "csv"}).content.decode().splitlines()[1:]
    assert row == "SWF,,2,"


def test_the_list_can_be_of_a_day(client):
    ServiceAreaFactory(name="Gone", dated__ends_on=APRIL)
    ServiceAreaFactory(name="Here")
    listed = page(client, "service_areas", **day("on", APRIL))
    assert "Here" in listed
    assert "Gone" not in listed


def test_a_service_area_is_added(client):
    told = {"name": "BIT", "long_name": "Brief Intervention Team", **day("on", APRIL)}
    response = client.post(reverse("service_area_new"), told)
    area = ServiceArea.objects.get()
    assert response.url == area.get_absolute_url()
    assert area.records.get().starts_on == APRIL


def test_a_taken_name_is_said_at_the_form_with_what_was_typed(client):
    ServiceAreaFactory(name="BIT")
    told = {"name": "bit", "long_name": "Brief Intervention Team", **day("on", APRIL)}
    shown = client.post(reverse("service_area_new"), told).content.decode()
    assert "There is a service area called bit already." in shown
    assert 'value="Brief Intervention Team"' in shown


def test_the_page_shows_names_over_time_teams_and_history(client):
    area = ServiceAreaFactory(name="SWF")
    TeamFactory(name="East", record=area)
    rename(client, area)
    shown = page(client, "service_area", area.pk)
    for words in ("Families", "SWF", "Until", "East", "Ann Archer renamed the service area."):
        assert words in shown


def test_a_rename_of_what_changed_meanwhile_shows_both_versions_and_loses_no_text(client):
    area = ServiceAreaFactory(name="SWF")
    seen = dated.stamp(area)
    rename(client, area, seen, name="Families First")
    response = rename(client, area, seen, name="Kinder", long_name="All that I typed")
    shown = response.content.decode()
    assert response.status_code == 409
    assert "Somebody else changed this while you were working on it." in shown
    assert "Families First" in shown
    assert 'value="Kinder"' in shown
    assert 'value="All that I typed"' in shown
    area.refresh_from_db()
    assert area.name == "Families First"


def test_after_both_versions_were_shown_saving_again_makes_it_so(client):
    area = ServiceAreaFactory(name="SWF")
    seen = dated.stamp(area)
    rename(client, area, seen, name="Families First")
    shown = rename(client, area, seen, name="Kinder")
    rename(client, area, shown.context["form"]["seen"].value(), name="Kinder")
    area.refresh_from_db()
    assert area.name == "Kinder"


def test_a_service_area_with_teams_is_not_ended_and_the_page_says_which(client):
    area = ServiceAreaFactory(name="SWF")
    TeamFactory(name="East", record=area)
    told = {"seen": dated.stamp(area), **day("on", APRIL)}
    shown = client.post(reverse("service_area_end", args=[area.pk]), told).content.decode()
    assert "Still in SWF then: East." in shown
    assert area.records.get().ends_on is None


def test_a_day_that_nobody_means_is_refused(client):
    told = {"name": "BIT", **day("on", dt.date(1066, 10, 14))}
    shown = client.post(reverse("service_area_new"), told).content.decode()
    assert "The year must be between 1900 and 2100." in shown
    assert not ServiceArea.objects.exists()
