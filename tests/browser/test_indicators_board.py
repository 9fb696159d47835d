"""The performance pages are for everybody: by keyboard, narrow, without scripts, with a screen reader."""

import pytest

from tests.indicators.board_world import make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db):
    return make_world()


def test_the_performance_pages_hold_what_every_page_holds(world, signed_in, sweep):
    sweep(
        signed_in(user=world.performance),
        "/performance/",
        f"/performance/2023-08/?place={world.area.pk}",
        "/performance/2023-10/",
        "/performance/2023-09/front-door/",
        "/performance/2023-10/front-door/",
        "/performance/thirteen-months/",
        "/performance/thirteen-months/?show=missing",
        "/performance/thirteen-months/?month=2020-01",
        "/performance/2023-09/places/visits.share/?sort=-shown",
        "/",
    )


def test_the_dashboard_is_read_on_a_narrow_screen_by_keyboard(world, signed_in):
    page = signed_in(user=world.head)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/performance/thirteen-months/")
    region = page.get_by_role("region", name="Thirteen months to September 2023")
    region.focus()
    for _ in range(30):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.app-grid').scrollLeft > 100")
    assert region.get_by_role("columnheader", name="Sep 23").is_visible()
