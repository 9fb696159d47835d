import pytest
from django.urls import reverse

from figures.actions import roll_up
from tests.factories import UserFactory
from tests.figures.world import AUGUST, BY, SEPTEMBER, World, make_world


@pytest.fixture
def world(db) -> World:
    return make_world()


@pytest.fixture
def september(world):
    """Two of three audits of SWF West completed; one of BIT allocated."""
    world.audit(submitted=True)
    world.audit(submitted=True)
    world.audit()
    world.audit(service_area=world.bit, team=None)
    roll_up(by=BY, asked=[AUGUST, SEPTEMBER])
    return world


@pytest.fixture
def qa(db):
    return UserFactory(roles=["qa"])


@pytest.fixture
def page(client):
    """Ask for a page as somebody; its text."""

    def get(user, name, *args, status=200, **query):
        client.force_login(user)
        answer = client.get(reverse(name, args=args), query)
        assert answer.status_code == status
        return " ".join(answer.content.decode().split())

    return get
