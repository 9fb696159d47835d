"""Each page asks the database a committed number of times, for 200 rows as for 10.

The numbers are in tests/queries, a module a room. A change that raises one says why in its commit.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import queries
from tests.modules import modules_of
from tests.permissions import world as worlds

ROOMS = [module for module in modules_of(queries) if hasattr(module, "PAGES")]
TABLE = [page for room in ROOMS for page in room.PAGES]
FEW, MANY = 10, 200


@pytest.mark.django_db
@pytest.mark.once
@pytest.mark.parametrize("page", TABLE, ids=str)
def test_a_page_asks_the_database_no_more_often_for_200_rows_than_for_10(page, client):
    world = worlds.make()
    client.force_login(world.users[page.role])
    client.get(reverse("jobs"))  # a session's first page writes its stamps
    page.fill(world, range(FEW))
    few = asked(client, page, world)
    page.fill(world, range(FEW, MANY))
    many = asked(client, page, world)
    assert {FEW: len(few), MANY: len(many)} == {FEW: page.queries, MANY: page.queries}, "\n".join(few)


def asked(client, page, world):
    """The queries of one request. Another went before: it drew the charts, which are then kept."""
    client.get(reverse(page.name, args=page.args(world)), page.query)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(reverse(page.name, args=page.args(world)), page.query)
    assert response.status_code == 200
    return [query["sql"][:200] for query in captured.captured_queries]
