"""A manager works down the list of late visits, as the people do it."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from caseloads.models import Visit
from core.history import verify
from tests.caseloads.recorded import TODAY, make_office
from tests.caseloads.test_late_lists import child
from tests.journeys.test_an_audit_month import sign_in_by_hand

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office(transactional_db):
    """Kim and Lee each hold children who are late for a visit; so does a team elsewhere."""
    office = make_office()
    Visit.objects.create(child=office.child, visited_on=TODAY)
    for number, days in enumerate((60, 55, 50)):
        child(f"CH10000{number}", office.kim, visited=days)
    child("CH200000", office.lee, visited=70)
    child("CH300000", office.worker("Pat Elsewhere", team=office.other_team), visited=99)
    return office


def listed(page):
    """The references, from the top."""
    return page.get_by_role("rowheader")


def record(page, case_ref, day, outcome):
    """When a visit is recorded from the child's row, one is back in the list."""
    page.get_by_role("row").filter(has_text=case_ref).get_by_role("link", name="Record a visit").click()
    page.get_by_role("heading", name=f"Record a visit to {case_ref}").wait_for()
    for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        page.get_by_label(part, exact=True).fill(str(value))
    page.get_by_label(outcome, exact=True).check()
    page.get_by_role("button", name="Save").click()


def test_a_list_of_late_visits_is_worked_down(open_page, office):
    page = sign_in_by_hand(open_page(), office.manager)
    work = page.get_by_role("region", name="Late visits (4)")
    work.get_by_role("link", name="See all").click()
    expect(listed(page)).to_have_text(["CH200000", "CH100000", "CH100001", "CH100002"])

    page.get_by_text("Filter this list").click()
    page.get_by_label("Worker").select_option("Kim Inventon")
    page.get_by_role("button", name="Filter").click()
    expect(listed(page)).to_have_text(["CH100000", "CH100001", "CH100002"])
    filtered = page.url

    record(page, "CH100000", TODAY - dt.timedelta(days=4), "Yes, alone")
    page.get_by_text("The visit to CH100000 on 12 October 2023 is recorded.").wait_for()
    assert page.url == filtered
    expect(listed(page)).to_have_text(["CH100001", "CH100002"])

    record(page, "CH100001", TODAY, "No")
    page.get_by_text("It does not count as a visit.").wait_for()
    expect(listed(page)).to_have_text(["CH100001", "CH100002"])

    record(page, "CH100001", TODAY - dt.timedelta(days=1), "Yes, with others present")
    record(page, "CH100002", TODAY - dt.timedelta(days=60), "Yes, alone")
    page.get_by_text("The visit to CH100002 on 17 August 2023 is recorded.").wait_for()
    expect(listed(page)).to_have_text(["CH100002"])

    page.get_by_role("link", name="Take off the filter Worker: Kim Inventon").click()
    expect(listed(page)).to_have_text(["CH200000", "CH100002"])
    assert page.get_by_role("navigation", name="Standing").inner_text().split("\n")[0] == "Late (2)"
    page.get_by_role("link", name="In time").click()
    expect(listed(page)).to_have_count(3)
    assert set(listed(page).all_inner_texts()) == {"CH100000", "CH100001", "CH490004"}

    page.get_by_role("link", name="CH100001", exact=True).click()
    told = page.get_by_role("region", name="History").inner_text()
    assert told.count("Robin Testerton recorded a visit to the child.") == 2
    assert verify().ok
