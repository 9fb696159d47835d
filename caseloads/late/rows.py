"""The rows of the late lists and of the queue: each open child within reach, worked out as of a day."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from django.urls import reverse

from caseloads.reading.dues import ChildDue, dues_of
from caseloads.reading.placed import Placed, open_children
from caseloads.reading.policies import Policies
from caseloads.rules.timing import Due, Standing

What = Literal["visit", "supervision"]
UNALLOCATED = "Unallocated"
NOBODY = "none"
"""Whom the filter of workers finds under this: the children whom nobody holds."""


@dataclass(frozen=True)
class DueRow:
    """What is due to one child. Of a child whom nobody holds there is no worker, team or service area:
    it counts as unallocated, as in every figure."""

    child: Placed
    codes: tuple[str, ...]
    due: Due
    by: str

    @property
    def pk(self) -> int:
        return self.child.pk

    @property
    def case_ref(self) -> str:
        return self.child.case_ref

    @property
    def statuses(self) -> str:
        """'CP, CLA'."""
        return ", ".join(self.codes)

    @property
    def worker_id(self) -> int | str | None:
        return self.child.worker_id if self.child.held else NOBODY

    @property
    def worker(self) -> str:
        return self.child.worker if self.child.held else UNALLOCATED

    @property
    def worker_url(self) -> str | None:
        """The page of who holds the child."""
        return reverse("caseload_worker", args=[self.child.worker_id]) if self.child.held else None

    @property
    def team_id(self) -> int | None:
        return self.child.team_id if self.child.held else None

    @property
    def team(self) -> str:
        return self.child.team if self.child.held else ""

    @property
    def area_id(self) -> int | None:
        return self.child.area_id if self.child.held else None

    @property
    def area(self) -> str:
        return self.child.area if self.child.held else ""

    @property
    def days_late(self) -> int | None:
        """None where it is not late."""
        return self.due.days_late or None

    @property
    def standing(self) -> Standing:
        return self.due.standing

    @property
    def urgency(self) -> tuple[int, int, dt.date, str]:
        """Late first, the latest before; then what is due soonest; not yet due last."""
        rank = {Standing.LATE: 0, Standing.NOT_YET: 2}.get(self.standing, 1)
        return rank, -self.due.days_late, self.due.due_on, self.case_ref


def due_rows(user: Any, day: dt.date, *whats: What) -> list[list[DueRow]]:
    """For each of what is asked, the open children within the user's reach of whom it is asked, the most
    pressing first. Eleven queries, however many children there are and whatever is asked."""
    children, among = open_children(user, day)
    dues = dues_of(among, day, Policies.read())
    return [_rows(children, dues, what) for what in whats]


def _rows(children: Iterable[Placed], dues: dict[int, ChildDue], what: What) -> list[DueRow]:
    found = []
    for child in children:
        each = dues.get(child.pk)
        due = getattr(each, what) if each else None
        if each is not None and due is not None:
            found.append(DueRow(child, each.statuses.codes, due, getattr(each, f"{what}_by")))
    return sorted(found, key=lambda row: row.urgency)
