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
APPROVE = declare(
    "audits.approve", "Exempt, extend, reassign and withdraw audits; send them back", to=[Role.QA]
)
ANSWER_CONCERNS = declare(
    "audits.answer_concerns",
    "See safeguarding concerns and record what was done",
    to=[Role.QA, Role.HEAD_OF_SERVICE, Role.SERVICE_LEAD],
)
SET_RULES = declare(
    "audits.set_rules",
    "Set what is expected, reminded, moderated and re-checked; keep the list of tags",
    to=[Role.QA],
)
SAMPLE = declare(
    "audits.sample", "Draw and run a sample outside of the monthly cycle", to=[Role.PRACTICE_MANAGER, Role.QA]
)
ACT = declare(
    "audits.act",
    "See and update the actions agreed after audits",
    to=[Role.PRACTICE_MANAGER, Role.QA, Role.HEAD_OF_SERVICE, Role.SERVICE_LEAD],
)
VIEW_AGREEMENT = declare("audits.view_agreement", "See how far auditors and moderators agree", to=[Role.QA])
CALIBRATE = declare(
    "audits.calibrate",
    "Grade in calibration sessions that one is asked to",
    to=[Role.PRACTICE_MANAGER, Role.QA],
)
VIEW_SUMMARY = declare(
    "audits.view_summary",
    "See the month's summary",
    to=[Role.PRACTICE_MANAGER, Role.QA, Role.HEAD_OF_SERVICE, Role.SERVICE_LEAD, Role.PERFORMANCE],
)
