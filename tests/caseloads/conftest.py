"""What the tests of the clinic's lists share."""

import pytest
from django.urls import reverse

from tests.caseloads import full_world


@pytest.fixture
def made(db):
    return full_world.make()


@pytest.fixture
def ask(client):
    """Ask for one of the lists as somebody."""

    def asked(user, name="caseloads_reported", **query):
        client.force_login(user)
        return client.get(reverse(name), query)

    return asked
