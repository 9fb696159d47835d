"""What may be done with audits, and by whom (DOMAIN, 'Who uses it')."""

from core.permissions import declare
from organisation.roles import Role

SUBMIT = declare("audits.submit", "Fill in and submit one's own audits", to=[Role.PRACTICE_MANAGER])
VIEW = declare(
    "audits.view",
    "See the audits within one's reach",
    to=[Role.PRACTICE_MANAGER, Role.QA, Role.HEAD_OF_SERVICE, Role.SERVICE_LEAD],
)
VIEW_ALL = declare("audits.view_all", "See every audit", to=[Role.QA])
RUN_CYCLES = declare("audits.run_cycles", "Plan, open and close cycles; allocate audits", to=[Role.QA])
MODERATE = declare("audits.moderate", "Moderate audits", to=[Role.QA])
IMPORT = declare(
    "audits.import", "Import audits and the audit tool from a file", to=[Role.QA, Role.PERFORMANCE]
)
VIEW_SUMMARY = declare(
    "audits.view_summary",
    "See the month's summary",
    to=[Role.PRACTICE_MANAGER, Role.QA, Role.HEAD_OF_SERVICE, Role.SERVICE_LEAD, Role.PERFORMANCE],
)
