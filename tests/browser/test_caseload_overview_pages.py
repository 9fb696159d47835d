"""The overview pages of caseloads: by keyboard, narrow, without scripts, with a screen reader."""

import pytest

from caseloads.models import Allocation, Supervision, Visit
from tests.caseloads.overview_world import BEGINNING, LAST_SEEN, make_world

pytestmark = pytest.mark.django_db(transaction=True)
DAYS = 40


@pytest.fixture
def world(transactional_db):
    """The world, and a child with many visits and a second worker."""
    import datetime as dt

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
