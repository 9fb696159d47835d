"""Imports in a real browser: choosing a file, its check, the choice, what came of it."""

import datetime as dt

import pytest
from django.urls import reverse

from caseloads.models import Visit
from core.importing import actions
from core.models import Import, Job
from tests.factories import ChildFactory
from tests.jobs import run_pending

pytestmark = pytest.mark.django_db(transaction=True)

COLUMNS = "team,service_area,case_holding,statutory,from,to\n"
HALF = COLUMNS + "SWF West 1,SWF,yes,yes,,\nBIT East,BIT,perhaps,yes,,\n"


def upload(page, content, kind="teams", days=()):
    """Choose the file, and the days of which it is all there is, and send it; its check is done."""
    page.goto(reverse("import_upload", args=[kind]))
    file = {"name": f"{kind}.csv", "mimeType": "text/csv", "buffer": content.encode()}
    page.locator("input[type=file]").set_input_files(file)
    for name, day in zip(("from", "to"), days, strict=False):
        group = page.get_by_role("group", name=f"The file is all there is {name}")
        for part, number in zip(("Day", "Month", "Year"), reversed(day.split("-")), strict=True):
            group.get_by_label(part).fill(number)
    page.get_by_role("button", name="Check the file").click()
    page.get_by_role("heading", name=f"Check a file of {kind}").wait_for()
    run_pending()
    return Job.objects.filter(kind=actions.CHECK).latest("pk")


def test_every_page_of_an_import_is_for_everybody(signed_in, sweep):
    page = signed_in("performance")
    kinds = ("teams", "staff", "audits", "statuses", "allocations", "visits", "supervisions")
    sweep(page, reverse("imports"), *(reverse("import_upload", args=[kind]) for kind in kinds))
    check = upload(page, HALF)
    sweep(page, check.url)
    actions.ask_take(by=page.person, check=check)
    run_pending()
    sweep(page, check.url)
    sweep(page, Import.objects.get().get_absolute_url())
    sweep(page, reverse("imports"))


@pytest.mark.parametrize("scripts", [True, False])
def test_the_good_rows_are_taken_with_scripts_and_without(signed_in, scripts):
    page = signed_in("performance", java_script_enabled=scripts)
    check = upload(page, HALF)
    page.goto(check.url)
    assert page.get_by_role("cell", name="Yes or no.").is_visible()
    page.get_by_role("button", name="Take the good row").click()
    page.get_by_role("heading", name="Import teams").wait_for()
    run_pending()
    page.goto(page.url)
    page.get_by_role("link", name="See the result").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Teams: teams.csv"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_file_that_is_all_there_is_of_a_month_shows_what_it_would_remove(signed_in, sweep, scripts):
    """The performance team has a month's visits again, one of them on another day."""
    page = signed_in("performance", java_script_enabled=scripts)
    child = ChildFactory(case_ref="CD490004")
    Visit.objects.create(child=child, visited_on=dt.date(2023, 9, 4))
    content = "case_ref,visited_on\nCD490004,2023-09-05\n"
    check = upload(page, content, "visits", ["2023-09-01", "2023-09-30"])
    sweep(page, check.url)
    page.goto(check.url)
    assert page.get_by_role("heading", name="What would be removed (1)").is_visible()
    assert page.get_by_text("CD490004 visited on 4 September 2023: seen yes").is_visible()
    page.get_by_role("button", name="Take the good row and remove 1").click()
    page.get_by_role("heading", name="Import visits").wait_for()
    run_pending()
    sweep(page, Import.objects.get().get_absolute_url())
    assert [visit.visited_on.day for visit in child.visits.all()] == [5]


def test_days_in_the_wrong_order_are_said_on_the_form_and_the_dates_stay(signed_in):
    page = signed_in("performance")
    page.goto(reverse("import_upload", args=["visits"]))
    for name, day in (("from", "30"), ("to", "1")):
        group = page.get_by_role("group", name=f"The file is all there is {name}")
        for part, number in (("Day", day), ("Month", "9"), ("Year", "2023")):
            group.get_by_label(part).fill(number)
    file = {"name": "visits.csv", "mimeType": "text/csv", "buffer": b"case_ref,visited_on\n"}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Check the file").click()
    page.get_by_role("link", name="The last day must not be before the first.").click()
    group = page.get_by_role("group", name="The file is all there is from")
    assert group.get_by_label("Day").input_value() == "30"
