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

    @property
    def codes(self) -> tuple[str, ...]:
        """All of them, in the order in which FORMATS names them."""
        return tuple(status for status in Status.values if status in self.began)

    def in_words(self) -> str:
        """'CP, CLA'."""
        return ", ".join(self.codes)


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


def dues_of_each(
    asked: Iterable[tuple[int, dt.date]], policies: Policies
) -> dict[tuple[int, dt.date], ChildDue]:
    """By child and day, what is due to each child on a day of its own, of those who have a status then.

    Three queries, however many children and days.
    """
    pairs = set(asked)
    children, last = {child for child, _ in pairs}, max((day for _, day in pairs), default=dt.date.min)
    begun = _begun(children, last)
    visits = _all(Visit.objects.filter(seen=True, visited_on__lte=last, child__in=children), "visited_on")
    talks = _all(Supervision.objects.filter(held_on__lte=last, child__in=children), "held_on")
    return {
        (child, day): _child_due(
            child, found, _newest(visits[child], day), _newest(talks[child], day), day, policies
        )
        for child, day in pairs
        if (found := _statuses_on(begun.get(child, []), day)) is not None
    }


def statuses_of(children: Children, day: dt.date) -> dict[int, Statuses]:
    """By child, the statuses that hold the day, each since its unbroken beginning. One query."""
    found = {child: _statuses_on(rows, day) for child, rows in _begun(children, day).items()}
    return {child: held for child, held in found.items() if held is not None}


StatusRow = tuple[str, dt.date, dt.date | None, int | None, str]


def _begun(children: Children, day: dt.date) -> dict[int, list[StatusRow]]:
    """By child, the statuses that had begun by the day, in order."""
    begun = ChildStatus.objects.filter(child__in=children, starts_on__lte=day).order_by("starts_on", "pk")
    columns = ("child_id", "status", "starts_on", "ends_on", "agreed_count", "agreed_unit")
    found: dict[int, list[StatusRow]] = defaultdict(list)
    for child, *row in begun.values_list(*columns):
        found[child].append((row[0], row[1], row[2], row[3], row[4]))
    return found


def _statuses_on(rows: list[StatusRow], day: dt.date) -> Statuses | None:
    """Those that hold the day; None where none does."""
    spans: dict[str, list[Span]] = defaultdict(list)
    agreed: dict[str, Frequency] = {}
    for status, starts_on, ends_on, count, unit in rows:
        if starts_on > day:
            break
        spans[status].append((starts_on, ends_on))
        if ends_on is None or day < ends_on:
            agreed.pop(status, None)
            if count:
                agreed[status] = Frequency(count, unit)
    held = {status: since for status, each in spans.items() if (since := began(each, day))}
    return Statuses(held, agreed) if held else None


def _last(records: QuerySet[Any], field: str) -> dict[int, dt.date]:
    return dict(records.order_by().values_list("child").annotate(last=Max(field)))


def _all(records: QuerySet[Any], field: str) -> dict[int, list[dt.date]]:
    found: dict[int, list[dt.date]] = defaultdict(list)
    for child, day in records.order_by().values_list("child", field):
        found[child].append(day)
    return found


def _newest(days: list[dt.date], until: dt.date) -> dt.date | None:
    return max((day for day in days if day <= until), default=None)


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
