"""What may be done with who is who."""

from core.models.mail import VIEW_MAIL as VIEW_MAIL_NAME
from core.permissions import declare
from organisation.roles import Role

MANAGE_ORGANISATION = declare(
    "organisation.manage",
    "Manage service areas, teams, staff, users and their roles",
    to=[Role.ADMINISTRATOR],
)
IMPORT_ORGANISATION = declare(
    "organisation.import",
    "Import teams and staff from a file",
    to=[Role.ADMINISTRATOR, Role.PERFORMANCE],
)
ERASE_HISTORY_TEXT = declare(
    "history.erase",
    "Erase a text of the history, as a person has the right to ask",
    to=[Role.ADMINISTRATOR],
)
VIEW_MAIL = declare(
    VIEW_MAIL_NAME,
    "See which e-mails were sent to whom",
    to=[Role.ADMINISTRATOR],
)
