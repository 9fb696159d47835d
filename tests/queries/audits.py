"""How often the pages of the audit month ask the database."""

from audits.models import Audit
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


PAGES = [
    Page("audits", QA, 9, audits, note="quality-assurance"),
    Page("audits", HEAD, 9, audits, note="head-of-service"),
    Page("audits", PM, 12, audits, note="practice-manager"),
    Page("moderation_queue", QA, 9, audits),
    Page("cycle", QA, 6, audits, args=lambda world: [world.cycle.month]),
    Page("home", PM, 8, to_do, note="practice-manager"),
    Page("home", QA, 7, audits, note="quality-assurance"),
]
