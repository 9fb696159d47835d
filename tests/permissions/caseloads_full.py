"""The addresses of the clinic's lists and of the responses to full caseloads."""

from tests.caseloads.full_world import TEXT, worker
from tests.permissions.row import HEAD, LEAD, PERF, PM, QA, Row, allow

READERS = allow(PM, QA, HEAD, LEAD, PERF)
MANAGERS = allow(PM, HEAD, LEAD)
SAID = {"text": TEXT, "review_on_0": "16", "review_on_1": "11", "review_on_2": "2023", "seen": "0"}


def furnish(world):
    """On either side: a worker with 20 children."""
    for side in (world.own, world.other):
        side.more["full"] = worker(side.team, 20)


ROWS = [
    Row("caseloads_reported", get=READERS),
    Row("caseloads_protected", get=READERS),
    Row("caseload_alarms", get=READERS),
    Row(
        "caseload_respond",
        own=lambda w, u: [w.own.full.pk, "reported"],
        other=lambda w, u: [w.other.full.pk, "reported"],
        get=MANAGERS,
        post=allow(PM, HEAD, LEAD, status=302),
        post_other=allow(PM, HEAD, LEAD, status=404),
        data=lambda w, u: SAID,
    ),
]
