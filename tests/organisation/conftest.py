"""What the tests of the administrator's pages share."""

import pytest

from tests.factories import UserFactory


@pytest.fixture
def administrator(client, db):
    """Ann Archer, administrator, signed in with `client`."""
    user = UserFactory(name="Ann Archer", roles=["administrator"])
    client.force_login(user)
    return user


def day(name, value):
    """A date as the form sends it: three parts."""
    return {f"{name}_0": str(value.day), f"{name}_1": str(value.month), f"{name}_2": str(value.year)}
