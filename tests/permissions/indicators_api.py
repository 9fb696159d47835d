"""The addresses of the API, its keys and its guide."""

from tests.indicators.keyed import key
from tests.indicators.made import entry, series
from tests.permissions.row import ADMIN, HEAD, LEAD, PERF, PM, QA, ROLES, Row, allow

KEEPERS = allow(PERF, ADMIN)
READERS = allow(PM, QA, HEAD, LEAD, PERF, ADMIN)
WITHOUT_A_KEY = allow(*ROLES, status=401)
SLUG = "keyed.number"


def furnish(world):
    """A key, and something to read with it."""
    entry(SLUG)
    series(SLUG, [1, 2, 3])
    world.more["key"] = key()[0]


def by_key(name, *args):
    """Whoever is signed in gets no further than anybody: a key opens it."""
    return Row(name, own=lambda w, u: list(args), get=WITHOUT_A_KEY, post=allow(*ROLES, status=405))


def pk(world, user):
    return [world.key.pk]


ROWS = [
    *(by_key(f"api_{name}") for name in ("catalogue", "places", "figures", "feed", "openapi")),
    by_key("api_definition", SLUG),
    Row("api_nothing", own=lambda w, u: ["v2/figures"], get=allow(*ROLES, status=404)),
    Row("api_guide", get=READERS),
    Row("api_description", get=READERS),
    Row("api_keys", get=KEEPERS),
    Row(
        "api_key_new",
        get=KEEPERS,
        post=KEEPERS,
        data=lambda w, u: {"name": "Power BI", "rights": ["figures"]},
    ),
    Row("api_key", own=pk, get=KEEPERS),
    Row(
        "api_key_end",
        own=pk,
        get=KEEPERS,
        post=allow(PERF, ADMIN, status=302),
        data=lambda w, u: {"reason": "It was sent by e-mail."},
    ),
]
