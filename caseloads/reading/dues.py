"""What is due to children on a day: visits and supervisions, by the policies then in force.

Late lists, the pages of workers and children, and Focus 5 against the record all take it from here.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, QuerySet

from caseloads.models import ChildStatus, Status, Supervision, Visit
from caseloads.reading.policies import Policies
from caseloads.rules import defaults
from caseloads.rules.spans import Span, began
from caseloads.rules.timing import Due, Frequency, Standing, due

Children = Iterable[int] | QuerySet[Any, Any]


@dataclass(frozen=True)
class Statuses:
    """What a child is on a day: each status with the day on which it began, unbroken, and what was agreed."""

    began: dict[str, dt.date]
    agreed: dict[str, Frequency]

    @property
    def counted(self) -> list[str]:
        """Those that something is due by: CIN and assessment step back behind CP and CLA (FORMATS)."""
        stronger = bool(defaults.STRONGER & set(self.began))
        return [each for each in self.began if not (stronger and each in defaults.LEFT_OUT_FOR)]

    def in_words(self) -> str:
        """'CP, CLA'."""
        return ", ".join(status for status in Status.values if status in self.began)


@dataclass(frozen=True)
class ChildDue:
    """What is due to one child: its statuses, its visit and its supervision; None where nothing is asked."""

    child_id: int
    statuses: Statuses
    visit: Due | None
    visit_by: str
    """'CP: 10 working days'."""
    supervision: Due | None
    supervision_by: str


def dues_of(children: Children, day: dt.date, policies: Policies) -> dict[int, ChildDue]:
    """By child, what is due on the day, of those who have a status. Three queries, however many children."""
    statuses = statuses_of(children, day)
    visits = _last(Visit.objects.filter(seen=True, visited_on__lte=day, child__in=children), "visited_on")
    talks = _last(Supervision.objects.filter(held_on__lte=day, child__in=children), "held_on")
    return {
        child: _child_due(child, found, visits.get(child), talks.get(child), day, policies)
        for child, found in statuses.items()
    }


def statuses_of(children: Children, day: dt.date) -> dict[int, Statuses]:
    """By child, the statuses that hold the day, each since its unbroken beginning. One query."""
    begun = ChildStatus.objects.filter(child__in=children, starts_on__lte=day).order_by("starts_on", "pk")
    spans: dict[int, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    agreed: dict[int, dict[str, Frequency]] = defaultdict(dict)
    columns = ("child_id", "status", "starts_on", "ends_on", "agreed_count", "agreed_unit")
    for child, status, starts_on, ends_on, count, unit in begun.values_list(*columns):
        spans[child][status].append((starts_on, ends_on))
        if ends_on is None or day < ends_on:
            agreed[child].pop(status, None)
            if count:
                agreed[child][status] = Frequency(count, unit)
    found = {}
    for child, by_status in spans.items():
        held = {status: since for status, each in by_status.items() if (since := began(each, day))}
        if held:
            found[child] = Statuses(held, agreed[child])
    return found


def _last(records: QuerySet[Any], field: str) -> dict[int, dt.date]:
    return dict(records.order_by().values_list("child").annotate(last=Max(field)))


def _child_due(
    child: int,
    statuses: Statuses,
    visited: dt.date | None,
    discussed: dt.date | None,
    day: dt.date,
    policies: Policies,
) -> ChildDue:
    visits, talks = [], []
    for status in statuses.counted:
        since = statuses.began[status]
        asked = policies.visit(status, day, statuses.agreed.get(status))
        if asked is not None:
            visits.append(_due(status, asked, since, visited, day, policies))
        often = policies.supervision(status, day)
        talks.append(_due(status, often, since, discussed, day, policies))
    visit, visit_by = _first(visits)
    supervision, supervision_by = _first(talks)
    return ChildDue(child, statuses, visit, visit_by, supervision, supervision_by)


def _due(
    status: str, asked: Frequency, since: dt.date, last: dt.date | None, day: dt.date, policies: Policies
) -> tuple[Due, str]:
    found = due(asked, began=since, last=last, day=day, calendar=policies.calendar)
    return found, f"{status}: {asked.in_words()}"


def _first(found: list[tuple[Due, str]]) -> tuple[Due | None, str]:
    """Of what several statuses ask, what is late or due soonest."""
    if not found:
        return None, ""
    return min(found, key=lambda each: (each[0].standing is not Standing.LATE, each[0].due_on))
