"""A file of allocations: who holds which child, dated. A child has one primary worker a day."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from caseloads.imports.known import KnownOfChildren, Reading, Records, unknown_child
from caseloads.imports.values import CaseRef, KindWord
from caseloads.models import Allocation
from core.importing.changes import Changes, Held, compare, filled, since
from core.importing.keys import apart, ends_after_it_starts, once
from core.importing.problems import Problem, Problems
from core.importing.removing import kept, removals
from core.importing.rows import Row
from core.importing.scope import Scope
from core.importing.values import Day
from organisation.models import Staff
from organisation.names import fold

PRIMARY = Allocation.Kind.PRIMARY.value
Key = tuple[str, str, str, dt.date]
_FIELDS = ("staff__staff_id", "kind", "starts_on", "ends_on")


class AllocationRow(Row):
    """A child held by a worker from a day to a day."""

    case_ref: CaseRef
    staff_id: Annotated[str, Field(max_length=40)]
    kind: KindWord
    starts_on: Day = Field(alias="from")
    ends_on: Day | None = Field(None, alias="to")

    def own_problems(self) -> Iterator[Problem]:
        """It ends after it starts."""
        yield from ends_after_it_starts(self.number, self.starts_on, self.ends_on)


@dataclass(frozen=True)
class KnownAllocations(KnownOfChildren):
    """The children and staff there are, and who holds whom."""

    staff: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    """By folded staff id the primary key, and the staff id as it is recorded."""

    def key(self, row: AllocationRow) -> Key:
        """Child, worker, kind and from."""
        return row.case_ref, fold(row.staff_id), row.kind, row.starts_on

    def label(self, key: Key) -> str:
        """'CD490004 with S0012 (primary) from 1 April 2023'."""
        case_ref, who, kind, starts_on = key
        staff_id = self.staff[who][1] if who in self.staff else who
        return since(f"{case_ref} with {staff_id} ({kind})", starts_on)


def known_allocations(scope: Scope[AllocationRow]) -> KnownAllocations:
    """The children of the file, all staff, and all allocations of those children."""
    reading = Reading(scope, Allocation.objects.all(), on="starts_on")
    children = reading.children()
    staff = {fold(staff_id): (pk, staff_id) for pk, staff_id in Staff.objects.values_list("pk", "staff_id")}
    records: Records = {}
    for pk, case_ref, staff_id, kind, starts_on, ends_on in reading.of(children, *_FIELDS):
        records[case_ref, fold(staff_id), kind, starts_on] = Held(pk, {"to": ends_on})
    return KnownAllocations(children, records, scope.days, staff)


def check_allocations(
    rows: Sequence[AllocationRow], known: KnownAllocations, problems: Problems
) -> list[AllocationRow]:
    """The good rows: of children and staff that are known, and one primary worker a child and day."""
    same = once(rows, known.key, "case_ref, staff_id, kind and from", problems)
    good = [filled(row, known.records.get(known.key(row)), {"to": "ends_on"}) for row in same]
    wrong = [problem for row in good for problem in _unknown(row, known)]
    problems.add_all(wrong)
    spoilt = {problem.row for problem in wrong}
    good = [row for row in good if row.number not in spoilt]
    stay = kept(good, known).items()
    primary = apart(
        [row for row in good if row.kind == PRIMARY],
        key=known.key,
        period=lambda row: (row.starts_on, row.ends_on),
        held={key: held for key, held in stay if key[2] == PRIMARY},
        rule="One primary worker of a child for each day",
        problems=problems,
    )
    numbers = {row.number for row in primary}
    return [row for row in good if row.kind != PRIMARY or row.number in numbers]


def _unknown(row: AllocationRow, known: KnownAllocations) -> Iterator[Problem]:
    yield from unknown_child(row, known)
    if fold(row.staff_id) not in known.staff:
        yield Problem(row.number, "staff_id", row.staff_id, "A staff_id that is known: import staff first.")


def plan_allocations(rows: Sequence[AllocationRow], known: KnownAllocations) -> Changes[AllocationRow]:
    """What the rows add and correct, and what vanishes."""

    def values(row: AllocationRow) -> dict[str, Any]:
        return {"to": row.ends_on}

    return compare(
        rows,
        known.records,
        key=known.key,
        label=lambda row: known.label(known.key(row)),
        values=values,
        removed=removals(rows, known, lambda key, held: known.label(key)),
    )
