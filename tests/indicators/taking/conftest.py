import pytest

from tests.factories import UserFactory
from tests.indicators.taking import world


@pytest.fixture
def listed(db):
    """The catalogue."""
    return world.catalogue()


@pytest.fixture
def performance(db):
    return UserFactory(name="Perry Exemplar", roles=["performance"])


@pytest.fixture
def page(client, performance, listed):
    client.force_login(performance)
    return client
