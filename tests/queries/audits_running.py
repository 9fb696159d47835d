"""How often the pages of running a month ask the database."""

import datetime as dt

from audits.models import Adjustment, Audit, Expectation
from core import clock
from organisation.models import Staff, StaffRecord
from tests.factories import CycleFactory
from tests.permissions.row import PM, QA
from tests.queries.page import Page


def owing(world, numbers):
    """As many practice managers, each with an audit to do that was asked to be exempted."""
    world.more["cycle"] = cycle = CycleFactory()
    people = Staff.objects.bulk_create(Staff(staff_id=f"X{n}", name=f"Sam {n:04}") for n in numbers)
    StaffRecord.objects.bulk_create(
        StaffRecord(staff=person, role="PM", fte=1, team=world.other.team, starts_on=dt.date(2020, 1, 1))
        for person in people
    )
    audits = Audit.objects.bulk_create(
        Audit(cycle=cycle, tool=cycle.tool, case_ref=f"CD{person.staff_id[1:]:>06}", auditor=person,
              service_area=world.own.area)
        for person in people
    )  # fmt: skip
    Adjustment.objects.bulk_create(
        Adjustment(audit=audit, kind="exempt", reason="Away", asked_by=world.users[PM], asked_at=clock.now())
        for audit in audits
    )


def expected(world, numbers):
    """As many expectations of one role, month by month, the newest holding still."""
    first = dt.date(1910, 1, 1)
    Expectation.objects.bulk_create(
        Expectation(
            role="PM", audits=2,
            starts_on=first + dt.timedelta(days=30 * n), ends_on=first + dt.timedelta(days=30 * n + 30),
        )
        for n in numbers
    )  # fmt: skip


def asked(world):
    return [Adjustment.objects.order_by("pk").values_list("pk", flat=True)[0]]


PAGES = [
    Page("chase", QA, 6, owing),
    Page("cycle_auditors", QA, 8, owing, args=lambda world: [world.more["cycle"].month]),
    Page("adjustments", QA, 6, owing, note="quality-assurance"),
    Page("adjustments", PM, 8, owing, note="practice-manager"),
    Page("adjustment_decide", QA, 6, owing, args=asked),
    Page("expectations", QA, 6, expected),
    Page("reminders", QA, 4, owing),
]
