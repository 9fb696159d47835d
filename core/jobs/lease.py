"""Who holds a job: a worker takes it for 15 seconds at a time, and says every 5 that it is still there.

Times are the database's own, so that the clocks of many machines need not agree.
"""

import contextlib
import datetime as dt
import logging
import threading
import time
import uuid
from collections.abc import Iterator
from types import TracebackType
from typing import Any, Protocol, Self

from django.db import DatabaseError, InterfaceError, connection, transaction
from django.db.models import F
from django.db.models.functions import Coalesce, Now

from core.models.jobs import Job, State

LEASE = dt.timedelta(seconds=15)
RENEW_SECONDS = 5.0
NOTICE_SECONDS = 0.5

log = logging.getLogger(__name__)


def claim(job_id: int) -> Job | None:
    """Take the job with a new lease; None when there is nothing to take.

    A row that is locked is being finished or taken by somebody else: it is passed over, not waited for.
    """
    with transaction.atomic():
        job = Job.objects.claimable().select_for_update(skip_locked=True).filter(pk=job_id).first()
        if job is None:
            return None
        Job.objects.filter(pk=job_id).update(
            state=State.RUNNING,
            lease_token=uuid.uuid4().hex,
            lease_until=Now() + LEASE,
            attempts=F("attempts") + 1,
            started_at=Coalesce("started_at", Now()),
            sends=0,
            send_after=Now(),
        )
        job.refresh_from_db()
    return job


def renew(job: Job, **noted: Any) -> bool:
    """Hold the job for another 15 seconds and write down how far it is; False when it is held no more."""
    held = Job.objects.held_with(job.lease_token).filter(pk=job.pk)
    return bool(held.update(lease_until=Now() + LEASE, **noted))


class Keeping(Protocol):
    """What a running job needs of whoever keeps its lease."""

    def note(self, **noted: Any) -> bool:
        """Have this written on the job's row; False when the lease is known to be lost."""
        ...

    def paused(self) -> contextlib.AbstractContextManager[None]:
        """Keep away from the row while the last transaction holds it."""
        ...


class Keeper(threading.Thread):
    """Renews one job's lease over a connection of its own, and writes its progress as it goes by.

    So progress is seen at once however long the handler's transaction is, and never locks the row.
    """

    def __init__(self, job: Job) -> None:
        super().__init__(name=f"lease of job {job.pk}", daemon=True)
        self.job = job
        self._noted: dict[str, Any] = {}
        self._lost = False
        self._paused = False
        self._over = threading.Event()
        self._renewed = time.monotonic()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self.join(NOTICE_SECONDS)

    def note(self, **noted: Any) -> bool:
        self._noted = noted
        return not self._lost

    @contextlib.contextmanager
    def paused(self) -> Iterator[None]:
        self._paused = True
        try:
            yield
        finally:
            self._paused = False

    def run(self) -> None:
        try:
            while not self._over.wait(NOTICE_SECONDS) and not self._lost:
                due = self._noted or time.monotonic() - self._renewed >= RENEW_SECONDS
                if due and not self._paused:
                    self._renew()
        finally:
            connection.close()

    def _renew(self) -> None:
        noted, self._noted = self._noted, {}
        try:
            self._lost = not renew(self.job, **noted)
            self._renewed = time.monotonic()
        except (DatabaseError, InterfaceError) as error:
            # The database may be back before the lease runs out: try again, over a new connection.
            log.warning("Job %s: its lease could not be renewed (%s).", self.job.pk, type(error).__name__)
            connection.close()
