"""Who completed what of what is expected of them in a cycle, counted from the records as they are now."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q

from audits.models import Audit, Cycle, Expectation
from audits.rules import expecting
from organisation.models import Staff, StaffRecord

AUDITOR = "PM"
"""The role of those who are listed also when nothing is expected of them."""


@dataclass(frozen=True)
class Completion:
    """One auditor's cycle. `allocated` leaves out what was exempted or withdrawn."""

    cycle: int
    pk: int
    name: str
    expected: int | None
    allocated: int = 0
    completed: int = 0
    exempted: int = 0
    withdrawn: int = 0
    extended: int = 0

    @property
    def audits(self) -> int:
        """All there are, of any state."""
        return self.allocated + self.exempted + self.withdrawn

    @property
    def not_completed(self) -> int:
        """Allocated and not completed."""
        return self.allocated - self.completed

    @property
    def to_complete(self) -> int | None:
        """Expected, less exempted."""
        return expecting.to_complete(self.expected, self.exempted)

    @property
    def missing(self) -> int | None:
        """Of what is expected, what is not completed."""
        return expecting.missing(self.expected, self.exempted, self.completed)

    @property
    def share(self) -> Decimal | None:
        """Completed, of what is to be completed, in per cent; None where that is nothing."""
        return Decimal(100 * self.completed) / self.to_complete if self.to_complete else None


def of_cycle(cycle: Cycle) -> list[Completion]:
    """Every practice manager on the day the cycle is due, whoever something is expected of, and whoever has
    an audit in it, by name. What is expected is for the monthly cycle alone. Four queries."""
    counts = {row.pop("auditor"): row for row in _counted(cycle)}
    roles = _roles(cycle.due_on) if cycle.is_monthly else {}
    expected = _expected(cycle.due_on, roles) if cycle.is_monthly else {}
    listed = {*counts, *expected, *(pk for pk, role in roles.items() if role == AUDITOR)}
    names = Staff.objects.filter(pk__in=listed).order_by("name", "pk").values_list("pk", "name")
    return [Completion(cycle.pk, pk, name, expected.get(pk), **counts.get(pk, {})) for pk, name in names]


def totals(rows: Iterable[Completion]) -> dict[str, int]:
    """The sums of everybody's."""
    found = list(rows)
    names = ("expected", "to_complete", "allocated", "completed", "not_completed", "exempted", "missing")
    return {name: sum(getattr(row, name) or 0 for row in found) for name in names}


def _counted(cycle: Cycle) -> Iterable[dict[str, int]]:
    left_out = Q(state__in=Audit.LEFT_OUT)
    audits = cycle.audits.order_by().values("auditor")
    return audits.annotate(
        allocated=Count("pk", filter=~left_out),
        completed=Count("pk", filter=Q(state=Audit.State.SUBMITTED)),
        exempted=Count("pk", filter=Q(state=Audit.State.EXEMPTED)),
        withdrawn=Count("pk", filter=Q(state=Audit.State.WITHDRAWN)),
        extended=Count("pk", filter=~left_out & Q(due_on__isnull=False)),
    )


def _roles(day: dt.date) -> dict[int, str]:
    """Who is what on the day."""
    return dict(StaffRecord.objects.on(day).values_list("staff_id", "role"))


def _expected(day: dt.date, roles: dict[int, str]) -> dict[int, int]:
    """What is expected of each person on the day, where anything is."""
    in_force = list(Expectation.objects.on(day).values_list("role", "staff_id", "audits"))
    of_role = {role: audits for role, staff, audits in in_force if staff is None}
    personal = {staff: audits for _, staff, audits in in_force if staff is not None}
    found = {
        pk: expecting.owed(of_role.get(roles.get(pk, "")), personal.get(pk)) for pk in {*roles, *personal}
    }
    return {pk: audits for pk, audits in found.items() if audits is not None}
