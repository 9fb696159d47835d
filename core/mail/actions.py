"""Posting an e-mail."""

from typing import Any

from django.db import connection, transaction

from core import jobs
from core.history import Actor, Service, action
from core.models.jobs import Job, State
from core.models.mail import Message

DELIVER = "core.mail.deliver"


@action
def post(*, by: Actor, key: str, to: Any, subject: str, body: str) -> Message:
    """Have this sent to the user, in the caller's transaction: once that is committed, and once only.

    Posting a key again does nothing and answers the message that is there, whatever it says. The
    address is the user's at the time of sending; who is switched off by then gets none.
    """
    said = {"to": to, "subject": " ".join(subject.split()), "body": body}
    message, is_new = Message.objects.get_or_create(key=key, defaults=said)
    if is_new:
        _deliver_after_commit()
    return message


class _Asked:
    """Marks the transaction as one that has asked for a delivery; goes with what is rolled back."""

    def __init__(self, job: Job) -> None:
        self.job_id = job.pk

    def __call__(self) -> None:
        """There is nothing to do at commit: the job is published by itself."""


def _deliver_after_commit() -> None:
    """Start one delivery for all messages of this transaction.

    A job of another transaction would not do: it may look before this one is committed.
    """
    asked = [item[1].job_id for item in connection.run_on_commit if isinstance(item[1], _Asked)]
    if not Job.objects.filter(pk__in=asked, state=State.WAITING).exists():
        transaction.on_commit(_Asked(jobs.start(DELIVER, by=Service("Plumbline"), args={})))
