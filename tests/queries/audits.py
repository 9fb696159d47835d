"""How often the pages of the audit month ask the database."""

from audits.models import Audit, Entry, Finding
from core import clock
from core.history import Service
from figures.actions import roll_up
from tests.factories import CycleFactory
from tests.permissions.row import HEAD, PM, QA
from tests.queries.page import Page


def audits(world, numbers):
    """Submitted audits of one's own team, allocated to the practice manager."""
    cycle = CycleFactory()
    world.more["cycle"] = cycle
    Audit.objects.bulk_create(
        Audit(
            cycle=cycle, tool=cycle.tool, case_ref=f"CD{n:06}", auditor=world.own.staff,
            service_area=world.own.area, team=world.own.team, state=Audit.State.SUBMITTED,
            completed_on=cycle.month, grade="good", rationale="The plan is clear and the child is heard.",
        )
        for n in numbers
    )  # fmt: skip


def to_do(world, numbers):
    """Audits that the practice manager has to fill in."""
    audits(world, numbers)
    Audit.objects.update(state=Audit.State.ALLOCATED, completed_on=None, grade="", rationale="")


def a_month(world, numbers):
    """Submitted audits with a point each, and the month's figures."""
    audits(world, numbers)
    new = Audit.objects.filter(findings__isnull=True)
    Finding.objects.bulk_create(
        Finding(audit=audit, kind=Finding.Kind.GOOD_PRACTICE, text="Timely visits", position=1)
        for audit in new
    )
    roll_up(by=Service("a test"), asked=[world.more["cycle"].month])


def drafts(world, numbers):
    """An audit whose draft has as many fields."""
    if not Audit.objects.exists():
        to_do(world, range(1))
    audit = Audit.objects.get()
    Entry.objects.bulk_create(
        Entry(audit=audit, field=f"field{n}", value="x", saved_by=world.users[PM], saved_at=clock.now())
        for n in numbers
    )


def first(world):
    return [Audit.objects.order_by("pk").values_list("pk", flat=True)[0]]


PAGES = [
    Page("audits", QA, 9, audits, note="quality-assurance"),
    Page("audits", HEAD, 9, audits, note="head-of-service"),
    Page("audits", PM, 11, audits, note="practice-manager"),
    Page("moderation_queue", QA, 9, audits),
    Page("cycle", QA, 10, audits, args=lambda world: [world.cycle.month]),
    Page("cycles", QA, 4, audits),
    Page("summary", QA, 16, a_month, args=lambda world: [world.more["cycle"].month]),
    Page("audit", QA, 16, a_month, args=first),
    Page("audit_moderate", QA, 15, a_month, args=first),
    Page("audit_start", PM, 14, drafts, args=first),
    Page("audit_write", PM, 13, drafts, args=lambda world: [*first(world), "all"]),
    Page("audit_check", PM, 12, drafts, args=first),
    Page("home", PM, 30, to_do, note="practice-manager"),
    Page("home", QA, 16, audits, note="quality-assurance"),
]
