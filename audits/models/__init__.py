from audits.models.audit import Audit, Finding, Grade, Moderation
from audits.models.cycle import Cycle
from audits.models.tool import Question, Section, ToolVersion
from audits.models.writing import Answer, Entry, Unmerged

__all__ = [
    "Answer",
    "Audit",
    "Cycle",
    "Entry",
    "Finding",
    "Grade",
    "Moderation",
    "Question",
    "Section",
    "ToolVersion",
    "Unmerged",
]
