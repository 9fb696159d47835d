"""The addresses where children are allocated, and visits and supervisions recorded and put right."""

from caseloads.actions import contacts
from caseloads.actions.holding import stamp
from caseloads.models import Allocation, Supervision, Visit
from core import clock
from tests.factories import ChildFactory, StaffFactory
from tests.permissions.row import HEAD, LEAD, PERF, PM, Row, allow

RECORDERS = allow(PM, HEAD, LEAD, PERF)
EVERYWHERE = allow(PERF)
DONE, NOT_THEIRS = allow(PM, HEAD, LEAD, PERF, status=302), allow(PM, HEAD, LEAD, status=404)
WHY = {"reason": "Agreed in supervision."}


def furnish(world):
    """On either side: a child with its worker, a visit and a supervision; another worker; one waiting."""
    for side in (world.own, world.other):
        holder = StaffFactory(record=side.team, record__role="SW")
        child = ChildFactory(status="CP", worker=holder)
        side.more |= {
            "child": child,
            "allocation": child.allocations.get(),
            "colleague": StaffFactory(record=side.team, record__role="SW"),
            "visit": Visit.objects.create(child=child, visited_on=clock.today()),
            "supervision": Supervision.objects.create(child=child, held_on=clock.today()),
        }
        waiting = ChildFactory(status="CIN")
        Allocation.objects.create(
            child=waiting, staff=holder, starts_on=clock.today().replace(day=1), ends_on=clock.today()
        )


def of(side, name):
    """The primary key of a side's thing."""
    return lambda world, user: [getattr(getattr(world, side), name).pk]


def on(name, back=0):
    """A day some days ago, as the three inputs of the field."""
    day = clock.today().replace(day=clock.today().day - back)
    return {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}


def allocating(world, user):
    """To the colleague of one's own side: never of the other, whose form nobody gets."""
    return {"kind": "primary", "staff": world.own.colleague.pk, **read(world), **WHY, **on("on")}


def read(world):
    """As the page has it."""
    return {"seen": stamp(world.own.child)}


def removed(contact, field):
    """A visit or supervision that never took place."""
    return {"how": "never", "seen": contacts.stamp(contact), **WHY, **on(field)}


def row(address, name, data):
    """An address of one thing of a side."""
    return Row(
        address,
        own=of("own", name),
        other=of("other", name),
        get=RECORDERS,
        get_other=EVERYWHERE,
        post=DONE,
        post_other=NOT_THEIRS,
        data=data,
    )


ROWS = [
    row("child_allocate", "child", allocating),
    row("allocation_end", "allocation", lambda w, u: {"how": "ended", **read(w), **WHY, **on("on")}),
    row("visit_record", "child", lambda w, u: {"outcome": "alone", **on("visited_on", 3)}),
    row("visit_correct", "visit", lambda w, u: {"outcome": "alone", **removed(w.own.visit, "visited_on")}),
    row("supervision_record", "child", lambda w, u: on("held_on", 3)),
    row("supervision_correct", "supervision", lambda w, u: removed(w.own.supervision, "held_on")),
]
