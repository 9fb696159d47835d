"""The caseloads of a day at a glance: who holds how many, what is late, whom nobody holds.

Every number of the overview pages and of the home page comes from here.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from caseloads.actions.responses import asks_for_response
from caseloads.models import Allocation, CaseloadResponse, Child, Status
from caseloads.overview.scope import Scope, reach_of
from caseloads.reading.dues import ChildDue, dues_of
from caseloads.reading.holding import Worker, workers_on
from caseloads.reading.policies import Policies
from caseloads.rules.timing import Due, Standing


@dataclass(frozen=True)
class WorkerLoad(Worker):
    """A worker with how many of their children are late for a visit, and for a supervision."""

    late_visits: int = 0
    late_supervisions: int = 0

    @property
    def query(self) -> str:
        """What narrows a list of children down to theirs."""
        return f"worker={self.pk}"


@dataclass(frozen=True)
class Picture:
    """The caseloads of a day. `holder`: by child, who holds it; `unallocated`: whom nobody does."""

    day: dt.date
    policies: Policies
    workers: list[WorkerLoad]
    holder: dict[int, int]
    unallocated: list[int]
    dues: dict[int, ChildDue]

    @property
    def statuses(self) -> list[tuple[str, str, int]]:
        """How many children hold each status: its code, its name, the number. A child may hold several."""
        counts = Counter(status for due in self.dues.values() for status in due.statuses.began)
        return [(code, label, counts[code]) for code, label in Status.choices if counts[code]]

    @property
    def latest(self) -> tuple[int, int]:
        """By how many days the latest visit is late, and the latest supervision; 0 where none is."""
        visits = (due.visit.days_late for due in self.dues.values() if due.visit)
        talks = (due.supervision.days_late for due in self.dues.values() if due.supervision)
        return max(visits, default=0), max(talks, default=0)

    @property
    def late_unallocated(self) -> tuple[int, int]:
        """Of those whom nobody holds, how many are late for a visit, and for a supervision."""
        found = [self.dues[child] for child in self.unallocated if child in self.dues]
        return sum(is_late(due.visit) for due in found), sum(is_late(due.supervision) for due in found)


def is_late(due: Due | None) -> bool:
    """Whether something is due and late."""
    return due is not None and due.standing is Standing.LATE


def picture(user: Any, day: dt.date, scope: Scope | None = None) -> Picture:
    """What the user may see of the day; of a scope alone, without those whom nobody holds.

    Fourteen queries at most, however many workers and children there are.
    """
    policies = Policies.read()
    workers = workers_on(day, user, policies)
    unallocated: list[int] = []
    if scope is None:
        unallocated = waiting_for(user, day)
    else:
        workers = [each for each in workers if scope.holds(each.team_id, each.area_id)]
    holder = held_by([each.pk for each in workers if each.children], day)
    dues = dues_of([*holder, *unallocated], day, policies)
    return Picture(day, policies, _with_late(workers, holder, dues), holder, unallocated, dues)


def waiting_for(user: Any, day: dt.date) -> list[int]:
    """The open children within the user's reach whom nobody holds. Two queries.

    Reach is asked of those few alone: of every child there ever was, it takes a tenth of a second.
    """
    waiting = Child.objects.open_on(day).without_worker_on(day).values_list("pk", flat=True)
    return list(Child.objects.visible_to(user).filter(pk__in=list(waiting)).values_list("pk", flat=True))


def loads_on(day: dt.date, user: Any) -> list[WorkerLoad]:
    """The workers within the user's reach, with what is late. Twelve queries at most."""
    return picture(user, day, reach_of(user)).workers


def held_by(workers: list[int], day: dt.date) -> dict[int, int]:
    """By child, which of the workers holds it on the day as the primary one. One query."""
    held = Allocation.objects.on(day).filter(kind=Allocation.Kind.PRIMARY, staff__in=workers)
    return dict(held.order_by().values_list("child_id", "staff_id"))


def without_response(workers: list[WorkerLoad], day: dt.date) -> list[tuple[WorkerLoad, str]]:
    """Whose caseload needs a management response and has none, and about what. One query."""
    given = set(CaseloadResponse.objects.in_force_on(day).order_by().values_list("staff", "about"))
    return [
        (each, about)
        for about in CaseloadResponse.About.values
        for each in workers
        if asks_for_response(each, about) and (each.pk, about) not in given
    ]


def _with_late(workers: list[Worker], holder: dict[int, int], dues: dict[int, ChildDue]) -> list[WorkerLoad]:
    visits = Counter(staff for child, staff in holder.items() if child in dues and is_late(dues[child].visit))
    talks = Counter(
        staff for child, staff in holder.items() if child in dues and is_late(dues[child].supervision)
    )
    return [
        WorkerLoad(**vars(each), late_visits=visits[each.pk], late_supervisions=talks[each.pk])
        for each in workers
    ]
