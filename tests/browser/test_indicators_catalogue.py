"""The catalogue's pages are for everybody: by keyboard, narrow, without scripts, with a screen reader."""

import datetime as dt
from decimal import Decimal

import pytest

from core.history import Service
from indicators.actions import compared, definitions, names, targets
from indicators.models import Benchmark, IndicatorName, Target
from tests.indicators.made import entry, section

pytestmark = pytest.mark.django_db(transaction=True)
BY, WHY = Service("a test"), "The board decided on 2 October."
OURS = "caseloads.workers_at_20"


@pytest.fixture
def referrals(live_server):
    """An indicator of which everything is said, and a measure of ours."""
    told = {"by": BY, "reason": WHY}
    found = entry(name="Number of referrals", numerator="Referrals received", section=section())
    of = {"indicator": found.indicator, **told}
    for year, value in ((2022, 40), (2024, 36)):
        values = {
            "operator": "<",
            "value": Decimal(value),
            "tolerance": Decimal(2),
            "basis": "own",
            "note": "",
        }
        targets.set_target(values=values, starts_on=dt.date(year, 4, 1), **of)
    compared.add_benchmark(peer="england", year=2022, value=Decimal("642.7"), **of)
    names.know_by(name="Referrals in the month of the report", **of)
    names.list_also(section=section("workforce"), position=3, **of)
    compared.set_population(year=2022, under_18=50_126, source="ONS", **told)
    ours = {
        "name": "Case holders at 20",
        "section": section("workforce"),
        "position": 1,
        "window": "month_end",
    }
    since = dt.date(2022, 4, 1)
    definitions.define(slug=OURS, values={**ours, "headline": "records"}, starts_on=since, **told)
    definitions.define(
        slug=found.indicator.slug, values={"owner": "Front door"}, starts_on=dt.date(2023, 4, 1), **told
    )
    return found


CATALOGUE = "/performance/catalogue/"
ONE = f"{CATALOGUE}referrals.number/"


def test_the_pages_are_for_everybody(signed_in, sweep, referrals):
    target, benchmark = Target.objects.first(), Benchmark.objects.get()
    name = IndicatorName.objects.filter(indicator=referrals.indicator).first()
    sweep(
        signed_in("performance"),
        CATALOGUE,
        f"{CATALOGUE}?target=with&polarity=",
        f"{CATALOGUE}new/indicator/",
        f"{CATALOGUE}new/measures/",
        f"{CATALOGUE}new/measures/caseloads.average_top_40/",
        ONE,
        f"{CATALOGUE}{OURS}/",
        f"{ONE}change/words/",
        f"{ONE}versions/{referrals.pk}/",
        f"{ONE}versions/{referrals.pk}/months/",
        f"{ONE}versions/{referrals.pk}/correct/counting/",
        f"{ONE}versions/{referrals.pk}/end/",
        f"{ONE}targets/{target.pk}/correct/",
        f"{ONE}benchmarks/add/",
        f"{ONE}benchmarks/{benchmark.pk}/",
        f"{ONE}names/{name.pk}/forget/",
        f"{ONE}sections/add/",
        "/performance/sections/",
        "/performance/sections/workforce/",
        "/performance/sections/workforce/change/",
        "/performance/populations/",
        "/performance/new-population/",
    )


def test_a_target_is_set_from_a_month_on(signed_in, referrals):
    """A slip is said at its field; the target then stands among the others, its reason in the history."""
    page = signed_in("performance")
    page.goto(CATALOGUE)
    page.get_by_role("link", name="Number of referrals").click()
    page.get_by_role("link", name="Set a target from a month on").click()
    page.get_by_label("Below", exact=True).check()
    page.get_by_role("textbox", name="Target", exact=True).fill("33")
    page.get_by_role("button", name="Set the target").click()
    page.get_by_role("link", name="Enter the reason.").click()
    page.keyboard.type("The performance board of October.")
    page.get_by_role("button", name="Set the target").click()
    row = page.get_by_role("row", name="October 2023 April 2024 Below 33")
    assert row.get_by_text("In force").is_visible()
    assert page.get_by_text("Reason: The performance board of October.").first.is_visible()
