"""Who may do what: one table of every address and every role, for one's own rows and somebody else's.

The rows are in tests/permissions, a module a room; `tests/permissions/row.py` says how one is written.
An address that is not in the table, or a row without an address, fails.
"""

from collections import Counter

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from tests import permissions
from tests.modules import modules_of
from tests.permissions import world
from tests.permissions.row import ROLES, Row

ROOMS = [module for module in modules_of(permissions) if hasattr(module, "ROWS")]
TABLE: list[Row] = [row for room in ROOMS for row in room.ROWS]


def addresses(patterns=None):
    """The name of every address of the project; one that has no name stands as its pattern."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield pattern.name or str(pattern.pattern)
        else:
            yield from addresses(pattern.url_patterns)


def test_every_address_is_in_the_table():
    assert sorted(set(addresses()) - {row.name for row in TABLE}) == []


def test_every_row_of_the_table_is_an_address():
    assert sorted({row.name for row in TABLE} - set(addresses())) == []


def test_every_row_of_the_table_is_there_once():
    assert [name for name, times in Counter(map(str, TABLE)).items() if times > 1] == []


@pytest.fixture
def the_world(db):
    """The world of tests/permissions/world.py with what each room adds to it."""
    made = world.make()
    for room in ROOMS:
        room.furnish(made)
    return made


@pytest.fixture
def clients(the_world):
    """A browser of each role, signed in, and one of nobody."""
    browsers = {role: Client(raise_request_exception=False) for role in ROLES}
    for role, user in the_world.users.items():
        browsers[role].force_login(user)
    return browsers


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.__name__.rpartition(".")[2])
def test_each_role_gets_what_the_table_says(room, the_world, clients):
    wrong = [
        f"{row}: {ask.role} {ask.method} {ask.whose}: {status}, the table says {sorted(ask.expected)}"
        for row in room.ROWS
        for ask in row.asks()
        if (status := answer(row, ask, clients[ask.role], the_world)) not in ask.expected
    ]
    assert not wrong, "\n".join(wrong)


def answer(row, ask, client, the_world):
    """The status of one request; what it changes is undone."""
    user = the_world.users.get(ask.role, the_world.stranger)
    url = reverse(row.name, args=ask.args(the_world, user))
    with transaction.atomic():
        if ask.method == "GET":
            status = client.get(url).status_code
        else:
            status = client.post(url, row.data(the_world, user)).status_code
        transaction.set_rollback(True)
    return status
