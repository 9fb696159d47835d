"""The outbox's rows: taking one to send, and writing down what became of it.

Each is a statement of its own, outside of any transaction. Times are the database's own.
"""

import datetime as dt
import time
import uuid
from collections.abc import Iterator

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Now

from core.models.mail import MailState, Message

LEASE = dt.timedelta(minutes=5)
"""Longer than any one message takes: about fifteen steps, each of which EMAIL_TIMEOUT ends."""
WAITS = [1, 2, 4, 8, 10]
"""Minutes after each failed try; the last for all that follow."""
GIVEN_UP_AFTER = dt.timedelta(days=3)
BATCH = 100
INSISTS = [1.0, 2.0, 4.0, 8.0, 15.0]
"""Seconds between the tries to write down that a message is sent: a database restarts in less."""
FREE = {"lease_token": "", "lease_until": None}


def wait_after(tries: int) -> dt.timedelta:
    """How long a message waits after so many failed tries: 1, 2, 4, 8, 10, 10 … minutes."""
    return dt.timedelta(minutes=WAITS[min(tries, len(WAITS)) - 1])


def claimed() -> Iterator[Message]:
    """Each message that is due, one after the other, taken by this process alone as it comes to it."""
    due = Message.objects.due().order_by("next_try_at", "pk").values_list("pk", flat=True)
    while pks := list(due[:BATCH]):
        for pk in pks:
            if message := claim(pk):
                yield message


def claim(pk: int) -> Message | None:
    """Take the message with a new lease; None when somebody else has. One statement: one taker."""
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
    held = Message.objects.held_with(token).select_related("to").filter(pk=pk)
    return held.first() if taken else None


def sent(message: Message) -> None:
    """The server has it: it is sent, whoever holds the lease by now.

    A database that is away for a moment is asked again: what is not written down is sent again.
    """
    for seconds in INSISTS:
        try:
            return _sent(message)
        except (OperationalError, InterfaceError):
            connection.close()
            time.sleep(seconds)
    return _sent(message)


def _sent(message: Message) -> None:
    unmarked = Message.objects.filter(pk=message.pk).exclude(state=MailState.SENT)
    unmarked.update(state=MailState.SENT, sent_at=Now(), words="", **FREE)


def failed(message: Message, words: str) -> None:
    """It will not be sent, and this says why."""
    Message.objects.held_with(message.lease_token).filter(pk=message.pk).update(
        state=MailState.FAILED, words=words, **FREE
    )


def postponed(message: Message, words: str) -> bool:
    """Try it again later; False, and failed, when it has been tried for three days."""
    held = Message.objects.held_with(message.lease_token).filter(pk=message.pk)
    if held.filter(first_tried_at__lt=Now() - GIVEN_UP_AFTER).exists():
        failed(message, f"Given up after {GIVEN_UP_AFTER.days} days. {words}")
        return False
    held.update(state=MailState.WAITING, words=words, next_try_at=Now() + wait_after(message.tries), **FREE)
    return True


def blank() -> int:
    """Empty the texts of what was sent, or given up, MAIL_KEPT_DAYS ago; how many. The rows stay."""
    before = Now() - dt.timedelta(days=settings.MAIL_KEPT_DAYS)
    over = Q(sent_at__lt=before) | Q(state=MailState.FAILED, posted_at__lt=before)
    return Message.objects.filter(over).exclude(body="").update(body="")
