"""One indicator at every place within reach, and what a head's home page says of the newest month."""

import csv
import io

import pytest

from tests.caseloads.page_text import rows, text
from tests.indicators.board_world import make_world

pytestmark = pytest.mark.django_db
PAGE = "/performance/2023-09/places/visits.share/"
CAPTION = "Visits in time by place, September 2023"


@pytest.fixture
def world(db):
    return make_world()


def test_places_stand_beside_the_whole_service(client, world):
    client.force_login(world.performance)
    found = rows(client.get(PAGE).content.decode(), CAPTION)[1:]
    assert [row[:8] for row in found] == [
        ["The whole service", "The whole service", "–", "60", "100", "60%", "–", "Red"],
        ["SWF", "Service area", "–", "50", "100", "50%", "−10, worse", "Red"],
        ["BIT Team", "Team", "BIT", "88", "100", "88%", "+28, better", "Amber"],
        ["SWF East", "Team", "SWF", "92", "100", "92%", "+32, better", "Green"],
    ]


def test_nobody_sees_a_team_beyond_their_reach(client, world):
    client.force_login(world.head)
    found = rows(client.get(PAGE).content.decode(), CAPTION)[1:]
    assert [row[0] for row in found] == ["The whole service", "SWF", "SWF East"]


def test_they_can_be_narrowed_and_sorted(client, world):
    client.force_login(world.performance)

    def names(query):
        return [row[0] for row in rows(client.get(PAGE + query).content.decode(), CAPTION)[1:]]

    assert names("?kind=team") == ["BIT Team", "SWF East"]
    assert names("?area=SWF") == ["SWF East"]
    assert names("?sort=shown")[0] == "SWF"


def test_they_are_taken_away_as_numbers(client, world):
    client.force_login(world.performance)
    page = client.get(f"{PAGE}?export=csv").content.decode()
    lines = list(csv.reader(io.StringIO(page.lstrip("\ufeff"))))
    assert lines[2][:8] == ["SWF", "Service area", "", "50", "100", "50", "-10", "red"]


def test_an_indicator_that_the_catalogue_has_not_is_not_found(client, world):
    client.force_login(world.performance)
    assert client.get("/performance/2023-09/places/nothing/").status_code == 404


def test_the_home_page_names_what_is_red_and_more_than_chance(client, world):
    client.force_login(world.performance)
    home = text(client.get("/").content.decode())
    assert "The whole service, September 2023 (1) Visits in time 60%, target at least 90%: concerning" in home
    client.force_login(world.head)
    home = text(client.get("/").content.decode())
    assert "SWF, September 2023 (1) Visits in time 50%, target at least 90%: concerning" in home


def test_a_manager_has_no_such_block(client, world):
    client.force_login(world.manager)
    assert "more than chance" not in text(client.get("/").content.decode())
