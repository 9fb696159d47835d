"""What is published, and when: waiting jobs at once, those not picked up again after a growing while.

Any number of processes sweep; a row is reserved before it is sent, so that one of them sends it. All
of it holds without the queue: a message that is lost, late or doubled changes when a job is done,
never whether or how often.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from core.models.jobs import Job

BATCH = 100
FIRST_WAIT = 5
LONGEST_WAIT = 20


@dataclass(frozen=True)
class Reserved:
    """A job that this process alone is to send now; `again` when it has been sent before."""

    job_id: int
    again: bool


Send = Callable[[list[Reserved]], None]


def wait_after(sends: int) -> dt.timedelta:
    """How long a message is given to be picked up, after so many were sent before it: 5, 10, 20, 20 … s."""
    return dt.timedelta(seconds=min(FIRST_WAIT * 2 ** min(sends, 10), LONGEST_WAIT))


def sweep(send: Send) -> int:
    """Publish everything that is to be sent; how many that was. What `send` raises comes through.

    A send that failed counts for nothing: the job is to be sent as before.
    """
    count = 0
    while batch := reserve():
        try:
            send(batch)
        except Exception:
            release(batch)
            raise
        count += len(batch)
    return count


def reserve() -> list[Reserved]:
    """Take some of what is to be sent, so that no other sweep sends it as well.

    Rows that are locked are being finished or reserved: they are passed over.
    """
    if not Job.objects.to_send().exists():  # the usual case writes nothing
        return []
    with transaction.atomic():
        due = Job.objects.to_send().select_for_update(skip_locked=True).order_by("send_after", "pk")
        rows = list(due.values_list("pk", "sends")[:BATCH])
        for sends in {sends for _, sends in rows}:
            Job.objects.filter(pk__in=[pk for pk, each in rows if each == sends]).update(
                sends=F("sends") + 1, sent_at=Now(), send_after=Now() + wait_after(sends)
            )
    return [Reserved(pk, again=sends > 0) for pk, sends in rows]


def release(batch: list[Reserved]) -> None:
    """Undo the reservation of what could not be sent, but for what somebody has picked up or holds."""
    with transaction.atomic():
        unsent = Job.objects.claimable().select_for_update(skip_locked=True).filter(sends__gt=0)
        pks = list(unsent.filter(pk__in=[each.job_id for each in batch]).values_list("pk", flat=True))
        Job.objects.filter(pk__in=pks).update(sends=F("sends") - 1, send_after=Now())
