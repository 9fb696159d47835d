"""A head of service reads how the month stands: from the home page to what is red, where, and since when."""

import pytest

from tests.indicators.board_world import make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db):
    return make_world()


def find_what_is_red_at_home(page):
    """When the head sees on the home page what is red by more than chance, and all of the month at SWF."""
    page.goto("/")
    work = page.get_by_role("region", name="Red, and more than chance: SWF, September 2023")
    assert work.get_by_text("50%, target at least 90%: concerning").is_visible()
    work.get_by_role("link", name="See all").click()
    page.get_by_role("heading", name="Performance in September 2023", level=1).wait_for()
    assert page.get_by_label("Place").locator("option:checked").inner_text() == "SWF (service area)"


def choose_the_whole_service(page):
    """And looks at the whole service, without scripts."""
    page.get_by_label("Place").select_option("The whole service")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="Front door").click()
    page.get_by_role("heading", name="Front door, September 2023").wait_for()


def narrow_to_red(page):
    """Then only red is left: one is chance, one is not."""
    page.get_by_text("Filter this list").click()
    page.get_by_label("Only what is").select_option("Red")
    page.get_by_role("button", name="Filter").click()
    table = page.get_by_role("region", name="Front door, September 2023")
    assert table.locator("tbody th").all_inner_texts() == ["Referrals", "Visits in time"]
    assert table.get_by_text("no more than common cause").is_visible()
    table.get_by_role("link", name="Visits in time").click()


def compare_places(page):
    """And the indicator's page leads to its places, of which SWF's team stands best."""
    page.get_by_role("link", name="Compare places in September 2023").click()
    page.get_by_role("link", name="Value").click()
    page.wait_for_url("**sort=shown**")
    page.get_by_role("link", name="Value").click()
    page.wait_for_url("**sort=-shown**")
    table = page.get_by_role("region", name="Visits in time by place, September 2023")
    assert table.locator("tbody th").all_inner_texts()[0] == "SWF East"
    assert table.get_by_text("BIT Team").count() == 0


def take_the_thirteen_months_away(page):
    """And thirteen months of everything that is red go with the head as a file."""
    page.get_by_role("link", name="Performance", exact=True).click()
    page.get_by_role("link", name="Thirteen months side by side").click()
    page.get_by_label("Only what is").select_option("Red")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**show=red**")
    with page.expect_download() as file:
        page.get_by_role("link", name="Excel").click()
    assert file.value.suggested_filename == "thirteen-months-to-september-2023-2023-10-16.xlsx"


def test_a_head_reads_the_month(world, signed_in):
    page = signed_in(user=world.head, java_script_enabled=False, accept_downloads=True)
    find_what_is_red_at_home(page)
    choose_the_whole_service(page)
    narrow_to_red(page)
    compare_places(page)
    take_the_thirteen_months_away(page)
