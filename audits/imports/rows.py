"""One row of a file of audits (FORMATS, `import_audits`)."""

import datetime as dt
from collections.abc import Iterator
from typing import Annotated

from pydantic import BeforeValidator, Field

from audits.models import Grade
from audits.rules import case_reference
from core import months
from core.importing.problems import Problem
from core.importing.rows import Row
from core.importing.values import Accepts, Day, OneOf, YesNo

_GRADES = OneOf(tuple(str(grade.label) for grade in Grade))
_ANSWERS = OneOf(("yes", "no", "na"))
SLUGS = {str(grade.label): grade.value for grade in Grade}
FOCUS_5_FIELDS = ("chronology", "case_summary", "cultural_genogram", "supervision", "visit")


def _month(text: str) -> dt.date:
    """A month as 2023-09, or as a spreadsheet makes it a day: 2023-09-01."""
    return months.parse(text[:7] if text[7:] in ("", "-01") else text)


def _case_ref(text: str) -> str:
    found = case_reference(text)
    if found is None:
        raise ValueError("not a case reference")
    return found


GRADE_WORDS = _GRADES.accepts.words
GradeWord = Annotated[str, BeforeValidator(_GRADES), _GRADES.accepts]
Answered = Annotated[str, BeforeValidator(_ANSWERS), _ANSWERS.accepts]
Text = Annotated[str, Field(max_length=20_000)]


class AuditRow(Row):
    """An audit: allocated, and what it found if it was completed."""

    cycle: Annotated[dt.date, BeforeValidator(_month), Accepts("a month such as 2023-09")]
    case_ref: Annotated[
        str, BeforeValidator(_case_ref), Accepts("a case reference: letters and numbers, such as CD490004")
    ]
    service_area: Annotated[str, Field(max_length=80)]
    team: Annotated[str, Field(max_length=120)] = ""
    auditor: Annotated[str, Field(max_length=40)]
    completed_on: Day | None = None
    grade: GradeWord = ""
    moderated_grade: GradeWord = ""
    moderation_reason: Text = ""
    discussion: YesNo | None = None
    family_feedback: YesNo | None = None
    chronology: Answered = ""
    case_summary: Answered = ""
    cultural_genogram: Answered = ""
    supervision: Answered = ""
    visit: Answered = ""
    good_practice: Text = ""
    improvement: Text = ""
    quotation: Text = ""

    def own_problems(self) -> Iterator[Problem]:
        """A reason is of a moderated grade."""
        if self.moderation_reason and not self.moderated_grade:
            words = f"{GRADE_WORDS}, since the row has a reason for it."
            yield Problem(self.number, "moderated_grade", "", words)

    @property
    def answers(self) -> dict[str, str]:
        """The answers by question code, blank ones left out."""
        focus = {code: getattr(self, code) for code in FOCUS_5_FIELDS}
        return {**{code: value for code, value in focus.items() if value}, **self.other}
