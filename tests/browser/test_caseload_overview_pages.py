"""The overview pages of caseloads: by keyboard, narrow, without scripts, with a screen reader."""

import datetime as dt

import pytest

from caseloads.models import Allocation, Supervision, Visit
from tests.caseloads.overview_world import BEGINNING, LAST_SEEN, make_world

pytestmark = pytest.mark.django_db(transaction=True)
DAYS = 40


@pytest.fixture
def world(transactional_db):
    """The world, and a child with many visits and a second worker."""
    world = make_world()
    days = [LAST_SEEN - dt.timedelta(days=7 * n) for n in range(1, DAYS)]
    Visit.objects.bulk_create(
        Visit(child=world.late, visited_on=day, seen=n % 5 > 0) for n, day in enumerate(days)
    )
    Supervision.objects.bulk_create(Supervision(child=world.late, held_on=day) for day in days)
    Allocation.objects.create(child=world.late, staff=world.bo, kind="secondary", starts_on=BEGINNING)
    return world


ALL = (
    "/",
    "/caseloads/",
    "/caseloads/teams/{west}/",
    "/caseloads/workers/",
    "/caseloads/workers/?show=over",
    "/caseloads/workers/{kim}/",
    "/caseloads/workers/{ali}/",
    "/caseloads/children/",
    "/caseloads/children/?late=visit&sort=since",
    "/caseloads/children/{late}/",
    "/caseloads/children/{late}/?all=visits",
    "/caseloads/children/{waiting}/",
)


def addresses(world):
    names = ("west", "kim", "ali", "late", "waiting")
    return [url.format(**{name: getattr(world, name).pk for name in names}) for url in ALL]


def test_the_pages_are_for_everybody_who_manages_a_team(signed_in, sweep, world):
    sweep(signed_in(user=world.manager), *addresses(world))


def test_the_pages_are_for_everybody_who_leads_a_service(signed_in, sweep, world):
    sweep(signed_in(user=world.head), "/", "/caseloads/", f"/caseloads/areas/{world.swf.pk}/")


def test_the_pages_are_for_everybody_who_sees_all_services(signed_in, sweep, world):
    sweep(signed_in(user=world.performance), "/caseloads/", *addresses(world)[2:6])


def test_a_child_is_found_by_reference_without_scripts_and_the_reference_stays_out_of_the_address(
    signed_in, world
):
    page = signed_in(user=world.manager, java_script_enabled=False)
    page.goto("/caseloads/")
    page.get_by_role("link", name="All children").click()
    page.get_by_label("Case reference").fill("cd 100000")
    page.get_by_role("button", name="Search").click()
    assert "100000" not in page.url
    page.get_by_role("link", name="CD100000", exact=True).click()
    page.get_by_text("15 days late").wait_for()
    page.get_by_role("link", name="Show all 40 visits").click()
    page.get_by_role("rowheader", name="20 November 2022").wait_for()


def test_from_the_service_to_the_latest_child_by_keyboard_alone(signed_in, world):
    page = signed_in(user=world.head)
    page.goto("/caseloads/")
    page.get_by_role("link", name="SWF West").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Caseloads of SWF West").wait_for()
    page.get_by_role("link", name="Kim Inventon").focus()
    page.keyboard.press("Enter")
    page.get_by_text("11 (protected, NQSW: 11 of 24 months)", exact=True).wait_for()
    page.get_by_role("link", name="CD100000", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_text("Due by 1 October 2023 (CIN: 42 days).").wait_for()
