"""Focus 5 against the record, on an audit's own pages: for whom, and what they see."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from audits import reading
from audits.actions.submitting import Draft
from audits.measures import FOCUS_5_CODES
from audits.models import Answer, Audit
from audits.models.tool import FOCUS_5
from audits.permissions import VIEW_ALL
from audits.record.facts import Facts, facts_of
from audits.rules import YES_NO_NA, Field
from audits.rules.record import COMPARED, Match
from caseloads.models import Child
from caseloads.permissions import VIEW as VIEW_CASELOADS
from core import clock


@dataclass(frozen=True)
class Line:
    """One question: what the audit answers, what the records say, how the two stand."""

    question: str
    answer: str
    recorded: str
    match: Match

    @property
    def differs(self) -> bool:
        """Whether the answer and the record say the opposite."""
        return self.match is Match.DIFFERS


@dataclass(frozen=True)
class Shown:
    """The comparison as one reader sees it; without lines the records say nothing of the case.

    `child_url` leads to the child, where it is within the reader's reach.
    """

    day: dt.date
    is_completed: bool
    lines: list[Line]
    child_url: str = ""

    @property
    def differs(self) -> list[Line]:
        """The lines that differ."""
        return [line for line in self.lines if line.differs]


def beside(user: Any, audit: Audit) -> Shown | None:
    """What this person sees beside the audit: None where it is not asked for Focus 5, or not for them.

    For the QA unit and the audit's auditor: of a child whose audit is theirs, the facts that it needs. For
    others who see the audit, if the child is within their reach.
    """
    answers = _answers(audit) if audit.is_completed else {}
    if not (answers or (audit.is_to_do and reading.holds_cases(audit))):
        return None
    theirs = user.may(VIEW_ALL) or _is_auditor(user, audit)
    day = audit.completed_on or clock.today()
    case = (audit.case_ref, day)
    found = facts_of([case]).get(case)
    within = found is not None and _within_reach(user, found)
    if not (theirs or within):
        return None
    lines = _lines(found, answers) if found else []
    url = Child(pk=found.child_id).get_absolute_url() if found and within else ""
    return Shown(day, audit.is_completed, lines, url)


def hinted(audit: Audit, draft: Draft, fields: Sequence[Field]) -> list[Field]:
    """The fields of a page, each that the records know something about with it in its hint, as of today."""
    asked = {each.code for page in draft.pages if page.code == FOCUS_5 for each in page.fields}
    compared = asked & set(COMPARED) & {each.code for each in fields}
    if not compared:
        return list(fields)
    case = (audit.case_ref, clock.today())
    found = facts_of([case]).get(case)
    return [_hinted(each, found) if each.code in compared else each for each in fields]


def _hinted(field: Field, found: Facts | None) -> Field:
    fact = found.of.get(field.code) if found else None
    said = f"The record says: {fact.words}." if fact else "The record says nothing of this case."
    return replace(field, hint=f"{field.hint} {said}".strip())


def _is_auditor(user: Any, audit: Audit) -> bool:
    return user.access.staff_id is not None and audit.auditor_id == user.access.staff_id


def _within_reach(user: Any, found: Facts) -> bool:
    if not user.may(VIEW_CASELOADS):
        return False
    return bool(Child.objects.visible_to(user).filter(pk=found.child_id).exists())


def _answers(audit: Audit) -> dict[str, str]:
    rows = Answer.objects.filter(
        audit=audit, question__section__code=FOCUS_5, question__code__in=COMPARED
    ).values_list("question__code", "value")
    return dict(rows)


def _lines(found: Facts, answers: dict[str, str]) -> list[Line]:
    words = dict(YES_NO_NA)
    return [
        Line(
            question=FOCUS_5_CODES[code].capitalize(),
            answer=str(words.get(answers.get(code, ""), "")),
            recorded=fact.sentence,
            match=fact.match(answers.get(code, "")),
        )
        for code, fact in found.of.items()
    ]
