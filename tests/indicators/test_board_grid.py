"""Thirteen months of every indicator: the figures, what they mean in the last month, as page and file."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.caseloads.page_text import text
from tests.indicators.board_world import make_world

pytestmark = pytest.mark.django_db
PAGE = "/performance/thirteen-months/"


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def taken(client, world):
    """The rows of the export for a query."""
    client.force_login(world.performance)

    def lines(query=""):
        page = client.get(f"{PAGE}?export=csv{query}").content.decode()
        return list(csv.reader(io.StringIO(page.lstrip("\ufeff"))))

    return lines


def test_the_same_month_a_year_before_stands_first_and_the_last_month_last(taken):
    head = taken()[0]
    assert (head[3], head[15], len(head)) == ("2022-09", "2023-09", 20)


def test_each_indicator_has_its_figures_target_rag_and_both_directions(taken):
    [referrals, *_, visits] = taken()[1:]
    assert referrals[:4] == ["Front door", "P1", "Referrals", "300"]
    assert referrals[15:] == ["299", "at most 250", "red", "down, better", "down, better"]
    assert visits[14:] == ["92", "60", "at least 90%", "red", "down, worse", "down, worse"]


def test_the_page_shows_the_same(client, world):
    client.force_login(world.performance)
    page = text(client.get(PAGE).content.decode())
    assert "Visits in time 91% 92% 91% 92% 91% 92% 91% 92% 91% 92% 91% 92% 60% at least 90% Red Down" in page


def test_it_can_be_narrowed(taken):
    def left(query):
        return [row[2] for row in taken(query)[1:]]

    assert left("&show=red") == ["Referrals", "Visits in time"]
    assert left("&show=special") == ["Visits in time"]
    assert left("&show=missing") == ["Contacts", "Enquiries"]
    assert left("&source=reported") == ["Referrals", "Contacts"]


def test_another_last_month_and_place_can_be_chosen(taken, world):
    rows = taken(f"&month=2023-08&place={world.area.pk}")
    assert rows[0][15] == "2023-08"
    assert [row[2] for row in rows[1:]] == ["Visits in time"]
    assert rows[1][15:17] == ["92", "at least 90%"]


def test_it_asks_the_database_at_most_eight_times_whoever_asks(client, world):
    """Session, user and reach included (indicators/board/grid.py)."""
    for user in (world.performance, world.head, world.manager):
        client.force_login(user)
        client.get("/jobs/")
        with CaptureQueriesContext(connection) as asked:
            assert client.get(PAGE).status_code == 200
        assert len(asked) <= 8, "\n".join(query["sql"] for query in asked.captured_queries)


def test_what_cannot_be_understood_is_said(client, world):
    client.force_login(world.performance)
    page = client.get(f"{PAGE}?show=everything")
    assert "a filter could not be understood" in text(page.content.decode())
    assert client.get(f"{PAGE}?month=soon").status_code == 404
