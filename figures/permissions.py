"""What may be done with figures, and by whom (DOMAIN, 'Who uses it')."""

from core.permissions import declare
from organisation.roles import Role

VIEW = declare(
    "figures.view",
    "See the figures within one's reach",
    to=[Role.PRACTICE_MANAGER, Role.QA, Role.HEAD_OF_SERVICE, Role.SERVICE_LEAD, Role.PERFORMANCE],
)
ROLL_UP = declare("figures.roll_up", "Have figures computed again", to=[Role.PERFORMANCE, Role.QA])
