"""What may be done with caseloads, and by whom (DOMAIN, 'Who uses it')."""

from core.permissions import declare
from organisation.roles import Role

VIEW = declare(
    "caseloads.view",
    "See the caseloads and children within one's reach",
    to=[
        Role.PRACTICE_MANAGER,
        Role.QA,
        Role.HEAD_OF_SERVICE,
        Role.SERVICE_LEAD,
        Role.PERFORMANCE,
    ],
)
RECORD = declare(
    "caseloads.record",
    "Allocate children, and record visits and supervisions, within one's reach",
    to=[Role.PRACTICE_MANAGER, Role.HEAD_OF_SERVICE, Role.SERVICE_LEAD, Role.PERFORMANCE],
)
RESPOND = declare(
    "caseloads.respond",
    "Record the management response to a caseload that is too full",
    to=[Role.PRACTICE_MANAGER, Role.HEAD_OF_SERVICE, Role.SERVICE_LEAD],
)
IMPORT = declare(
    "caseloads.import",
    "Import statuses, allocations, visits and supervisions from a file",
    to=[Role.PERFORMANCE],
)
SET_POLICIES = declare(
    "caseloads.set_policies",
    "Set how often children are visited and discussed, caseload limits, and closure days",
    to=[Role.PERFORMANCE],
)
