"""A file of statuses. A child begins with its first one."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import Field

from caseloads.imports.known import KnownOfChildren, Reading, Records
from caseloads.imports.values import AgreedVisit, CaseRef, StatusWord
from caseloads.models import ChildStatus
from core.importing.changes import Changes, Held, compare, filled, since
from core.importing.keys import ends_after_it_starts, once
from core.importing.problems import Problem, Problems
from core.importing.removing import removals
from core.importing.rows import Row
from core.importing.scope import Scope
from core.importing.values import Day

Key = tuple[str, str, dt.date]
_FIELDS = ("status", "starts_on", "ends_on", "agreed_count", "agreed_unit")
_MAY_BE_MISSING = {"to": "ends_on", "agreed_visit": "agreed_visit"}


class StatusRow(Row):
    """A status of a child from a day to a day, and how often visits were agreed for it."""

    case_ref: CaseRef
    status: StatusWord
    starts_on: Day = Field(alias="from")
    ends_on: Day | None = Field(None, alias="to")
    agreed_visit: AgreedVisit = ""

    def own_problems(self) -> Iterator[Problem]:
        """It ends after it starts."""
        yield from ends_after_it_starts(self.number, self.starts_on, self.ends_on)


@dataclass(frozen=True)
class KnownStatuses(KnownOfChildren):
    """The children there are, and their statuses."""

    def key(self, row: StatusRow) -> Key:
        """Child, status and from."""
        return row.case_ref, row.status, row.starts_on


def known_statuses(scope: Scope[StatusRow]) -> KnownStatuses:
    """The children of the file, and their statuses."""
    reading = Reading(scope, ChildStatus.objects.all(), on="starts_on")
    children = reading.children()
    records: Records = {}
    for pk, case_ref, status, starts_on, ends_on, count, unit in reading.of(children, *_FIELDS):
        agreed = f"{count} {unit}" if count else ""
        records[case_ref, status, starts_on] = Held(pk, {"to": ends_on, "agreed_visit": agreed})
    return KnownStatuses(children, records, scope.days)


def check_statuses(rows: Sequence[StatusRow], known: KnownStatuses, problems: Problems) -> list[StatusRow]:
    """The good rows: one a child, status and day. Those that overlap are one period, and no problem."""
    same = once(rows, known.key, "case_ref, status and from", problems)
    return [filled(row, known.records.get(known.key(row)), _MAY_BE_MISSING) for row in same]


def plan_statuses(rows: Sequence[StatusRow], known: KnownStatuses) -> Changes[StatusRow]:
    """What the rows add and correct, and what vanishes."""

    def values(row: StatusRow) -> dict[str, Any]:
        return {"to": row.ends_on, "agreed_visit": row.agreed_visit}

    return compare(
        rows,
        known.records,
        key=known.key,
        label=lambda row: _label(known.key(row)),
        values=values,
        removed=removals(rows, known, lambda key, held: _label(key)),
    )


def _label(key: Key) -> str:
    case_ref, status, starts_on = key
    return since(f"{case_ref}: {status}", starts_on)
