"""HEAD: what GET says, without the body."""

import pytest

from tests.indicators.keyed import ask, secret, text
from tests.indicators.made import entry, series

pytestmark = pytest.mark.django_db
PATHS = "figures", "catalogue", "places", "definitions/referrals.number", "feed.csv"


@pytest.fixture
def presented():
    """A key's secret; there are figures to read with it."""
    series(entry().indicator.slug, [300, 290, 310])
    return secret()


def head(client, path, presented=""):
    """The answer to HEAD with the key."""
    headers = {"Authorization": f"Bearer {presented}"} if presented else {}
    return client.head(f"/api/v1/{path}", headers=headers)


@pytest.mark.parametrize(
    "path", ["figures", "catalogue", "places", "definitions/referrals.number", "feed.csv"]
)
def test_head_says_what_get_would_and_how_long_it_is(client, presented, path):
    whole, found = ask(client, path, presented), head(client, path, presented)
    body = text(whole) if whole.streaming else whole.content.decode()
    assert (found.status_code, found.content) == (200, b"")
    assert found["Content-Length"] == str(len(body.encode()))
    for name in ("Content-Type", "Cache-Control"):
        assert found[name] == whole[name]


def test_head_opens_nothing_without_a_key(client, presented):
    assert head(client, "figures").status_code == 401
    assert head(client, "figures", "plb_no_such_key").status_code == 401


def test_what_would_change_something_is_told_which_methods_there_are(client, presented):
    answer = client.post("/api/v1/figures", headers={"Authorization": f"Bearer {presented}"})
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
