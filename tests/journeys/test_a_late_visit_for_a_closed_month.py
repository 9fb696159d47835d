"""A month is confirmed and signed off; then a visit comes late. As the people do it."""

import pytest
from playwright.sync_api import expect

from caseloads.actions.contacts import record_visit
from core.history import verify
from figures.actions import roll_up
from tests.caseloads.recorded import make_office
from tests.factories import ChildFactory, UserFactory
from tests.figures.world import BY
from tests.indicators.made import MONTH, entry
from tests.indicators.test_late_visit import IN_TIME, VISITED
from tests.jobs import run_pending

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office(transactional_db):
    """Of two children in need one was visited in September; the figures of the month are rolled up."""
    office = make_office()
    other = ChildFactory(case_ref="CH490005", status="CIN", worker=office.kim)
    record_visit(by=BY, child=other, visited_on=VISITED)
    entry(IN_TIME, headline="records", kind="percentage", name="Visits to children in need in time")
    run_pending()
    roll_up(by=BY, asked=[MONTH])
    return office


def close(page):
    """When the performance team writes, confirms and signs the month off, from its home page."""
    page.goto("/")
    page.get_by_role("link", name="Sign off September 2023").click()
    page.get_by_role("link", name="Analysis of Front door").click()
    page.get_by_label("Analysis").fill("Half of the visits were in time.")
    page.get_by_role("button", name="Save the analysis").click()
    page.get_by_role("link", name="Confirm the figures").click()
    page.get_by_role("button", name="Confirm these figures").click()
    page.get_by_text("are confirmed.").wait_for()
    page.goto("/performance/2023-09/sign-off/")
    page.get_by_role("button", name="Sign September 2023 off").click()
    page.get_by_role("heading", name="September 2023 is signed off").wait_for()


def record(page, child):
    """When the team's manager records the visit that nobody had recorded."""
    page.goto(child.get_absolute_url())
    page.get_by_role("button", name="Record a visit").click()
    for part, value in (("Day", VISITED.day), ("Month", VISITED.month), ("Year", VISITED.year)):
        page.get_by_label(part, exact=True).fill(str(value))
    page.get_by_label("Yes, alone", exact=True).check()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("on 20 September 2023 is recorded").wait_for()


def test_the_signed_off_figure_stays_and_the_restatement_is_listed_with_its_reason(signed_in, office):
    team = signed_in(user=UserFactory(name="Pat Performance", roles=["performance"]))
    close(team)
    record(signed_in(user=office.manager), office.child)
    run_pending()

    team.goto("/")
    block = team.get_by_role("region", name="Restated since")
    expect(block.get_by_text("100%, was 50%").first).to_be_visible()
    block.get_by_role("link", name="See all").click()
    row = team.get_by_role("row").filter(has_text="in time").filter(has_text="The whole service")
    for words in ("50%", "100%", "+50 points", "a visit was recorded"):
        expect(row).to_contain_text(words)
    team.goto("/performance/2023-09/sign-off/")
    expect(team.get_by_role("row", name="Visits to children in need in time 50% 100%")).to_be_visible()
    assert verify().ok
