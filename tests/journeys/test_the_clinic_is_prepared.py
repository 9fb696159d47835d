"""A service lead prepares the assurance clinic: who holds 20 or more, what is done about it, who is away."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest

from caseloads.models import CaseloadResponse
from core import history
from core.history import verify
from tests.caseloads import full_world
from tests.caseloads.full_world import answered, becomes, worker

pytestmark = pytest.mark.django_db(transaction=True)
WAITING = "Caseloads without a management response"


@pytest.fixture
def made(transactional_db, settings):
    """The lead leads two service areas; in the one, two have 20 or more and one of them is answered."""
    made = full_world.make()
    made.lead.role_holdings.create(
        role="service_lead", service_area=made.bit.records.get().service_area, starts_on=full_world.BEGINNING
    )
    made.full = worker(made.west, 24, "Robin Fullwell")
    answered(made, worker(made.east, 21, "Alex Answered"))
    worker(made.west, 12, "Jo Parttime", fte=Decimal("0.6"))
    worker(made.bit, 26, "Bo Briefly")
    becomes(worker(made.east, 3, "Kim Onleave"), settings.PLUMBLINE_TODAY.replace(day=2), fte=0)
    return made


def open_the_list(page):
    """When the lead starts from the home page and sees all of the list, the fullest first."""
    page.goto("/")
    page.get_by_role("region", name=WAITING).get_by_role("link", name="See all").click()
    page.get_by_role("link", name="Response: No response").click()
    assert names(page) == ["Bo Briefly", "Robin Fullwell", "Alex Answered"]


def filter_to_the_area(page):
    """When the lead filters the list to one service area."""
    page.get_by_text("Filter this list").click()
    page.get_by_label("SWF", exact=True).check()
    page.get_by_role("button", name="Filter").click()
    assert names(page) == ["Robin Fullwell", "Alex Answered"]


def names(page):
    """Who is on the list, in its order."""
    table = page.get_by_role("region", name="Caseloads reported to the clinic")
    return table.locator("tbody th").all_inner_texts()


def row(page, name):
    return page.get_by_role("row").filter(has_text=name)


def respond(page):
    """When the lead responds to the one without a response, with a day on which it is looked at again."""
    row(page, "Robin Fullwell").get_by_text("No response").wait_for()
    row(page, "Alex Answered").get_by_text("Responded", exact=True).wait_for()
    page.get_by_role("link", name="Respond to the caseload of Robin Fullwell").click()
    page.get_by_text("After today, and no later than 16 January 2024.").wait_for()
    page.get_by_label("What is done about this caseload?").fill("Four children move to the new worker.")
    for part, value in (("Day", "13"), ("Month", "11"), ("Year", "2023")):
        page.get_by_label(part, exact=True).fill(value)
    page.get_by_role("button", name="Record the response").click()
    page.get_by_text("Your response is recorded. Review it on 13 November 2023.").wait_for()


def take_away(page):
    """Then the file has the same rows and numbers as the page, as numbers."""
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text("utf-8-sig"))))
    read = [
        (each["Worker"], int(each["No. of allocations"]), Decimal(each["Children per FTE"])) for each in rows
    ]
    assert read == [("Bo Briefly", 26, 26), ("Robin Fullwell", 24, 24), ("Alex Answered", 21, 21)]
    assert [each["Response"] for each in rows] == ["No response", "Responded", "Responded"]
    shown = page.get_by_role("region", name="Caseloads reported to the clinic").locator("tbody tr")
    assert [int(text.split()[0]) for text in shown.all_inner_texts()] == [26, 24, 21]


def test_from_the_list_to_a_response_the_file_and_the_alarms(signed_in, made):
    page = signed_in(user=made.lead)
    open_the_list(page)
    filter_to_the_area(page)
    respond(page)
    row(page, "Robin Fullwell").get_by_text("Responded", exact=True).wait_for()
    assert "review on 13\xa0November\xa02023" in row(page, "Robin Fullwell").inner_text()
    take_away(page)
    part = page.get_by_role("region", name="Would be on the list at full time")
    assert "Jo Parttime" in part.inner_text()

    page.get_by_role("link", name="On leave, left or unknown").click()
    assert "On leave (FTE 0)" in row(page, "Kim Onleave").inner_text()
    assert "2 October 2023" in row(page, "Kim Onleave").inner_text()
    page.get_by_role("link", name="Kim Onleave").click()
    page.get_by_role("heading", name="Kim Onleave").first.wait_for()

    page.goto("/")
    assert "Robin Fullwell" not in page.get_by_role("region", name=WAITING).inner_text()
    assert CaseloadResponse.objects.get(staff=made.full).by == made.lead
    assert [line.who for line in history.of(made.full)] == ["Lee Leadsworth"]
    assert verify().ok
