"""The policies of the audit programme, as pure functions of values."""

from audits.rules.agreeing import problems
from audits.rules.auditing import (
    GRADES,
    RATIONALE_LENGTH,
    YES_NO,
    YES_NO_NA,
    Field,
    Values,
    applies,
    day_written,
    final_grade,
    may_moderate,
    moderation_effect,
    points,
    same_theme,
)
from caseloads.rules.references import CASE_REFERENCE, case_reference

__all__ = [
    "CASE_REFERENCE",
    "GRADES",
    "RATIONALE_LENGTH",
    "YES_NO",
    "YES_NO_NA",
    "Field",
    "Values",
    "applies",
    "case_reference",
    "day_written",
    "final_grade",
    "may_moderate",
    "moderation_effect",
    "points",
    "problems",
    "same_theme",
]
