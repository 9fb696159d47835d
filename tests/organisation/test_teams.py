"""Teams: renamed, moved, ended; their past stays."""

import datetime as dt
from dataclasses import replace

import pytest

from core import history
from core.errors import Conflict, Refused
from core.history import Service
from organisation import actions, dated, listening
from organisation.models import Team
from tests.factories import ServiceAreaFactory, StaffFactory, TeamFactory

pytestmark = pytest.mark.django_db
BY = Service("the test")
BEGINNING = dt.date(2020, 1, 1)
APRIL = dt.date(2023, 4, 1)


@pytest.fixture
def swf():
    return ServiceAreaFactory(name="SWF")


@pytest.fixture
def values(swf):
    return actions.TeamValues("SWF East", swf, case_holding=True, statutory=True)


def test_a_new_team_sits_in_its_service_area_from_the_day_told(values, swf):
    team = actions.create_team(by=BY, values=values, starts_on=APRIL)
    record = team.records.get()
    assert (record.name, record.service_area, record.starts_on, record.ends_on) == (
        "SWF East",
        swf,
        APRIL,
        None,
    )
    assert record.case_holding
    assert record.statutory


def test_creating_the_same_team_twice_makes_one(values):
    assert actions.create_team(by=BY, values=values, starts_on=APRIL) == actions.create_team(
        by=BY, values=values, starts_on=APRIL
    )
    assert Team.objects.count() == 1


def test_a_team_does_not_begin_before_its_service_area(values):
    with pytest.raises(Refused, match="SWF does not exist on 1 January 2010"):
        actions.create_team(by=BY, values=values, starts_on=dt.date(2010, 1, 1))
    assert not Team.objects.exists()


def test_a_team_does_not_outlast_its_service_area(values, swf):
    actions.end_service_area(by=BY, area=swf, on=dt.date(2024, 1, 1))
    with pytest.raises(Refused, match="SWF ends on 1 January 2024"):
        actions.create_team(by=BY, values=values, starts_on=APRIL)


def test_a_team_moves_to_another_service_area_on_a_day_and_its_past_stays_where_it_was(values, swf):
    team = TeamFactory(name="SWF East", record=swf)
    bit = ServiceAreaFactory(name="BIT")
    actions.change_team(by=BY, team=team, values=replace(values, service_area=bit), on=APRIL)
    old, new = team.records.order_by("starts_on")
    assert (old.service_area, old.starts_on, old.ends_on) == (swf, BEGINNING, APRIL)
    assert (new.service_area, new.starts_on, new.ends_on) == (bit, APRIL, None)
    assert "Service area went from SWF to BIT" in history.of(team)[0].sentence


def test_a_renamed_team_is_found_by_its_new_name(values, swf):
    team = TeamFactory(name="East", record=swf)
    actions.change_team(by=BY, team=team, values=values, on=APRIL)
    assert Team.objects.get(name="SWF East") == team


def test_a_change_of_what_was_changed_since_it_was_read_is_a_conflict(values, swf):
    team = TeamFactory(name="SWF East", record=swf)
    seen = dated.stamp(team)
    actions.change_team(by=BY, team=team, values=replace(values, statutory=False), on=APRIL, seen=seen)
    with pytest.raises(Conflict):
        actions.change_team(by=BY, team=team, values=replace(values, name="East"), on=APRIL, seen=seen)
    assert team.records.count() == 2


def test_a_team_in_which_somebody_works_does_not_end(swf):
    team = TeamFactory(record=swf)
    StaffFactory(name="Ann Archer", record=team)
    with pytest.raises(Refused, match="Ann Archer"):
        actions.end_team(by=BY, team=team, on=APRIL)


def test_an_ended_team_can_be_taken_up_again(values, swf):
    team = TeamFactory(name="SWF East", record=swf)
    actions.end_team(by=BY, team=team, on=APRIL)
    actions.change_team(by=BY, team=team, values=values, on=dt.date(2023, 9, 1))
    spans = [(r.starts_on, r.ends_on) for r in team.records.order_by("starts_on")]
    assert spans == [(BEGINNING, APRIL), (dt.date(2023, 9, 1), None)]


def test_ending_a_team_takes_back_what_was_planned_for_later(values, swf):
    team = TeamFactory(name="SWF East", record=swf)
    planned = replace(values, name="Later")
    actions.change_team(by=BY, team=team, values=planned, on=dt.date(2024, 4, 1))
    actions.end_team(by=BY, team=team, on=dt.date(2023, 11, 1))
    assert [(r.name, r.ends_on) for r in team.records.all()] == [("SWF East", dt.date(2023, 11, 1))]


def test_a_team_does_not_end_before_a_change_that_has_begun(values, swf):
    team = TeamFactory(name="East", record=swf)
    actions.change_team(by=BY, team=team, values=values, on=APRIL)
    with pytest.raises(Refused, match="begins on 1 April 2023"):
        actions.end_team(by=BY, team=team, on=dt.date(2023, 1, 1))
    assert team.records.count() == 2


def test_who_asked_to_know_is_told_from_which_day_places_changed(values, swf, monkeypatch):
    told = []
    monkeypatch.setattr(listening, "_listeners", [])
    listening.when_places_change(lambda *, by, since, cause: told.append((since, cause)))
    team = TeamFactory(name="East", record=swf)
    actions.change_team(by=BY, team=team, values=values, on=APRIL)
    actions.change_team(by=BY, team=team, values=values, on=APRIL)
    assert told == [(APRIL, "a team was changed")]
