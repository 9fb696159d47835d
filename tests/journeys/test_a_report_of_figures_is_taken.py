"""The performance team takes a month's report: an unknown name, an oddity, the figure with its reason."""

import io

import pytest
import xlsxwriter
from django.urls import reverse

from core.history import verify
from core.models import Import
from indicators.models import IndicatorName
from tests.indicators.taking import world
from tests.jobs import run_pending

pytestmark = pytest.mark.django_db(transaction=True)
WHY = "Strategy discussions and enquiries are of different children."


def workbook():
    """As Excel saves it: the percentages are hundredths that are shown as per cent."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet, per_cent = book.add_worksheet(), book.add_format({"num_format": "0%"})
    sheet.write_row(0, 0, ["section", "indicator", "Aug-23", "Sep-23"])
    sheet.write_row(1, 0, ["Front door", "Referrals", 590, 601])
    sheet.write_row(2, 0, ["Front door", "Strategy discussions that became S47s"])
    sheet.write_row(2, 2, [0.81, 1.06], per_cent)
    book.close()
    return out.getvalue()


def start_from_the_home_page(page):
    """When the team sees what is missing, and chooses the report of 5 October."""
    page.goto("/")
    page.get_by_role("link", name="September 2023: 3 indicators have no figure yet. Import them.").click()
    file = {"name": "October report.xlsx", "mimeType": "application/octet-stream", "buffer": workbook()}
    page.locator("input[type=file]").set_input_files(file)
    for part, number in (("Day", "5"), ("Month", "10"), ("Year", "2023")):
        page.get_by_label(part, exact=True).fill(number)
    page.get_by_role("button", name="Check the file").click()
    see_the_result(page)


def see_the_result(page):
    """When the job is done, its page leads on."""
    page.get_by_role("progressbar").wait_for()
    run_pending()
    page.goto(page.url)
    page.get_by_role("link", name="See the result").click()


def answer_the_name(page):
    """When the team says which indicator is meant; the closest is offered first."""
    page.get_by_text("‘Strategy discussions that became S47s’ (indicator, 1 row)").wait_for()
    page.get_by_role("button", name="Say what they mean").click()
    page.get_by_label("‘Strategy discussions that became S47s’").select_option("strategy.to-s47")
    page.get_by_role("button", name="Save and check the file again").click()
    see_the_result(page)


def accept_the_oddity(page):
    """When the team says why 106% is right."""
    page.get_by_role("link", name="A percentage over 100").click()
    page.get_by_label("One reason for all that you tick").fill(WHY)
    page.get_by_role("button", name="Accept the one that is left with this reason").click()
    page.get_by_role("button", name="Work out what would be taken").click()
    see_the_result(page)


def take_it(page):
    """When the team takes it, the page of the file lists the reason."""
    assert "Figures added\n4" in page.locator("dl").inner_text().replace("\t", "\n")
    page.get_by_role("button", name="Take these figures").click()
    see_the_result(page)
    page.get_by_role("heading", name="Figures: October report.xlsx").wait_for()
    assert WHY in page.get_by_role("region", name="Warnings that were accepted").inner_text()


def test_from_the_home_page_to_the_figure_with_its_reason(signed_in, transactional_db):
    world.catalogue()
    page = signed_in("performance")
    start_from_the_home_page(page)
    answer_the_name(page)
    accept_the_oddity(page)
    take_it(page)

    page.get_by_role("link", name="S47 from strategy discussions").first.click()
    shown = page.locator("main").inner_text()
    assert "106%" in shown
    assert WHY in shown
    assert IndicatorName.objects.get().name == "Strategy discussions that became S47s"
    page.goto("/")
    page.get_by_role("link", name="September 2023: 1 indicator has no figure yet. Import them.").wait_for()
    page.goto(reverse("imports"))
    assert "October report.xlsx" in page.locator("main").inner_text()
    assert Import.objects.get().by_name == page.person.name
    assert verify().ok
