"""Mergers and splits: who became what is on record, and the past stays as it was."""

import datetime as dt
from decimal import Decimal

import pytest

from core import history
from core.errors import Conflict, Refused
from core.history import Service
from organisation import actions, dated
from organisation.models import Succession, Team, TeamRecord
from tests.factories import ServiceAreaFactory, StaffFactory, TeamFactory

pytestmark = pytest.mark.django_db
BY = Service("the test")
APRIL = dt.date(2023, 4, 1)
MARCH = dt.date(2023, 3, 31)


@pytest.fixture
def swf():
    return ServiceAreaFactory(name="SWF")


@pytest.fixture
def east(swf):
    return TeamFactory(name="East", record=swf)


@pytest.fixture
def west(swf):
    return TeamFactory(name="West", record=swf)


def named(name, area):
    return actions.TeamValues(name, area, case_holding=True, statutory=True)


def merged(east, west, *, with_staff=True):
    return actions.merge_teams_into_new(
        by=BY, teams=[east, west], values=named("Both", east.records.first().service_area), on=APRIL,
        with_staff=with_staff,
    )  # fmt: skip


def team_on(staff, day):
    return staff.records.on(day).get().team.name


def test_merged_teams_end_and_a_new_one_begins(east, west):
    both = merged(east, west)
    assert set(Team.objects.existing_on(MARCH)) == {east, west}
    assert set(Team.objects.existing_on(APRIL)) == {both}
    assert Succession.objects.filter(successor=both, on=APRIL).count() == 2


def test_a_merger_leaves_the_records_of_before_untouched_but_for_their_end(east, west):
    before = list(TeamRecord.objects.order_by("pk").values("pk", "name", "service_area", "starts_on"))
    merged(east, west)
    after = TeamRecord.objects.filter(pk__in=[row["pk"] for row in before]).order_by("pk")
    assert list(after.values("pk", "name", "service_area", "starts_on")) == before


def test_staff_of_merged_teams_are_in_the_new_one_from_that_day(east, west):
    ann, ben = StaffFactory(record=east), StaffFactory(record=west)
    merged(east, west)
    assert [team_on(ann, MARCH), team_on(ann, APRIL)] == ["East", "Both"]
    assert [team_on(ben, MARCH), team_on(ben, APRIL)] == ["West", "Both"]
    assert "Team went from East to Both" in history.of(ann)[0].sentence


def test_somebody_who_joins_a_merged_team_later_joins_the_new_one(east, west):
    ann = StaffFactory(record=TeamFactory())
    values = actions.StaffValues(role="PM", team=east, fte=Decimal(1))
    actions.change_staff(by=BY, staff=ann, values=values, on=dt.date(2023, 6, 1))
    merged(east, west)
    assert team_on(ann, dt.date(2023, 6, 1)) == "Both"
    assert team_on(ann, dt.date(2023, 5, 31)) not in {"Both", "East"}


def test_staff_stay_recorded_where_they_were_unless_told_to_move(east, west):
    ann = StaffFactory(record=east)
    merged(east, west, with_staff=False)
    assert team_on(ann, APRIL) == "East"


def test_the_same_merger_twice_is_one(east, west):
    StaffFactory(record=east)
    merged(east, west)
    rows = history.of(east), TeamRecord.objects.count(), Succession.objects.count()
    merged(east, west)
    assert rows == (history.of(east), TeamRecord.objects.count(), Succession.objects.count())


def test_a_team_may_take_in_another_and_go_on(east, west):
    actions.merge_teams(by=BY, teams=[east, west], into=west, on=APRIL, with_staff=True)
    assert set(Team.objects.existing_on(APRIL)) == {west}
    assert west.records.get().ends_on is None
    assert history.of(west)[0].did == "The test enlarged the team."


def test_teams_do_not_merge_into_one_that_is_not_there(east, west, swf):
    later = TeamFactory(record=swf, record__starts_on=dt.date(2023, 9, 1))
    with pytest.raises(Refused, match="does not exist on 1 April 2023"):
        actions.merge_teams(by=BY, teams=[east, west], into=later, on=APRIL, with_staff=False)
    assert east.records.get().ends_on is None


def test_a_split_team_ends_and_its_successors_begin(east, swf):
    new = actions.split_team(
        by=BY, team=east, into=[named("East 1", swf), named("East 2", swf)], on=APRIL, ends=True
    )
    assert set(Team.objects.existing_on(APRIL)) == set(new)
    assert {str(each) for each in east.successions.all()} == {"East into East 1", "East into East 2"}


def test_a_team_may_go_on_beside_what_is_split_off(east, swf):
    [new] = actions.split_team(by=BY, team=east, into=[named("East 2", swf)], on=APRIL, ends=False)
    assert set(Team.objects.existing_on(APRIL)) == {east, new}


def test_one_successor_alone_is_no_split(east, swf):
    with pytest.raises(Refused, match="at least 2"):
        actions.split_team(by=BY, team=east, into=[named("East 2", swf)], on=APRIL, ends=True)


def test_the_same_split_sent_twice_is_one(east, swf):
    seen = dated.stamp(east)
    into = [named("East 1", swf), named("East 2", swf)]
    for _ in range(2):
        actions.split_team(by=BY, team=east, into=into, on=APRIL, ends=True, seen=seen)
    assert Team.objects.count() == 3
    assert len(history.of(east)) == 1


def test_splitting_what_was_changed_since_it_was_read_is_a_conflict(east, west, swf):
    seen = dated.stamp(east)
    merged(east, west)
    with pytest.raises(Conflict):
        actions.split_team(
            by=BY, team=east, into=[named("E1", swf), named("E2", swf)], on=APRIL, ends=True, seen=seen
        )
    assert not Team.objects.filter(name="E1").exists()


def test_staff_of_a_split_team_go_where_they_are_told_to(east, swf):
    ann, ben, cat = StaffFactory.create_batch(3, record=east)
    one, two = actions.split_team(
        by=BY, team=east, into=[named("East 1", swf), named("East 2", swf)], on=APRIL, ends=True
    )
    assert actions.move_staff(by=BY, moves={ann: one, ben: two}, on=APRIL) == 2
    assert [team_on(each, APRIL) for each in (ann, ben, cat)] == ["East 1", "East 2", "East"]
    assert actions.move_staff(by=BY, moves={ann: one, ben: two}, on=APRIL) == 0


def test_nobody_is_moved_into_a_team_that_is_not_there(east, west):
    ann = StaffFactory(record=east)
    actions.end_team(by=BY, team=west, on=APRIL)
    with pytest.raises(Refused, match="West does not exist"):
        actions.move_staff(by=BY, moves={ann: west}, on=APRIL)
