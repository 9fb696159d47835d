"""A file of supervisions: on which day each child was discussed in its worker's supervision."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from caseloads.imports.events import happened, span_of
from caseloads.imports.known import KnownOfChildren, Reading, Records, unknown_child
from caseloads.imports.values import CaseRef
from caseloads.models import Supervision
from core import clock
from core.importing.changes import Changes, Held, compare
from core.importing.keys import day, once
from core.importing.problems import Problem, Problems
from core.importing.removing import removals
from core.importing.rows import Row
from core.importing.scope import Scope
from core.importing.values import Day

Key = tuple[str, dt.date]


class SupervisionRow(Row):
    """A child was discussed in supervision on a day."""

    case_ref: CaseRef
    held_on: Day


@dataclass(frozen=True)
class KnownSupervisions(KnownOfChildren):
    """The children there are, and their supervisions on the days of the file."""

    def key(self, row: SupervisionRow) -> Key:
        """Child and day."""
        return row.case_ref, row.held_on


def known_supervisions(scope: Scope[SupervisionRow]) -> KnownSupervisions:
    """The children of the file, and their supervisions between the first and the last day in it."""
    reading = Reading(scope, Supervision.objects.all(), on="held_on")
    children, span = reading.children(), span_of(row.held_on for row in scope.rows)
    records: Records = {}
    for pk, case_ref, held_on in reading.of(children, "held_on", between=span):
        records[case_ref, held_on] = Held(pk, {})
    return KnownSupervisions(children, records, scope.days)


def check_supervisions(
    rows: Sequence[SupervisionRow], known: KnownSupervisions, problems: Problems
) -> list[SupervisionRow]:
    """The good rows: one a child and day, of children that are known, of days that have come."""
    good = once(rows, known.key, "case_ref and held_on", problems)
    today = clock.today()
    wrong = [problem for row in good for problem in _wrong(row, known, today)]
    problems.add_all(wrong)
    spoilt = {problem.row for problem in wrong}
    return [row for row in good if row.number not in spoilt]


def _wrong(row: SupervisionRow, known: KnownSupervisions, today: dt.date) -> Iterator[Problem]:
    yield from unknown_child(row, known)
    yield from happened(row.number, "held_on", row.held_on, today)


def plan_supervisions(rows: Sequence[SupervisionRow], known: KnownSupervisions) -> Changes[SupervisionRow]:
    """What the rows add, and what vanishes: a row is all key, so none corrects another."""
    return compare(
        rows,
        known.records,
        key=known.key,
        label=lambda row: _label(known.key(row)),
        values=lambda row: {},
        removed=removals(rows, known, lambda key, held: _label(key)),
    )


def _label(key: Key) -> str:
    return f"{key[0]} discussed on {day(key[1])}"
