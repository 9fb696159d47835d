"""The addresses of the overview: all, a service area, a team, a worker, a child."""

from tests.factories import ChildFactory, StaffFactory
from tests.permissions.row import HEAD, LEAD, PERF, PM, QA, Row, allow

READERS, EVERYWHERE = allow(PM, QA, HEAD, LEAD, PERF), allow(QA, PERF)


def furnish(world):
    """On either side a worker with a child."""
    for side in (world.own, world.other):
        holder = StaffFactory(record=side.team, record__role="SW")
        side.more |= {"holder": holder, "held": ChildFactory(status="CIN", worker=holder)}


def of(name, get=READERS):
    """The rows of an address of either side's thing."""

    def build(address):
        return Row(
            address,
            own=lambda world, user: [getattr(world.own, name).pk],
            other=lambda world, user: [getattr(world.other, name).pk],
            get=get,
            get_other=EVERYWHERE,
        )

    return build


ROWS = [
    Row("caseloads", get=READERS),
    Row("caseload_workers", get=READERS, post=READERS),
    Row("child_search", get=READERS, post=READERS, data=lambda w, u: {"case_ref": "CD999999"}),
    # A practice manager's team is not all of the service area: its page would show a part as if it were all.
    of("area", {**READERS, PM: 404})("caseload_area"),
    of("team")("caseload_team"),
    of("holder")("caseload_worker"),
    of("held")("child"),
]
