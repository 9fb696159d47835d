"""Who goes on with a team's work sees what it left behind."""

import datetime as dt

import pytest

from audits.models import Audit
from core.history import Service
from organisation import actions
from organisation.models import Team, User
from tests.factories import AuditFactory, ServiceAreaFactory, StaffFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db
BY = Service("the test")
APRIL, JUNE, DECEMBER = dt.date(2023, 4, 1), dt.date(2023, 6, 1), dt.date(2023, 12, 1)


@pytest.fixture
def area():
    return ServiceAreaFactory(name="SWF")


@pytest.fixture
def east(area):
    return TeamFactory(name="East", record=area)


@pytest.fixture
def west(area):
    return TeamFactory(name="West", record=area)


def named(name, area):
    return actions.TeamValues(name, area, case_holding=True, statutory=True)


def manager_of(team):
    staff = StaffFactory(record=team, record__starts_on=team.records.first().starts_on)
    return UserFactory(staff=staff, roles=["practice_manager"])


def audit_of(team, area):
    return AuditFactory(team=team, service_area=area)


def merged(teams, name, area, on=APRIL):
    return actions.merge_teams_into_new(by=BY, teams=teams, values=named(name, area), on=on, with_staff=False)


def seen_by(user):
    return set(Audit.objects.visible_to(user)), set(Team.objects.within_reach_of(user))


def test_the_manager_of_a_merged_team_sees_the_audits_of_both_that_it_was(area, east, west):
    old = {audit_of(east, area), audit_of(west, area)}
    both = merged([east, west], "Both", area)
    audit_of(TeamFactory(record=area), area)
    assert seen_by(manager_of(both)) == (old, {east, west, both})


def test_a_line_of_mergers_is_followed_to_its_beginning(area, east, west, django_assert_num_queries):
    first = audit_of(east, area)
    both = merged([east, west], "Both", area)
    north = TeamFactory(name="North", record=area)
    actions.merge_teams(by=BY, teams=[both], into=north, on=JUNE, with_staff=False)
    manager = manager_of(north)
    assert seen_by(manager) == ({first}, {east, west, both, north})
    manager = User.objects.select_related("staff").get(pk=manager.pk)
    with django_assert_num_queries(3):  # roles, teams, mergers
        assert len(manager.access.team_ids) == 4


def test_both_managers_of_a_split_team_see_what_it_left(area, east):
    old = audit_of(east, area)
    halves = actions.split_team(
        by=BY, team=east, into=[named("East 1", area), named("East 2", area)], on=APRIL, ends=True
    )
    newer = audit_of(halves[0], area)
    assert seen_by(manager_of(halves[0])) == ({old, newer}, {east, halves[0]})
    assert seen_by(manager_of(halves[1])) == ({old}, {east, halves[1]})


def test_a_team_that_goes_on_keeps_what_is_its_own(area, east):
    old = audit_of(east, area)
    [off] = actions.split_team(by=BY, team=east, into=[named("East 2", area)], on=APRIL, ends=False)
    assert seen_by(manager_of(off)) == (set(), {off})
    assert seen_by(manager_of(east)) == ({old}, {east})


def test_the_manager_of_a_team_that_was_left_sees_nothing_of_its_successor(area, east, west):
    manager = manager_of(east)
    both = merged([east, west], "Both", area)
    audit_of(both, area)
    assert seen_by(manager) == (set(), {east})


def test_a_merger_to_come_shows_nothing_yet(area, east, west):
    audit_of(east, area)
    manager = manager_of(west)
    actions.merge_teams(by=BY, teams=[east], into=west, on=DECEMBER, with_staff=False)
    assert seen_by(manager) == (set(), {west})
