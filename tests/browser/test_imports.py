"""Imports in a real browser: choosing a file, its check, the choice, what came of it."""

import pytest
from django.urls import reverse

from core.importing import actions
from core.models import Import, Job
from tests.jobs import run_pending

pytestmark = pytest.mark.django_db(transaction=True)

COLUMNS = "team,service_area,case_holding,statutory,from,to\n"
HALF = COLUMNS + "SWF West 1,SWF,yes,yes,,\nBIT East,BIT,perhaps,yes,,\n"


def upload(page, content):
    """Choose the file and send it; its check is done."""
    page.goto(reverse("import_upload", args=["teams"]))
    file = {"name": "teams.csv", "mimeType": "text/csv", "buffer": content.encode()}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Check the file").click()
    page.get_by_role("heading", name="Check a file of teams").wait_for()
    run_pending()
    return Job.objects.get(kind=actions.CHECK)


def test_every_page_of_an_import_is_for_everybody(signed_in, sweep):
    page = signed_in("performance")
    sweep(page, reverse("imports"))
    for kind in ("teams", "staff", "audits"):
        sweep(page, reverse("import_upload", args=[kind]))
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
