"""How often the pages of allocating and recording, the late lists and the queue ask the database."""

import datetime as dt

from caseloads.models import Allocation, CaseloadLimit, Child, ChildStatus, Supervision, Visit
from organisation.models import Staff, StaffRecord
from tests.factories import BEGINNING
from tests.permissions.row import HEAD, PERF, PM
from tests.queries.page import Page

SEEN = dt.date(2023, 8, 1)
GIVEN_UP = dt.date(2023, 10, 2)


def children(world, numbers):
    """As many workers of one's own team, each with a child who is late, and a child of theirs given up."""
    CaseloadLimit.objects.get_or_create(kind="general", children=17, starts_on=BEGINNING)
    staff = Staff.objects.bulk_create(Staff(staff_id=f"W{n}", name=f"Sam {n:04}") for n in numbers)
    StaffRecord.objects.bulk_create(
        StaffRecord(staff=each, role="SW", fte=1, team=world.own.team, starts_on=BEGINNING) for each in staff
    )
    held = Child.objects.bulk_create(Child(case_ref=f"CH{n:06}") for n in numbers)
    waiting = Child.objects.bulk_create(Child(case_ref=f"CW{n:06}") for n in numbers)
    ChildStatus.objects.bulk_create(
        ChildStatus(child=each, status=status, starts_on=BEGINNING)
        for each in (*held, *waiting)
        for status in ("CP", "CLA")
    )
    for some, ends_on in ((held, None), (waiting, GIVEN_UP)):
        Allocation.objects.bulk_create(
            Allocation(child=child, staff=worker, starts_on=BEGINNING, ends_on=ends_on)
            for child, worker in zip(some, staff, strict=True)
        )
    Visit.objects.bulk_create(Visit(child=each, visited_on=SEEN) for each in held)
    Supervision.objects.bulk_create(Supervision(child=each, held_on=SEEN) for each in held)


def contacts(world, numbers):
    """A child with as many visits and supervisions, and as many second workers."""
    if not Child.objects.exists():
        children(world, range(1))
    child, day = Child.objects.get(case_ref="CH000000"), dt.timedelta(days=1)
    Visit.objects.bulk_create(Visit(child=child, visited_on=SEEN - day * (n + 1)) for n in numbers)
    Supervision.objects.bulk_create(Supervision(child=child, held_on=SEEN - day * (n + 1)) for n in numbers)
    staff = Staff.objects.bulk_create(Staff(staff_id=f"S{n}", name=f"Second {n:04}") for n in numbers)
    Allocation.objects.bulk_create(
        Allocation(child=child, staff=each, kind="secondary", starts_on=BEGINNING) for each in staff
    )


def first(model):
    return lambda world: [model.objects.order_by("pk").values_list("pk", flat=True)[0]]


PAGES = [
    Page("late_visits", PM, 16, children, note="practice-manager"),
    Page("late_visits", HEAD, 14, children, note="head-of-service"),
    Page("late_visits", PERF, 14, children, note="performance"),
    Page("late_supervisions", PM, 16, children, note="practice-manager"),
    Page("late_supervisions", HEAD, 14, children, note="head-of-service"),
    Page("late_supervisions", PERF, 14, children, note="performance"),
    Page("unallocated", PM, 11, children, note="practice-manager"),
    Page("unallocated", HEAD, 9, children, note="head-of-service"),
    Page("unallocated", PERF, 9, children, note="performance"),
    Page("child_allocate", PM, 19, children, args=first(Child)),
    Page("child_allocate", PM, 19, contacts, args=first(Child), note="with-second-workers"),
    Page("allocation_end", PM, 12, contacts, args=first(Allocation)),
    Page("visit_record", PM, 16, contacts, args=first(Child)),
    Page("supervision_record", PM, 16, contacts, args=first(Child)),
    Page("visit_correct", PM, 8, contacts, args=first(Visit)),
    Page("supervision_correct", PM, 8, contacts, args=first(Supervision)),
    Page("home", HEAD, 34, children, note="with-late-children"),
]
