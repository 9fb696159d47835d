"""How often the overview pages of caseloads ask the database."""

import datetime as dt

from caseloads.models import Allocation, CaseloadLimit, Child, ChildStatus, Supervision, Visit
from core import clock
from organisation.models import Staff, StaffRecord
from tests.permissions.row import HEAD, PERF, PM, QA
from tests.queries.page import Page

BEGAN = dt.date(2020, 1, 1)


def workers(world, numbers):
    """Workers of either side with a child each, seen and discussed, and one child of whom nobody holds."""
    CaseloadLimit.objects.get_or_create(kind="general", children=17, starts_on=BEGAN)
    numbers = list(numbers)
    staff = Staff.objects.bulk_create(Staff(staff_id=f"W{n}", name=f"Kim {n:03}") for n in numbers)
    StaffRecord.objects.bulk_create(
        StaffRecord(
            staff=each, team=(world.own if n % 3 else world.other).team, role="SW", fte=n % 2, starts_on=BEGAN
        )
        for n, each in zip(numbers, staff, strict=True)
    )
    made = children(numbers)
    Allocation.objects.bulk_create(
        Allocation(child=child, staff=each, starts_on=BEGAN, ends_on=None if n % 5 else clock.today())
        for n, child, each in zip(numbers, made, staff, strict=True)
    )


def held(world, numbers):
    """As many children of one worker, and as many of the past."""
    holder = one_worker(world)
    for state, ends_on in (("now", None), ("before", dt.date(2023, 1, 1))):
        made = children(numbers, state)
        Allocation.objects.bulk_create(
            Allocation(child=each, staff=holder, starts_on=BEGAN, ends_on=ends_on) for each in made
        )


def contacts(world, numbers):
    """A child with as many visits, supervisions and statuses, and as many workers."""
    if not Child.objects.exists():
        held(world, range(1))
    child = Child.objects.earliest("pk")
    days = [dt.date(2021, 1, 1) + dt.timedelta(days=n) for n in numbers]
    Visit.objects.bulk_create(Visit(child=child, visited_on=day) for day in days)
    Supervision.objects.bulk_create(Supervision(child=child, held_on=day) for day in days)
    ChildStatus.objects.bulk_create(
        ChildStatus(child=child, status="CP", starts_on=day, ends_on=day + dt.timedelta(days=1))
        for day in days
    )
    staff = Staff.objects.bulk_create(Staff(staff_id=f"B{n}", name=f"Bo {n}") for n in numbers)
    Allocation.objects.bulk_create(
        Allocation(child=child, staff=each, kind="secondary", starts_on=BEGAN) for each in staff
    )


def children(numbers, name=""):
    """Open children, each seen and discussed once."""
    made = Child.objects.bulk_create(Child(case_ref=f"CD{name}{n}") for n in numbers)
    ChildStatus.objects.bulk_create(ChildStatus(child=each, status="CP", starts_on=BEGAN) for each in made)
    Visit.objects.bulk_create(Visit(child=each, visited_on=clock.today()) for each in made)
    Supervision.objects.bulk_create(Supervision(child=each, held_on=clock.today()) for each in made)
    return made


def one_worker(world):
    staff, new = Staff.objects.get_or_create(staff_id="K1", name="Kim Inventon")
    if new:
        StaffRecord.objects.create(staff=staff, team=world.own.team, role="SW", fte=1, starts_on=BEGAN)
    return staff


def the_worker(world):
    return [one_worker(world).pk]


def the_child(world):
    return [Child.objects.earliest("pk").pk]


PAGES = [
    Page("caseloads", PERF, 21, workers, note="performance-team"),
    Page("caseloads", HEAD, 22, workers, note="head-of-service"),
    Page("caseloads", PM, 24, workers, note="practice-manager"),
    Page("caseload_area", HEAD, 20, workers, args=lambda world: [world.own.area.pk]),
    Page("caseload_team", PM, 23, workers, args=lambda world: [world.own.team.pk]),
    Page("caseload_workers", PM, 16, workers, note="practice-manager"),
    Page("caseload_workers", QA, 14, workers, note="quality-assurance"),
    Page("caseload_worker", PM, 31, held, args=the_worker),
    Page("child_search", PM, 16, workers, note="practice-manager"),
    Page("child_search", QA, 14, workers, note="quality-assurance"),
    Page("child", PM, 22, contacts, args=the_child),
    Page("child", QA, 19, contacts, args=the_child, query={"all": "visits"}, note="all-visits"),
    Page("home", PM, 40, workers, note="with-own-caseloads"),
]
