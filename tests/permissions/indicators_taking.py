"""The addresses of importing figures: the performance team's, and each file its person's alone."""

from tests.indicators.taking.found import report_file, taken
from tests.permissions.row import PERF, SIGNED_IN, Row, allow

IMPORTERS = allow(PERF)


def furnish(world):
    """Each user has a checked file, so has the stranger; a file was taken."""
    world.more["reports"] = {
        user.pk: report_file(user).pk for user in [*world.users.values(), world.stranger]
    }
    world.more["figures_taken"] = taken()


def own(world, user):
    """The asking user's own."""
    return [world.reports[user.pk]]


def strangers(world, user):
    """Somebody else's."""
    return [world.reports[world.stranger.pk]]


def of(kind):
    """The same, with the kind of warning."""
    return {
        "own": lambda world, user: [*own(world, user), kind],
        "other": lambda world, user: [*strangers(world, user), kind],
    }


FILE = {"own": own, "other": strangers, "get": IMPORTERS}
SENT = {
    **FILE,
    "get": allow(PERF, status=405),
    "get_other": allow(PERF, status=405),
    "post": {**allow(*SIGNED_IN, status=403), PERF: 302},
    "post_other": {**allow(*SIGNED_IN, status=403), PERF: 404},
}
ROWS = [
    Row("figures_import", get=IMPORTERS, post=IMPORTERS),
    Row("figures_check", **FILE),
    Row("figures_names", **FILE, post=IMPORTERS, post_other=allow(PERF, status=404)),
    Row("figures_warnings", get=IMPORTERS, **of("restated")),
    *(Row(f"figures_{what}", **FILE) for what in ("problems", "restated", "rows")),
    *(Row(f"figures_{what}", **SENT) for what in ("again", "take", "drop")),
    Row(
        "import_taken",
        note="figures",
        own=lambda w, u: [w.figures_taken.pk],
        get={**allow(*SIGNED_IN, status=404), PERF: 200},
    ),
]
