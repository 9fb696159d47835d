"""The month at a glance: what is red, what changed, what is missing, what is confirmed; where one can go."""

import datetime as dt
import re

import pytest

from core import clock
from indicators.models import SignOff
from organisation.roles import Role
from tests.caseloads.page_text import rows, text
from tests.factories import UserFactory
from tests.indicators.board_world import confirmed, make_world
from tests.indicators.made import MONTH, figure

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def opened(client, world):
    """The words of a page, as somebody of the performance team or as the user given."""

    def words(url, user=None):
        client.force_login(user or world.performance)
        response = client.get(url)
        assert response.status_code == 200, response
        return response.content.decode()

    return words


def test_the_newest_month_that_has_figures_is_shown_first(opened):
    assert "Performance in September 2023" in text(opened("/performance/"))


def test_what_is_red_what_changed_and_what_is_missing_is_counted_and_named(opened):
    page = opened("/performance/")
    assert rows(page, "By section")[1:] == [
        ["Front door", "Not yet", "1", "0", "0", "2", "0", "2"],
        ["Practice", "Not yet", "1", "0", "0", "0", "1", "0"],
    ]
    assert "2 Red 0 amber, 0 green, 2 without RAG" in text(page)
    changed = rows(page, "Changed by more than chance")[1:]
    assert [row[0] for row in changed] == ["Visits in time"]
    missing = [row[:3] for row in rows(page, "Missing")[1:]]
    assert missing == [
        ["Contacts", "Front door", "under review"],
        ["Enquiries", "Front door", "not rolled up yet"],
    ]


def test_who_confirmed_and_signed_off_is_said(opened, world):
    now = dt.datetime(2023, 10, 16, 9, tzinfo=clock.LONDON)
    confirmed("practice", world.head)
    SignOff.objects.create(month=MONTH, at=now, by_name="Perry Exemplar")
    page = text(opened("/performance/2023-09/"))
    assert "By Harper Placeholder, 16 October 2023" in page
    assert "1 of 2 sections confirmed Signed off by Perry Exemplar on 16 October 2023" in page


def test_a_section_whose_figures_moved_since_is_not_said_to_be_confirmed(opened, world):
    confirmed("practice", world.head)
    figure("visits.share", MONTH, 61, source="records")
    page = opened("/performance/2023-09/")
    assert "0 of 2 sections confirmed" in text(page)
    assert rows(page, "By section")[2][1] == "By Harper Placeholder, 16 October 2023: 1 figure changed since"


def test_the_catalogue_of_indicators_is_reached_from_the_month(opened):
    assert '<a class="govuk-link" href="/performance/catalogue/">Catalogue of indicators</a>' in opened(
        "/performance/2023-09/"
    )


def test_another_month_and_place_are_chosen_in_a_form(client, world):
    client.force_login(world.performance)
    answer = client.get("/performance/", {"month": "2023-05", "place": world.area.pk})
    assert answer.url == f"/performance/2023-05/?place={world.area.pk}"


def test_a_place_shows_what_is_known_there_and_nothing_else(opened, world):
    page = opened(f"/performance/?place={world.area.pk}")
    assert [row[0] for row in rows(page, "By section")[1:]] == ["Practice"]
    assert "0 missing" in text(page)


def test_somebody_elses_team_is_not_there(client, world):
    client.force_login(world.head)
    for where in ("", "2023-09/", "2023-09/practice/", "thirteen-months/"):
        assert client.get(f"/performance/{where}?place={world.east.pk}").status_code == 200
        assert client.get(f"/performance/{where}?place={world.bit_team.pk}").status_code == 404


def test_one_goes_from_month_to_month_and_no_further_than_there_is_something(opened):
    def ways(url):
        return re.findall(r'<nav aria-label="Months">.*?</nav>', opened(url), re.DOTALL)

    assert text(ways("/performance/2023-09/")[0]).strip() == "August 2023"
    assert text(ways("/performance/2023-05/")[0]).strip() == "April 2023 June 2023"
    assert text(ways("/performance/2022-09/")[0]).strip() == "October 2022"


def test_a_month_without_figures_says_what_to_do(opened, world):
    page = text(opened("/performance/2023-10/"))
    assert "Import October’s figures or roll it up: Import figures Roll a month up" in page
    assert "The performance team imports" in text(opened("/performance/2023-10/", world.head))


def test_what_is_no_month_is_not_there(client, world):
    client.force_login(world.performance)
    assert client.get("/performance/?month=soon").status_code == 404


def test_without_a_catalogue_the_page_says_where_indicators_come_from(client):
    client.force_login(UserFactory(roles=[Role.PERFORMANCE]))
    page = text(client.get("/performance/").content.decode())
    assert "The catalogue has no indicators in September 2023" in page
