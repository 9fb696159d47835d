"""Who a child could be allocated to: the load of each before and after, and what speaks against it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from caseloads.models import Allocation, Child
from caseloads.reading.holding import ON_LEAVE, UNKNOWN, Worker, worker_on, workers_on
from caseloads.reading.policies import Policies
from organisation.models import Staff

BARS = {
    ON_LEAVE: "{name} is on leave (FTE 0) on {day}",
    UNKNOWN: "{name} has no staff record that holds {day}",
    "": "{name} has left by {day}",
}


@dataclass(frozen=True)
class Candidate:
    """A worker as they are on a day, and with one child more, unless they hold this one already."""

    worker: Worker
    day: dt.date
    holds: bool = False
    """Whether they are the child's primary worker on the day."""

    @property
    def after(self) -> Worker:
        """The worker with the child."""
        return self.worker if self.holds else self.worker.with_children(self.worker.children + 1)

    @property
    def bar(self) -> str:
        """Why nobody can be allocated to them, in words; blank where somebody can."""
        if self.worker.fte:
            return ""
        why = ON_LEAVE if self.worker.fte is not None else UNKNOWN if not self.worker.team else ""
        return BARS[why].format(name=self.worker.name, day=f"{self.day:%-d %B %Y}")

    @property
    def asks_reason(self) -> bool:
        """Whether a manager has to say why: over the worker's own limit, or onto the clinic's list."""
        return self.after.is_over or self.after.is_reported

    @property
    def why_asked(self) -> str:
        """'Kim would hold 9 children: over the limit of 8 (protected, ASYE).'; blank where nothing is."""
        found = []
        if self.after.is_over:
            found.append(f"over the limit of {limit_in_words(self.after)}")
        if self.after.is_reported:
            found.append(f"reported to the clinic from {self.after.reported_from}")
        if not found:
            return ""
        return f"{self.worker.name} would hold {self.after.children} children: {' and '.join(found)}."


def limit_in_words(worker: Worker) -> str:
    """'8 (protected, ASYE)', '10.2 (general, at 0.6 FTE)'; blank where there is none."""
    if worker.limit is None or worker.fte is None:
        return ""
    part = "" if worker.fte == 1 else f", at {worker.fte.normalize():f} FTE"
    return f"{worker.limit.own.normalize():f} ({worker.limit.why}{part})"


def candidate_of(staff: Staff, child: Child, day: dt.date, policies: Policies) -> Candidate:
    """One worker, whoever asks: reach is for the caller."""
    return Candidate(worker_on(staff, day, policies), day, staff.pk in _holders(child, day))


def candidates_for(child: Child, day: dt.date, user: Any, policies: Policies) -> list[Candidate]:
    """Everyone within the user's reach on the day whom children are allocated to, the emptiest first."""
    holders = _holders(child, day)
    found = [Candidate(each, day, each.pk in holders) for each in workers_on(day, user, policies)]
    return sorted(found, key=_room)


def teams_of(candidates: Iterable[Candidate]) -> list[tuple[int, str]]:
    """The teams that they are in, by service area and name."""
    found = {
        (each.worker.area, each.worker.team): each.worker.team_id
        for each in candidates
        if each.worker.team_id is not None
    }
    return [(pk, team) for (_, team), pk in sorted(found.items())]


def _room(candidate: Candidate) -> Any:
    """Who can be chosen first; then by children per FTE: a part-timer is not taken for one with room."""
    worker = candidate.worker
    full = worker.children if worker.per_fte is None else worker.per_fte
    return bool(candidate.bar) or candidate.holds, full, worker.name


def _holders(child: Child, day: dt.date) -> set[int]:
    held = Allocation.objects.on(day).filter(child=child, kind=Allocation.Kind.PRIMARY)
    return set(held.values_list("staff_id", flat=True))
