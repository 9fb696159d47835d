"""The outbox: which e-mails were sent to whom. What they say is not shown."""

from typing import Any

from django.db.models import QuerySet

from core.mail import Message
from core.tables import RecordList
from organisation.filters import MessageFilters
from organisation.permissions import VIEW_MAIL
from organisation.tables import MessageTable


class Outbox(RecordList):
    """Every e-mail, newest first."""

    permissions = [VIEW_MAIL]
    title = "E-mails"
    intro = (
        "Reminders and tasks that Plumbline sends by e-mail. One that the mail server does not take is tried "
        "again for three days."
    )
    empty = (
        "No e-mail has been sent yet. Plumbline sends them by itself, when something is due or is given to "
        "somebody."
    )
    table_class = MessageTable
    filters_class = MessageFilters

    def get_records(self, user: Any) -> QuerySet[Message]:
        return Message.objects.visible_to(user).select_related("to").defer("body")
