"""The figures' pages are for everybody: every indicator, its months, one figure's history, roll-ups."""

import pytest
from django.urls import reverse

from figures.actions import ask, roll_up
from figures.models import Place
from tests.figures.world import AUGUST, BY, SEPTEMBER, make_world

pytestmark = pytest.mark.django_db(transaction=True)
RATE = "audits.completion_rate"


@pytest.fixture
def whole(live_server):
    """Two months of figures, one of them restated; an older month is stale."""
    world = make_world()
    world.audit(submitted=True)
    roll_up(by=BY, asked=[AUGUST, SEPTEMBER])
    world.audit()
    ask(by=BY, months=[SEPTEMBER], cause="an audit was allocated")
    roll_up(by=BY)
    ask(by=BY, months=[AUGUST], cause="an audit was imported")
    return Place.objects.get(kind="service")


def test_the_figures_pages_hold_what_every_page_holds(whole, signed_in, sweep):
    page = signed_in("qa")
    for url in (
        reverse("figures"),
        reverse("indicator", args=[RATE]),
        reverse("indicator", args=[RATE]) + f"?place={whole.pk}&first_0=9&first_1=2023",
        reverse("figure", args=[RATE, SEPTEMBER, whole.pk]),
        reverse("rollups"),
    ):
        sweep(page, url)


def test_from_a_figure_one_comes_to_its_definition_its_history_and_its_records(whole, signed_in):
    page = signed_in("qa")
    page.goto(reverse("figures"))
    page.get_by_role("link", name="Audits completed of those allocated").click()
    assert page.get_by_text("Allocated audits.").is_visible()
    page.get_by_role("link", name="September 2023").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Audits completed of those allocated: 50%"
    assert page.get_by_role("cell", name="an audit was allocated").is_visible()
    assert page.get_by_role("cell", name="100%").is_visible()
    page.get_by_role("link", name="Audits allocated").click()
    assert page.get_by_text("2 in all").is_visible()
