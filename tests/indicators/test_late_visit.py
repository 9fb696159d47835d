"""A late visit for a closed month, through the action that records it and the roll-up that follows it."""

import datetime as dt

import pytest
from django.urls import reverse

from caseloads.actions.contacts import record_visit, remove_contact
from figures.actions import roll_up
from figures.models import CurrentFigure, Frozen, Restatement, Stale
from indicators.actions.months import confirm, sign_off
from organisation.roles import Role
from tests.caseloads.recorded import make_office
from tests.factories import ChildFactory, UserFactory
from tests.figures.world import BY
from tests.indicators.made import MONTH, entry
from tests.jobs import run_pending

IN_TIME = "visits.cin_6_weeks"
VISITED = dt.date(2023, 9, 20)
pytestmark = pytest.mark.django_db


def close_september(team):
    """Two children in need, one of them visited; September is rolled up, confirmed and signed off."""
    office = make_office()
    office.visited = ChildFactory(case_ref="CH490005", status="CIN", worker=office.kim)
    record_visit(by=BY, child=office.visited, visited_on=VISITED)
    visits = entry(IN_TIME, headline="records", kind="percentage", name="Visits to children in need in time")
    run_pending()
    roll_up(by=BY, asked=[MONTH])
    confirm(by=team, section=visits.section, month=MONTH)
    sign_off(by=team, month=MONTH)
    return office


@pytest.fixture
def team(db):
    return UserFactory(name="Pat Performance", roles=[Role.PERFORMANCE])


@pytest.fixture
def closed(team):
    return close_september(team)


def current(place="service"):
    return CurrentFigure.objects.get(indicator__slug=IN_TIME, month=MONTH, place__kind=place).figure.value


def signed(place="service"):
    return Frozen.objects.get(indicator__slug=IN_TIME, month=MONTH, place__kind=place).figure.value


def restatements(place="service"):
    found = Restatement.objects.filter(figure__indicator__slug=IN_TIME, figure__place__kind=place)
    return [(each.before.value, each.figure.value, each.reason) for each in found.order_by("pk")]


def test_the_current_figure_moves_the_signed_off_one_does_not_and_it_is_listed_with_its_reason(closed):
    assert (current(), signed(), restatements()) == (50, 50, [])
    record_visit(by=closed.manager, child=closed.child, visited_on=VISITED)
    run_pending()
    assert not Stale.objects.exists()
    assert (current(), signed()) == (100, 50)
    assert restatements() == [(50, 100, "a visit was recorded")]


def test_it_is_so_for_the_service_area_and_the_team_too(closed):
    record_visit(by=closed.manager, child=closed.child, visited_on=VISITED)
    run_pending()
    for place in ("service_area", "team"):
        found = Restatement.objects.filter(figure__indicator__slug=IN_TIME, figure__place__kind=place)
        assert [(each.before.value, each.figure.value) for each in found] == [(50, 100)]


def test_a_visit_that_is_removed_again_moves_the_figure_back_and_both_steps_are_listed(closed):
    visit = record_visit(by=closed.manager, child=closed.child, visited_on=VISITED)
    run_pending()
    remove_contact(by=closed.manager, contact=visit, reason="It was another child.")
    run_pending()
    assert (current(), signed()) == (50, 50)
    assert restatements() == [(50, 100, "a visit was recorded"), (100, 50, "a visit was removed")]


def test_the_list_the_sign_off_and_the_home_page_say_so(closed, team, client):
    record_visit(by=closed.manager, child=closed.child, visited_on=VISITED)
    run_pending()
    client.force_login(team)
    url = reverse("restatements") + "?month_0=9&month_1=2023"
    rows = [[str(cell.content) for cell in line] for line in client.get(url).context["table"].lines()]
    (row,) = [row for row in rows if "in time" in row[0] and row[2] == "The whole service"]
    assert row[5:9] == ["50%", "100%", "+50 points", "a visit was recorded"]
    page = client.get(reverse("sign_off", args=[MONTH])).content.decode()
    assert ">50%<" in page
    assert ">100%<" in page
    assert "Restated since" in client.get(reverse("home")).content.decode()
