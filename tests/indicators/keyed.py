"""Keys and calls of the API for tests."""

from core.history import Service
from indicators.actions.keys import make_key

BY = Service("a test")
ALL = ("catalogue", "figures", "definitions")


def key(*rights, teams=False, name="The council’s dashboards"):
    """A key with all rights, unless some are said, and its secret."""
    return make_key(by=BY, name=name, rights=rights or ALL, teams=teams)


def secret(*rights, **more):
    """The secret of such a key."""
    return key(*rights, **more)[1]


def ask(client, path, presented="", **query):
    """The answer to a call with the key."""
    headers = {"Authorization": f"Bearer {presented}"} if presented else {}
    return client.get(f"/api/v1/{path}", query, headers=headers)


def text(response):
    """What the feed streamed."""
    return b"".join(response.streaming_content).decode()
