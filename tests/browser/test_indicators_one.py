"""The page of one indicator is for everybody: its chart, its signs, its step changes."""

import datetime as dt

import pytest
from django.urls import reverse

from figures.models import Restatement, Source
from indicators.actions.steps import set_step_change
from indicators.models import Benchmark
from tests.figures.world import BY
from tests.indicators.made import MONTH, entry, figure, series, service, target

pytestmark = pytest.mark.django_db(transaction=True)
SLUG, ROLLING = "referrals.number", "referrals.rate"
LEVEL = [300, 290, 310, 295, 305, 300, 290, 310, 300, 305, 295, 420, 299]


@pytest.fixture
def step(live_server):
    """One indicator with everything that its page can show, and one that is rolling."""
    referrals = entry(SLUG, name="Number of referrals", numerator="Referrals received", section=None)
    target(referrals, 250, note="our own")
    made = series(SLUG, [*LEVEL, *[210, 205, 215, 200, 220, 210, 205, 211, 202, 230, 231, 260]])
    figure(SLUG, MONTH, 259, source=Source.RECORDS)
    now = figure(SLUG, MONTH, 262)
    Restatement.objects.create(figure=now, before=made[-1], reason="October’s report says otherwise.")
    for peer, value in (("england", 538), ("south_east", 512), ("council", 610)):
        Benchmark.objects.create(indicator=referrals.indicator, peer=peer, year=2022, value=value)
    entry(ROLLING, window="rolling_12", kind="rate", unit="", section=referrals.section)
    series(ROLLING, [588, 590, None, 595])
    month = dt.date(2022, 10, 1)
    return set_step_change(by=BY, indicator=referrals.indicator, month=month, reason="A new front door")


def test_the_pages_of_an_indicator_hold_what_every_page_holds(step, signed_in, sweep):
    one = reverse("performance_indicator", args=[SLUG])
    sweep(
        signed_in("performance"),
        one,
        reverse("performance_indicator", args=[ROLLING]),
        reverse("figure", args=[SLUG, MONTH, service().pk]),
        reverse("indicator", args=[SLUG]),
        f"{one}?month_0=13&month_1=2023",
        reverse("step_change_set", args=[SLUG]),
        reverse("step_change_remove", args=[SLUG, step.pk]),
    )


def test_a_step_change_is_taken_back_and_the_limits_are_of_all_months_again(step, signed_in):
    page = signed_in("performance")
    page.goto(reverse("performance_indicator", args=[SLUG]))
    assert page.get_by_text("A new front door", exact=True).first.is_visible()
    page.get_by_role("link", name="Take back the step change in October 2022").click()
    page.get_by_label("Reason").fill("It was chance")
    page.get_by_role("button", name="Take it back").click()
    assert page.get_by_text("The step change was taken back.").is_visible()
    assert page.get_by_text("None is set").is_visible()
