"""All indicators of a section in one table: what each is and means, filtered, sorted, taken away."""

import csv
import io

import pytest

from indicators.models import Section, SectionMonth
from organisation.models import User
from tests.caseloads.page_text import rows, text
from tests.indicators.board_world import confirmed, make_world
from tests.indicators.made import MONTH, figure

pytestmark = pytest.mark.django_db
PAGE = "/performance/2023-09/front-door/"


@pytest.fixture
def page(client):
    """The rows of the page for a query."""
    client.force_login(make_world().performance)

    def opened(query="", url=PAGE):
        return client.get(url + query).content.decode()

    return opened


def table(page):
    return rows(page, "Front door, September 2023")[1:]


def names(page):
    return [row[1] if len(row) > 9 else row[0] for row in table(page)]


def test_each_indicator_says_what_it_is_and_what_that_means(page):
    referrals = table(page())[0]
    assert referrals[:10] == [
        "P1",
        "Referrals",
        "299",
        "at most 250",
        "Red",
        "Down, better",
        "Down, better",
        "Common cause",
        "Misses its target",
        "",
    ]
    assert referrals[10:12] == ["600 (2021/22)", "544.5 (2022/23)"]
    assert referrals[12].startswith("Red, but no more than common cause")


def test_the_sections_own_and_what_it_lists_too_stand_in_its_order(page):
    assert names(page()) == ["Referrals", "Contacts", "Visits in time", "Enquiries"]


def test_a_line_of_thirteen_months_is_said_in_words(page):
    assert 'aria-label="From 300 in September 2022 to 299 in September 2023; lowest 290' in page()


def test_it_can_be_narrowed_to_what_stands_out(page):
    assert names(page("?show=red")) == ["Referrals", "Visits in time"]
    assert names(page("?show=special")) == ["Visits in time"]
    assert names(page("?show=missing")) == ["Contacts", "Enquiries"]
    assert names(page("?source=records")) == ["Visits in time", "Enquiries"]
    assert names(page("?source=reported&show=red")) == ["Referrals"]


def test_what_concerns_can_be_sorted_to_the_top(page):
    assert names(page("?sort=variation"))[0] == "Visits in time"


def test_it_is_taken_away_as_numbers(page):
    lines = list(csv.DictReader(io.StringIO(page("?export=csv").lstrip("\ufeff"))))
    assert [line["Value"] for line in lines] == ["299", "under review", "60", "not rolled up yet"]
    assert [line["RAG"] for line in lines] == ["red", "", "red", ""]
    assert lines[0]["Since last month"] == "down, better"


def test_what_was_written_about_the_month_stands_below_it(page):
    SectionMonth.objects.create(
        section=Section.objects.get(slug="front-door"), month=MONTH, analysis="Fewer schools referred."
    )
    assert "Fewer schools referred." in text(page())


def test_what_moved_since_it_was_confirmed_is_said(page):
    assert "The section’s figures of the month are not confirmed yet." in text(page())
    confirmed("front-door", User.objects.get(name="Perry Exemplar"))
    assert "Confirmed by Perry Exemplar on 16 October 2023." in text(page())
    figure("referrals.number", MONTH, 298)
    assert "Confirmed by Perry Exemplar on 16 October 2023, 1 figure changed since." in text(page())


def test_a_section_that_there_is_not_is_not_found(client, page):
    assert client.get("/performance/2023-09/nowhere/").status_code == 404
