"""Forms of the audits: what each asks. What is allowed is in rules and actions."""

from audits.forms.month import (
    GRADE_HINTS,
    MOST_PROBLEMS,
    VERSION_PREFIX,
    AllocationForm,
    BlindGradeForm,
    CycleForm,
    ModerationForm,
    NewCycleForm,
    ReviseCycleForm,
    ToolForm,
    WritingForm,
)

__all__ = [
    "GRADE_HINTS",
    "MOST_PROBLEMS",
    "VERSION_PREFIX",
    "AllocationForm",
    "BlindGradeForm",
    "CycleForm",
    "ModerationForm",
    "NewCycleForm",
    "ReviseCycleForm",
    "ToolForm",
    "WritingForm",
]
