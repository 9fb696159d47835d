"""What may be done with indicators, and by whom (DOMAIN, 'Who uses it')."""

from core.permissions import declare
from organisation.roles import Role

VIEW = declare(
    "indicators.view",
    "See the performance pages, as far as the places within one's reach",
    to=[Role.PRACTICE_MANAGER, Role.QA, Role.HEAD_OF_SERVICE, Role.SERVICE_LEAD, Role.PERFORMANCE],
)
CATALOGUE = declare(
    "indicators.catalogue",
    "Define indicators, set targets, benchmarks, populations and step changes",
    to=[Role.PERFORMANCE],
)
IMPORT = declare("indicators.import", "Import figures from a file", to=[Role.PERFORMANCE])
CONFIRM = declare(
    "indicators.confirm",
    "Write the analysis of a section of one's own and confirm its figures",
    to=[Role.QA, Role.HEAD_OF_SERVICE, Role.SERVICE_LEAD, Role.PERFORMANCE],
)
SIGN_OFF = declare("indicators.sign_off", "Sign a month off", to=[Role.PERFORMANCE])
KEYS = declare(
    "indicators.keys",
    "Give other programs keys to read the figures",
    to=[Role.PERFORMANCE, Role.ADMINISTRATOR],
)
