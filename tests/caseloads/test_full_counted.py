"""A figure leads to the clinic's list of its month and place: what is listed is what is counted."""

import datetime as dt

import pytest

from caseloads.models import CaseloadLimit
from figures import registry
from figures.actions import roll_up
from figures.models import CurrentFigure, Place
from tests.caseloads import full_world
from tests.caseloads.full_world import becomes, let_go, worker
from tests.factories import BEGINNING, UserFactory
from tests.figures.world import BY

pytestmark = pytest.mark.django_db
JULY, OCTOBER = dt.date(2023, 7, 1), dt.date(2023, 10, 1)
SLUG = "caseloads.workers_at_20"


@pytest.fixture
def made(db):
    """In July two in West, one in East, one in BIT; since then one has let go of some and one has moved."""
    made = full_world.make()
    for team, children in (
        (made.west, 20),
        (made.west, 22),
        (made.west, 19),
        (made.east, 30),
        (made.bit, 20),
    ):
        worker(team, children)
    let_go(worker(made.west, 20), 5, dt.date(2023, 7, 31))
    becomes(worker(made.east, 21), dt.date(2023, 8, 1), team=made.bit)
    roll_up(by=BY, asked=[JULY])
    return made


def links(user, place, slug=SLUG, month=JULY):
    return registry.counted(user, registry.measure(slug), place, month)


def test_what_is_listed_is_what_is_counted_in_every_place(made, client):
    client.force_login(made.performance)
    rows = CurrentFigure.objects.filter(indicator__slug=SLUG, month=JULY).select_related("figure", "place")
    counts = {}
    for row in rows.exclude(place__kind="unallocated"):
        [link] = links(made.performance, row.place)
        page = client.get(link.url)
        assert page.context["form"].is_valid()
        assert len(page.context["table"].data.data) == row.figure.numerator
        counts[str(row.place)] = int(row.figure.numerator)
    assert counts == {
        "The whole service": 5, "SWF": 4, "BIT": 1, "SWF West 1": 2, "SWF East 1": 2, "BIT East 1": 1
    }  # fmt: skip


def test_the_average_of_the_same_workers_leads_there_too_and_others_nowhere(made):
    whole = Place.objects.get(kind="service")
    assert links(made.performance, whole, "caseloads.average_of_workers_at_20")
    for slug in (
        "caseloads.average_top_40",
        "caseloads.open_to_service",
        "supervision.cp",
        "visits.cin_6_weeks",
    ):
        assert links(made.performance, whole, slug) == []


def test_it_is_led_to_only_for_those_who_may_see_all_of_them(made):
    whole = Place.objects.get(kind="service")
    places = {str(place): place for place in Place.objects.exclude(kind="unallocated")}
    assert links(made.lead, places["SWF"])
    assert links(made.lead, places["SWF East 1"])
    assert links(made.manager, places["SWF West 1"])
    for user, place in (
        (made.lead, whole),
        (made.lead, places["BIT"]),
        (made.manager, places["SWF"]),
        (made.manager, places["SWF East 1"]),
        (UserFactory(roles=["scrutiny"]), whole),
    ):
        assert links(user, place) == []


def test_a_month_that_is_not_over_leads_nowhere(made):
    assert links(made.performance, Place.objects.get(kind="service"), month=OCTOBER) == []


def test_where_the_council_reports_from_another_number_on_the_list_is_another(made):
    CaseloadLimit.objects.create(kind="reported", children=18, starts_on=BEGINNING)
    assert links(made.performance, Place.objects.get(kind="service")) == []


def test_somebody_who_had_left_is_counted_in_the_whole_service_alone(made, client):
    worker(made.west, 25, "Ash Gone", ends_on=dt.date(2023, 7, 1))
    roll_up(by=BY, asked=[JULY])
    assert links(made.performance, Place.objects.get(team=made.west)) == []
    [link] = links(made.performance, Place.objects.get(kind="service"))
    client.force_login(made.performance)
    figure = CurrentFigure.objects.get(indicator__slug=SLUG, month=JULY, place__kind="service").figure
    assert len(client.get(link.url).context["table"].data.data) == figure.numerator == 6
