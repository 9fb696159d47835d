"""What the records of caseloads say of the cases of audits: visits and supervisions, on a day."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from audits.rules import case_reference
from audits.rules import record as rules
from audits.rules.record import Match
from caseloads.models import Child
from caseloads.reading.dues import ChildDue, dues_of_each
from caseloads.reading.policies import Policies
from caseloads.rules.timing import Due
from core import clock


@dataclass(frozen=True)
class Fact:
    """What the records say of visits, or of supervision, of one child on a day; by which policy."""

    code: str
    due: Due | None
    by: str
    day: dt.date

    @property
    def words(self) -> str:
        """'last visit 15 August 2023, 61 days before; due within 42 days (CIN): 19 days late'."""
        today = self.day == clock.today()
        return rules.in_words(self.code, self.due, self.by, self.day, is_today=today)

    @property
    def sentence(self) -> str:
        """The same, to stand by itself."""
        return f"{self.words[0].upper()}{self.words[1:]}."

    def match(self, answer: str) -> Match:
        """How an answer (yes, no, na) stands to it."""
        return rules.match(answer, self.due)


@dataclass(frozen=True)
class Facts:
    """What the records say of one case on a day: nothing where its child has no status then."""

    child_id: int
    day: dt.date
    of: Mapping[str, Fact]


Case = tuple[str, dt.date]
"""A case reference and the day on which the records are asked."""


def facts_of(cases: Iterable[Case]) -> dict[Case, Facts]:
    """By case reference and day, of those that are a known child's. Eight queries, however many there are."""
    asked = set(cases)
    written = {case: case_reference(case[0]) or case[0] for case in asked}
    known = Child.objects.filter(case_ref__in=set(written.values())).values_list("case_ref", "pk")
    children = dict(known) if asked else {}
    if not children:
        return {}
    there = {case: children[ref] for case, ref in written.items() if ref in children}
    dues = dues_of_each({(child, case[1]) for case, child in there.items()}, Policies.read())
    return {
        case: Facts(child, case[1], _facts(dues.get((child, case[1])), case[1]))
        for case, child in there.items()
    }


def _facts(found: ChildDue | None, day: dt.date) -> dict[str, Fact]:
    if found is None:
        return {}
    dues = {"visit": (found.visit, found.visit_by), "supervision": (found.supervision, found.supervision_by)}
    return {code: Fact(code, *dues[code], day) for code in rules.COMPARED}
