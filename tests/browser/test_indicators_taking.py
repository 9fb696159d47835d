"""The pages of a file of figures: by keyboard, narrow, without scripts, with a screen reader."""

import pytest
from django.urls import reverse

from core.models import Import
from indicators.models import ReportFile
from tests.indicators.taking import world
from tests.indicators.taking.found import report_file, taken
from tests.jobs import run_pending

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_pages_are_for_everybody(signed_in, sweep, transactional_db):
    page = signed_in("performance")
    world.catalogue()
    report = report_file(page.person, range(60))
    file = [report.pk]
    sweep(
        page,
        reverse("figures_import"),
        report.get_absolute_url(),
        reverse("figures_names", args=file),
        reverse("figures_warnings", args=[*file, "restated"]),
        reverse("figures_problems", args=file),
        reverse("figures_restated", args=file),
        reverse("figures_rows", args=file),
        taken(range(3)).get_absolute_url(),
    )


@pytest.mark.parametrize("scripts", [True, False])
def test_a_warning_is_accepted_with_its_own_reason_and_taken(signed_in, transactional_db, scripts):
    """Enter in a field saves what is ticked: it does not accept them all."""
    page = signed_in("performance", java_script_enabled=scripts)
    world.catalogue()
    page.goto(reverse("figures_import"))
    file = {"name": "report.csv", "mimeType": "text/csv", "buffer": world.REPORT.encode()}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Check the file").click()
    page.get_by_role("heading", name="Check a file of figures").wait_for()
    run_pending()
    page.goto(ReportFile.objects.get().get_absolute_url())
    page.get_by_role("link", name="A percentage over 100").click()
    page.get_by_label("Accept: row 3, Aug-23").check()
    page.get_by_label("Own reason: row 3, Aug-23").press("Enter")
    page.get_by_role("link", name="Give a reason for those that you ticked").click()
    assert page.get_by_label("Accept: row 3, Aug-23").is_checked()
    page.get_by_label("Own reason: row 3, Aug-23").fill("Strategy discussions of other children.")
    page.get_by_label("Own reason: row 3, Aug-23").press("Enter")
    page.get_by_text("All of them are accepted.").wait_for()
    page.get_by_role("button", name="Work out what would be taken").click()
    page.get_by_role("heading", name="Check a file of figures").wait_for()
    run_pending()
    page.goto(ReportFile.objects.get().get_absolute_url())
    page.get_by_role("button", name="Take these figures").click()
    page.get_by_role("heading", name="Import figures").wait_for()
    run_pending()
    page.goto(Import.objects.get().get_absolute_url())
    assert page.get_by_text("Strategy discussions of other children.").first.is_visible()
