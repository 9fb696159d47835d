"""What files of statuses, allocations, visits and supervisions change, in few statements however long."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import Model

from caseloads.actions import stale
from caseloads.imports.allocations import AllocationRow, KnownAllocations
from caseloads.imports.known import chunks
from caseloads.imports.statuses import KnownStatuses, StatusRow
from caseloads.imports.supervisions import KnownSupervisions, SupervisionRow
from caseloads.imports.visits import KnownVisits, VisitRow
from caseloads.models import Allocation, Child, ChildStatus, Supervision, Visit
from caseloads.rules.affected import Span
from core.history import Actor, action
from core.importing.changes import Change, Changes
from core.importing.held import day_of
from core.importing.importer import Source
from core.importing.lines import record_each
from organisation.names import fold

Children = dict[str, int]
AT_ONCE = 5_000
DAY = dt.timedelta(days=1)


@action
def write_statuses(*, by: Actor, changes: Changes[StatusRow], known: KnownStatuses, source: Source) -> None:
    """Add, correct and remove statuses. A child that is not known begins with its first.

    Called by `core.importing.actions.take`, which has checked the rows against `known`, locked; so are
    the other three.
    """
    children = {**known.children, **_new_children(changes, known)}

    def columns(row: StatusRow) -> dict[str, Any]:
        count, _, unit = row.agreed_visit.partition(" ")
        return {"ends_on": row.ends_on, "agreed_count": int(count) if count else None, "agreed_unit": unit}

    def made(row: StatusRow) -> ChildStatus:
        child = children[row.case_ref]
        return ChildStatus(child_id=child, status=row.status, starts_on=row.starts_on, **columns(row))

    _write(ChildStatus, changes, made, columns)
    record_each(by=by, changes=changes, subject=_child(children), source=source, what="a status of")
    stale.mark(by=by, kind="status", spans=_periods(changes), cause="statuses were imported")


@action
def write_allocations(
    *, by: Actor, changes: Changes[AllocationRow], known: KnownAllocations, source: Source
) -> None:
    """Add, correct and remove allocations."""

    def columns(row: AllocationRow) -> dict[str, Any]:
        return {"ends_on": row.ends_on}

    def made(row: AllocationRow) -> Allocation:
        child, (staff, _) = known.children[row.case_ref], known.staff[fold(row.staff_id)]
        own = {"child_id": child, "staff_id": staff, "kind": row.kind, "starts_on": row.starts_on}
        return Allocation(**own, **columns(row))

    _write(Allocation, changes, made, columns)
    subject = _child(known.children)
    record_each(by=by, changes=changes, subject=subject, source=source, what="an allocation of")
    stale.mark(by=by, kind="allocation", spans=_periods(changes), cause="allocations were imported")


@action
def write_visits(*, by: Actor, changes: Changes[VisitRow], known: KnownVisits, source: Source) -> None:
    """Add, correct and remove visits. Who was not seen was not seen alone."""

    def columns(row: VisitRow) -> dict[str, Any]:
        return {"seen": row.seen, "seen_alone": row.seen_alone if row.seen else None}

    def made(row: VisitRow) -> Visit:
        return Visit(child_id=known.children[row.case_ref], visited_on=row.visited_on, **columns(row))

    _write(Visit, changes, made, columns)
    subject = _child(known.children)
    record_each(by=by, changes=changes, subject=subject, source=source, what="a visit of")
    stale.mark(by=by, kind="visit", spans=_days(changes), cause="visits were imported")


@action
def write_supervisions(
    *, by: Actor, changes: Changes[SupervisionRow], known: KnownSupervisions, source: Source
) -> None:
    """Add and remove supervisions: there is nothing in one that could be corrected."""

    def made(row: SupervisionRow) -> Supervision:
        return Supervision(child_id=known.children[row.case_ref], held_on=row.held_on)

    _write(Supervision, changes, made, lambda row: {})
    subject = _child(known.children)
    record_each(by=by, changes=changes, subject=subject, source=source, what="a supervision of")
    stale.mark(by=by, kind="supervision", spans=_days(changes), cause="supervisions were imported")


def _new_children(changes: Changes[StatusRow], known: KnownStatuses) -> Children:
    refs = {change.row.case_ref for change in changes.added} - set(known.children)
    new = [Child(case_ref=ref) for ref in sorted(refs)]
    return {child.case_ref: child.pk for child in Child.objects.bulk_create(new, batch_size=AT_ONCE)}


def _write(
    model: Any,
    changes: Changes[Any],
    made: Callable[[Any], Model],
    columns: Callable[[Any], dict[str, Any]],
) -> None:
    """Remove, then correct, then add: so none is in the way of another."""
    for removed in chunks(changes.removed):
        model.objects.filter(pk__in=[removal.pk for removal in removed]).delete()
    # Many rows are corrected to few values: an UPDATE for each of these is a fraction of one with a CASE.
    alike: dict[tuple[Any, ...], list[Change[Any]]] = defaultdict(list)
    for change in changes.corrected:
        alike[tuple(columns(change.row).values())].append(change)
    for corrected in alike.values():
        for part in chunks(corrected):
            model.objects.filter(pk__in=[change.pk for change in part]).update(**columns(part[0].row))
    model.objects.bulk_create((made(change.row) for change in changes.added), batch_size=AT_ONCE)


def _child(children: Any) -> Callable[[Any], Child]:
    """Whose page a record's history is on."""

    def subject(key: Any) -> Child:
        return Child(pk=children[key[0]], case_ref=key[0])

    return subject


def _days(changes: Changes[Any]) -> Iterable[Span]:
    """The days of what changed, each a period of itself."""
    days = {day_of(change.key) for change in changes.all}
    days |= {day_of(removal.key) for removal in changes.removed}
    return {(day, day + DAY) for day in days}


def _periods(changes: Changes[Any]) -> Iterable[Span]:
    """The days that what changed holds, and those that it held before."""
    return set(_each_period(changes))


def _each_period(changes: Changes[Any]) -> Iterator[Span]:
    for change in changes.all:
        yield change.row.starts_on, change.row.ends_on
        if change.before and "to" in change.before:
            yield change.row.starts_on, change.before["to"]
    for removal in changes.removed:
        yield day_of(removal.key), removal.before["to"]
