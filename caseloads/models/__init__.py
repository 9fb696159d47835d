from caseloads.models.child import Child
from caseloads.models.policies import CaseloadLimit, ClosureDay, SupervisionFrequency, VisitFrequency
from caseloads.models.records import Allocation, ChildStatus, Status, Supervision, Unit, Visit
from caseloads.models.responses import CaseloadResponse

__all__ = [
    "Allocation",
    "CaseloadLimit",
    "CaseloadResponse",
    "Child",
    "ChildStatus",
    "ClosureDay",
    "Status",
    "Supervision",
    "SupervisionFrequency",
    "Unit",
    "Visit",
    "VisitFrequency",
]
