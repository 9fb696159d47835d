"""The pages of policies and closure days: by keyboard, narrow, without scripts, with a screen reader."""

import datetime as dt

import pytest

from caseloads.actions import policies
from core.history import Service
from tests.factories import ServiceAreaFactory, TeamFactory

pytestmark = pytest.mark.django_db(transaction=True)
BY = Service("a test")


@pytest.fixture
def frequency(transactional_db):
    """Policies that ended, hold and are planned; limits of every kind; a closure day."""
    area = ServiceAreaFactory(name="Young People’s Service")
    team = TeamFactory(name="SWF West 1", record=ServiceAreaFactory(name="SWF"))
    why = {"by": BY, "reason": "The board decided on 2 October."}
    for months, year in ((1, 2019), (2, 2022), (1, 2024)):
        frequency = policies.set_supervision_frequency(
            status="CIN", months=months, starts_on=dt.date(year, 4, 1), **why
        )
    policies.set_visit_frequency(
        status="CLA", count=6, unit="weeks", as_agreed=True, starts_on=dt.date(2022, 4, 1), **why
    )
    since = {"starts_on": dt.date(2023, 1, 1), **why}
    policies.set_limit(kind="general", children=17, **since)
    policies.set_limit(kind="place", service_area=area, children=12, **since)
    policies.set_limit(kind="place", team=team, children=15, **since)
    policies.set_limit(kind="protected", protects="NQSW", children=8, children_at_end=15, months=24, **since)
    policies.add_closure_day(day=dt.date(2023, 12, 27), **why)
    return frequency


PAGES = (
    "/caseloads/policies/",
    "/caseloads/policies/supervision/CIN/",
    "/caseloads/policies/limits/NQSW/",
    "/caseloads/policies/visits/EH/",
    "/caseloads/policies/limits/new/",
    "/caseloads/policies/supervision/CIN/set/",
    "/caseloads/policies/visits/CLA/set/",
    "/caseloads/policies/limits/NQSW/set/",
    "/caseloads/policies/limits/general/set/",
    "/caseloads/policies/supervision/CIN/{pk}/correct/",
    "/caseloads/policies/supervision/CIN/{pk}/end/",
    "/caseloads/closure-days/",
    "/caseloads/closure-days/add/",
)


def test_the_pages_are_for_everybody(signed_in, sweep, frequency):
    sweep(signed_in("performance"), *(url.format(pk=frequency.pk) for url in PAGES))


def test_a_protected_limit_is_set_from_a_day(signed_in, frequency):
    """Choose which, say how many and why; it stands among the policies in force."""
    page = signed_in("performance")
    page.goto("/caseloads/policies/")
    page.get_by_role("button", name="Set a caseload limit").click()
    page.get_by_label("Protected caseload of those in the assessed and supported year").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Children at the start, at most").fill("8")
    page.get_by_label("Children at the end, at most").fill("6")
    page.get_by_label("Protected for how long from qualifying").fill("24")
    page.get_by_label("Reason").fill("Performance report of November.")
    page.get_by_role("button", name="Set").click()
    page.get_by_role("link", name="The limit at the end must be as high as at the start or more.").click()
    page.get_by_label("Children at the end, at most").fill("15")
    page.get_by_role("button", name="Set").click()
    assert page.get_by_text("8 children, rising to 15 over 24 months").first.is_visible()
    page.get_by_role("link", name="Policies", exact=True).click()
    row = page.get_by_role("row", name="those in the assessed and supported year")
    assert "16 October 2023" in row.text_content()
