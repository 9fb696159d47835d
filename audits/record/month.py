"""A month's answers on visits and supervision against the record: how many differ, and which."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from audits import wording
from audits.measures import FOCUS_5_CODES
from audits.models import Answer, Audit, Cycle
from audits.models.tool import FOCUS_5
from audits.record.facts import Fact, facts_of
from audits.rules.record import ANSWERS, COMPARED, Match

COLUMNS = {
    "audit_id": "pk",
    "audit__case_ref": "case_ref",
    "audit__completed_on": "day",
    "audit__service_area_id": "area_id",
    "audit__service_area__name": "area",
    "audit__team__name": "team",
    "audit__auditor__name": "auditor",
    "question__code": "code",
    "value": "answer",
}


@dataclass(frozen=True)
class Compared:
    """One answer of a completed audit with the record of the day on which it was completed."""

    pk: int
    case_ref: str
    area_id: int
    area: str
    team: str
    auditor: str
    code: str
    answer: str
    fact: Fact

    def get_absolute_url(self) -> str:
        return reverse("audit", args=[self.pk])

    @property
    def question(self) -> str:
        """'Visit in timescale'."""
        return FOCUS_5_CODES[self.code].capitalize()

    @property
    def said(self) -> str:
        """'Yes' or 'No'."""
        return self.answer.capitalize()

    @property
    def recorded(self) -> str:
        """What the record says."""
        return self.fact.sentence

    @property
    def differs(self) -> bool:
        """Whether the answer and the record say the opposite."""
        return self.fact.match(self.answer) is Match.DIFFERS


def of_cycle(cycle: Cycle) -> list[Compared]:
    """Every answer of the cycle's completed audits that can be compared, by service area and case.

    Nine queries, however many there are.
    """
    rows = _answers(cycle)
    facts = facts_of({(row["case_ref"], row["day"]) for row in rows})
    found = []
    for row in rows:
        known = facts.get((row["case_ref"], row.pop("day")))
        fact = known.of.get(row["code"]) if known else None
        if fact is not None and fact.match(row["answer"]) is not Match.NOT_COMPARED:
            found.append(row | {"fact": fact})
    return [Compared(**row) for row in found]


def _answers(cycle: Cycle) -> list[dict[str, Any]]:
    asked = Answer.objects.filter(
        audit__cycle=cycle,
        audit__state=Audit.State.SUBMITTED,
        question__section__code=FOCUS_5,
        question__code__in=COMPARED,
        value__in=ANSWERS,
    ).order_by("audit__service_area__name", "audit__case_ref", "audit_id", "question__code")
    return [dict(zip(COLUMNS.values(), row, strict=True)) for row in asked.values_list(*COLUMNS)]


def sentences(compared: Sequence[Compared]) -> list[str]:
    """'In 3 of 24 audits the answer on visits differs from the record.', and the same of supervision."""
    found = []
    for code, what in COMPARED.items():
        asked = [each for each in compared if each.code == code]
        if asked:
            differ = sum(each.differs for each in asked)
            found.append(wording.against_record(what, differ, len(asked)))
    return found
