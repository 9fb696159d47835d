"""The outbox as a list."""

import django_tables2 as tables

from core.mail import MailState
from core.tables import Column, NumberColumn, RecordTable, TagColumn, TimeColumn

COLOURS = {
    MailState.WAITING.label: "grey",
    MailState.SENDING.label: "blue",
    MailState.SENT.label: "green",
    MailState.FAILED.label: "red",
}


class MessageTable(RecordTable):
    """E-mails: to whom, what about, what became of each. What they say is nobody else's."""

    to = Column(accessor="to__name", verbose_name="To", linkify=("user", [tables.A("to_id")]))
    subject = Column()
    state = TagColumn(colours=COLOURS)
    posted_at = TimeColumn()
    sent_at = TimeColumn()
    tries = NumberColumn()
    words = Column(verbose_name="What went wrong", orderable=False)

    caption = "E-mails"
    row_header = "subject"
    default_sort = ("-posted_at",)
