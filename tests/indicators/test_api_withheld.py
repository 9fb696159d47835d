"""What is held back from anybody leaves by no key; a team's name and figures by none that has no teams."""

import datetime as dt

import pytest

from core.history import Service
from figures.actions import roll_up
from figures.models import Place
from indicators.models import Entry
from organisation.models import Team
from tests.audits.world import make_world, submit
from tests.indicators.keyed import ask, secret, text
from tests.indicators.made import MONTH, entry, figure, series

pytestmark = pytest.mark.django_db
GRADES = "audits.requires_improvement"
EVERY_WAY = (
    "figures",
    f"figures?indicator={GRADES}",
    "figures?as_at=2099-01-01",
    "feed.csv",
    "feed.csv?from=2023-09",
)


def body(client, path, presented):
    """All that the address answers."""
    address, _, query = path.partition("?")
    answer = ask(client, address, presented, **dict(part.split("=") for part in query.split("&") if part))
    assert answer.status_code == 200
    return text(answer) if answer.streaming else answer.content.decode()


@pytest.fixture
def blind(db):
    """A submitted audit in a blind cycle, whose figures are known and in the catalogue."""
    world = make_world()
    world.cycle.blind = True
    world.cycle.save()
    submit(world)
    roll_up(by=Service("a test"), asked=[world.cycle.month])
    for slug in (GRADES, "audits.completed"):
        entry(slug, headline="records")
    return world


@pytest.mark.parametrize("path", EVERY_WAY)
def test_grades_that_are_held_back_leave_by_no_key(blind, client, path):
    presented = secret(teams=True)
    assert GRADES not in body(client, path, presented)
    assert "audits.completed" in body(client, path.replace(GRADES, "audits.completed"), presented)


@pytest.mark.parametrize("path", EVERY_WAY)
def test_they_leave_once_they_are_held_back_from_nobody(blind, client, path):
    presented = secret(teams=True)
    body(client, path, presented)  # what was written without them is not kept for later
    blind.cycle.blind = False
    blind.cycle.save()
    assert GRADES in body(client, path, presented)


@pytest.fixture
def team(db):
    """A team with figures of its own."""
    entry()
    series("referrals.number", [300, 290, 310])
    place = Place.objects.create(kind="team", team=Team.objects.create(name="Lakeside Two"))
    old = dt.datetime(2023, 9, 1, tzinfo=dt.UTC)
    figure("referrals.number", MONTH, 4711, place=place, known_at=old)
    return place


WAYS_TO_A_TEAM = ("figures", "figures?as_at=2099-01-01", "feed.csv", "places")


@pytest.mark.parametrize("path", WAYS_TO_A_TEAM)
def test_a_team_is_seen_by_a_key_with_teams_and_by_no_other(team, client, path):
    assert "Lakeside Two" in body(client, path, secret(teams=True))
    without = body(client, path, secret())
    assert "Lakeside" not in without
    assert "4711" not in without


def test_a_team_out_of_reach_is_as_unknown_as_one_that_never_was(team, client):
    presented = secret()
    known = ask(client, "figures", presented, place="Lakeside Two")
    never = ask(client, "figures", presented, place="Lakeside Six")
    assert known.status_code == never.status_code == 404
    assert known.json()["detail"].replace("Two", "Six") == never.json()["detail"]
    assert (
        ask(client, "figures", secret(teams=True), place="lakeside two").json()["figures"][0]["value"]
        == "4711"
    )


def test_the_catalogue_says_nothing_of_teams(team, client):
    assert Entry.objects.count() == 1
    assert "Lakeside" not in body(client, "catalogue", secret())
