"""How often the pages of keys ask the database."""

from core import clock
from indicators.models import ApiKey
from tests.permissions.row import PERF
from tests.queries.page import Page


def keys(world, numbers):
    """As many keys."""
    ApiKey.objects.bulk_create(
        ApiKey(
            name=f"Consumer {n}", prefix=f"plb_{n:08x}", digest="", rights=["figures"], made_at=clock.now()
        )
        for n in numbers
    )


def one(world, numbers):
    """As many, and one of them looked at."""
    keys(world, numbers)
    world.more["key"] = ApiKey.objects.first()


PAGES = [
    Page("api_keys", PERF, 5, keys),
    Page("api_key", PERF, 5, one, args=lambda world: [world.key.pk]),
    Page("api_guide", PERF, 3, keys),
]
