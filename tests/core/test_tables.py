"""Lists: what one asked for, whole, in order, and at the same cost for ten and a thousand."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.tables import pages
from organisation.models import Staff
from tests.core.pages import StaffTable
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.pages")]
LIST = "/staff-list/"


@pytest.fixture(autouse=True)
def signed_in(client):
    client.force_login(UserFactory(roles=["administrator"]))


@pytest.fixture
def staff():
    return make(120)


def make(number):
    rows = [Staff(staff_id=f"S{n:04}", name=f"Person {n % 7}") for n in range(number)]
    return Staff.objects.bulk_create(rows)


def shown(response):
    """The staff numbers on the page, in order."""
    return re.findall(r">(S\d{4})<", response.content.decode())


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_a_page_holds_fifty_and_says_of_how_many(client, staff):
    page = client.get(LIST)
    assert len(shown(page)) == 50
    assert "1 to 50 of 120" in text(page)
    assert "101 to 120 of 120" in text(client.get(LIST + "?page=3"))


def test_all_pages_together_hold_each_record_once_though_many_are_equal(client, staff):
    seen = [n for number in (1, 2, 3) for n in shown(client.get(f"{LIST}?sort=name&page={number}"))]
    assert len(seen) == 120
    assert set(seen) == {person.staff_id for person in staff}


@pytest.mark.parametrize(("asked", "found"), [("x", 1), ("0", 1), ("-3", 1), ("99", 3), ("", 1)])
def test_a_page_that_there_is_not_is_the_nearest(client, staff, asked, found):
    first = (found - 1) * 50 + 1
    assert f"{first} to" in text(client.get(f"{LIST}?page={asked}"))


def test_a_list_is_sorted_as_asked_and_says_how(client, staff):
    page = client.get(LIST + "?sort=-staff_id")
    assert shown(page)[:2] == ["S0119", "S0118"]
    heads = re.findall(r'<th scope="col"[^>]*aria-sort="(\w+)"', page.content.decode())
    assert heads == ["descending", "none"]
    assert re.search(r'href="\?sort=staff_id"', page.content.decode()), "the head sorts the other way round"


def test_sorting_by_nonsense_is_the_list_in_its_own_order(client, staff):
    assert shown(client.get(LIST + "?sort=password")) == shown(client.get(LIST))


def test_a_filter_lets_through_what_it_says(client, staff):
    page = client.get(LIST + "?name=person+3")
    assert set(shown(page)) == {p.staff_id for p in staff if p.name == "Person 3"}
    assert "Name: person 3" in text(page)
    assert 'href="?"' in page.content.decode(), "it can be taken off"


def test_a_filter_and_a_sort_go_together_through_the_pages(client):
    make(400)
    links = re.findall(
        r'href="\?([^"]*page=2)"', client.get(LIST + "?name=3&sort=-staff_id").content.decode()
    )
    assert links
    assert all("name=3" in link and "sort=-staff_id" in link for link in links)


def test_a_filter_that_makes_no_sense_says_so_and_shows_nothing(client, staff):
    page = client.get(LIST + "?numbered=lots")
    assert shown(page) == []
    assert "There is a problem" in text(page)
    assert "Number of team must be a number." in text(page)
    assert "<title>Error:" in page.content.decode()
    assert "S0001" not in client.get(LIST + "?numbered=lots&export=csv").content.decode()


def test_what_is_personal_is_asked_by_post_and_stands_in_no_address(client, staff):
    page = client.post(LIST, {"staff_id": "S0007"})
    assert shown(page) == ["S0007"]
    links = re.findall(r'(?:href|action)="([^"]*)"', page.content.decode())
    assert not [link for link in links if "S0007" in link]
    assert 'name="staff_id"' not in page.content.decode().partition('<form method="get"')[2]


def test_an_empty_list_says_what_to_do_next(client):
    assert "Nobody yet. Import the staff list." in text(client.get(LIST))


def test_nothing_found_is_not_nothing_there(client, staff):
    page = text(client.get(LIST + "?name=zzz"))
    assert "Nothing matches." in page
    assert "Nobody yet" not in page


def test_a_list_costs_the_same_queries_for_ten_and_a_thousand(client):
    costs = []
    for number in (10, 990):
        make_more = [Staff(staff_id=f"T{number}-{n}", name=f"Person {n}") for n in range(number)]
        Staff.objects.bulk_create(make_more)
        client.get(LIST)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(LIST)
        costs.append(len(queries))
    assert costs[0] == costs[1]
    about_staff = [q for q in queries.captured_queries if '"organisation_staff"' in q["sql"]]
    assert len(about_staff) == 2, "one to count, one to read a page"


def test_counting_stops_at_its_bound_and_says_so(client, staff, monkeypatch):
    monkeypatch.setattr(pages, "COUNTED", 100)
    page = client.get(LIST + "?page=2")
    assert "51 to 100 of 100+" in text(page)
    assert "Only the first 100 are listed. Use the filters to find the others." in text(page)
    assert shown(client.get(LIST + "?page=3")) == shown(page)


def test_a_table_names_itself_and_its_rows_for_who_cannot_see_it(client, staff):
    html = client.get(LIST).content.decode()
    assert 'role="region" aria-label="Members of staff" tabindex="0"' in html
    assert re.search(r"<caption[^>]*>Members of staff</caption>", html)
    assert len(re.findall(r'<th scope="row"', html)) == 50


def test_no_export_is_offered_of_nothing(client):
    assert "export=csv" not in client.get(LIST).content.decode()


def test_a_total_stands_beneath_the_rows_as_a_row_with_a_head_of_its_own(staff):
    table = StaffTable(staff[:2])
    assert "<tfoot" not in table.as_govuk()
    table.total = Staff(staff_id="All", name="Two people")
    html = table.as_govuk()
    assert html.count('<tr class="govuk-table__row">') == 3
    foot = re.search(r"<tfoot.*?</tfoot>", html, re.DOTALL)[0]
    assert re.search(r'<th scope="row"[^>]*>Two people</th>', foot)
    assert ">All</td>" in foot
