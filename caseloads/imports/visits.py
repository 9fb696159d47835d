"""A file of visits: on which day each child was visited, and whether it was seen."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from caseloads.imports.events import happened, span_of
from caseloads.imports.known import KnownOfChildren, Reading, Records, unknown_child
from caseloads.imports.values import CaseRef
from caseloads.models import Visit
from core import clock
from core.importing.changes import Changes, Held, compare, filled
from core.importing.keys import day, once
from core.importing.problems import Problem, Problems
from core.importing.removing import removals
from core.importing.rows import Row
from core.importing.scope import Scope
from core.importing.values import Day, YesNo

Key = tuple[str, dt.date]
_MAY_BE_MISSING = {"seen": "seen", "seen_alone": "seen_alone"}
NOT_SEEN = "No or blank, since the child was not seen."


class VisitRow(Row):
    """A visit to a child; one at which the child was not seen is an attempt, and never counts."""

    case_ref: CaseRef
    visited_on: Day
    seen: YesNo = True
    seen_alone: YesNo | None = None


@dataclass(frozen=True)
class KnownVisits(KnownOfChildren):
    """The children there are, and the visits to them on the days of the file."""

    def key(self, row: VisitRow) -> Key:
        """Child and day."""
        return row.case_ref, row.visited_on


def known_visits(scope: Scope[VisitRow]) -> KnownVisits:
    """The children of the file, and the visits to them between the first and the last day in it."""
    reading = Reading(scope, Visit.objects.all(), on="visited_on")
    children, span = reading.children(), span_of(row.visited_on for row in scope.rows)
    records: Records = {}
    found = reading.of(children, "visited_on", "seen", "seen_alone", between=span)
    for pk, case_ref, visited_on, seen, alone in found:
        records[case_ref, visited_on] = Held(pk, {"seen": seen, "seen_alone": alone})
    return KnownVisits(children, records, scope.days)


def check_visits(rows: Sequence[VisitRow], known: KnownVisits, problems: Problems) -> list[VisitRow]:
    """The good rows: one a child and day, of children that are known, of days that have come."""
    same = once(rows, known.key, "case_ref and visited_on", problems)
    good = [filled(row, known.records.get(known.key(row)), _MAY_BE_MISSING) for row in same]
    today = clock.today()
    wrong = [problem for row in good for problem in _wrong(row, known, today)]
    problems.add_all(wrong)
    spoilt = {problem.row for problem in wrong}
    return [row for row in good if row.number not in spoilt]


def _wrong(row: VisitRow, known: KnownVisits, today: dt.date) -> Iterator[Problem]:
    yield from unknown_child(row, known)
    yield from happened(row.number, "visited_on", row.visited_on, today)
    if row.seen_alone and not row.seen:
        yield Problem(row.number, "seen_alone", "yes", NOT_SEEN)


def plan_visits(rows: Sequence[VisitRow], known: KnownVisits) -> Changes[VisitRow]:
    """What the rows add and correct, and what vanishes. Who was not seen was not seen alone."""

    def values(row: VisitRow) -> dict[str, Any]:
        return {"seen": row.seen, "seen_alone": row.seen_alone if row.seen else None}

    return compare(
        rows,
        known.records,
        key=known.key,
        label=lambda row: _label(known.key(row)),
        values=values,
        removed=removals(rows, known, lambda key, held: _label(key)),
    )


def _label(key: Key) -> str:
    return f"{key[0]} visited on {day(key[1])}"
