"""The outbox's rows: taking one to send, and writing down what became of it.

Each is one statement of its own, outside of any transaction. Times are the database's own.
"""

import datetime as dt
import uuid
from collections.abc import Iterator

from django.db.models import F
from django.db.models.functions import Coalesce, Now

from core.models.mail import MailState, Message

LEASE = dt.timedelta(minutes=5)
"""Longer than any one message takes: a dozen steps, each of which EMAIL_TIMEOUT ends."""
WAITS = [1, 2, 4, 8, 10]
"""Minutes after each failed try; the last for all others."""
GIVEN_UP_AFTER = dt.timedelta(days=3)
BATCH = 100


def claimed() -> Iterator[Message]:
    """Each message that is due, one after the other, taken by this process alone as it comes to it."""
    due = Message.objects.due().order_by("next_try_at", "pk").values_list("pk", flat=True)
    while pks := list(due[:BATCH]):
        for pk in pks:
            if message := claim(pk):
                yield message


def claim(pk: int) -> Message | None:
    """Take the message with a new lease; None when another has, or nothing is due any more."""
    token = uuid.uuid4().hex
    taken = (
        Message.objects.due()
        .filter(pk=pk)
        .update(
            state=MailState.SENDING,
            lease_token=token,
            lease_until=Now() + LEASE,
            first_tried_at=Coalesce("first_tried_at", Now()),
            tries=F("tries") + 1,
        )
    )
    if not taken:
        return None
    return Message.objects.held_with(token).select_related("to").filter(pk=pk).first()


def mark_sent(message: Message) -> None:
    """The server has it: sent, whoever holds the lease by now."""
    Message.objects.filter(pk=message.pk).exclude(state=MailState.SENT).update(
        state=MailState.SENT, sent_at=Now(), words="", lease_token="", lease_until=None
    )
