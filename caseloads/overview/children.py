"""Children with who holds them since when, and what is due to them: the rows of every list of children."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from caseloads.models import Allocation, Child, ChildStatus
from caseloads.reading.dues import ChildDue, dues_of
from caseloads.reading.placed import Placed, placed
from caseloads.reading.policies import Policies
from caseloads.rules.timing import Due, Standing
from core.periods import holds

LAST = dt.date.max
UNALLOCATED = "Unallocated"
NOBODY = "none"
"""Whom the filter of workers finds under this: the children whom nobody holds."""


@dataclass(frozen=True)
class Row:
    """A child as a list shows it. One whom nobody holds has no team or service area: it counts in none."""

    pk: int
    case_ref: str
    codes: tuple[str, ...] = ()
    """The statuses that the child has."""
    worker_id: int | str = NOBODY
    worker: str = UNALLOCATED
    since: dt.date | None = None
    """Since when the worker has held the child, unbroken."""
    team_id: int | None = None
    team: str = ""
    area_id: int | None = None
    area: str = ""
    visit: Due | None = None
    supervision: Due | None = None

    def get_absolute_url(self) -> str:
        return reverse("child", args=[self.pk])

    @property
    def statuses(self) -> str:
        """'CP, CLA'."""
        return ", ".join(self.codes)

    @property
    def worker_url(self) -> str | None:
        """The page of who holds the child."""
        return reverse("caseload_worker", args=[self.worker_id]) if self.worker_id != NOBODY else None

    @property
    def urgency(self) -> tuple[int, int, dt.date]:
        """For sorting: late first, the latest before; then what is due soonest; not yet due last."""
        asked = [each for each in (self.visit, self.supervision) if each is not None]
        late = max((each.days_late for each in asked), default=0)
        if late:
            return (0, -late, LAST)
        soonest = [each.due_on for each in asked if each.standing is not Standing.NOT_YET]
        if soonest:
            return (1, 0, min(soonest))
        return (2, 0, min((each.due_on for each in asked), default=LAST))


def rows_of(children: Iterable[tuple[int, str]], day: dt.date, policies: Policies) -> list[Row]:
    """The children, by primary key and case reference: late first. Six queries beside theirs."""
    where = placed(children, day)
    dues = dues_of([each.pk for each in where], day, policies)
    rows = [_row(each, dues.get(each.pk)) for each in where]
    return sorted(rows, key=lambda row: (row.urgency, row.case_ref))


def _row(where: Placed, due: ChildDue | None) -> Row:
    own: dict[str, Any] = {
        "pk": where.pk,
        "case_ref": where.case_ref,
        "codes": due.statuses.codes if due else (),
        "visit": due.visit if due else None,
        "supervision": due.supervision if due else None,
    }
    if not where.held:
        return Row(**own)
    held = ("worker_id", "worker", "since", "team_id", "team", "area_id", "area")
    return Row(**own, **{name: getattr(where, name) for name in held})


def current(user: Any, day: dt.date) -> Any:
    """The children within the user's reach who have a status on the day, or whom somebody holds."""
    status = ChildStatus.objects.filter(holds(day), child=OuterRef("pk"))
    held = Allocation.objects.filter(holds(day), child=OuterRef("pk"), kind=Allocation.Kind.PRIMARY)
    return Child.objects.visible_to(user).filter(Q(Exists(status)) | Q(Exists(held)))


def listed(children: Any) -> Any:
    """Children as `rows_of` takes them. One query."""
    return children.order_by("case_ref").values_list("pk", "case_ref")
