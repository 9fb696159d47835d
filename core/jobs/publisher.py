"""The background thread that publishes, so that no request ever talks to Redis.

Each process that starts jobs or does them has one. It is woken after a commit and looks around each
second; a queue that is gone or hangs holds up this thread, and nothing else.
"""

import logging
import os
import threading

from django.conf import settings
from django.db import close_old_connections

from core.jobs import queue
from core.jobs.sending import sweep

SWEEP_SECONDS = 1.0

log = logging.getLogger(__name__)


class Publisher(threading.Thread):
    """Sweeps until the process ends."""

    def __init__(self) -> None:
        super().__init__(name="job publisher", daemon=True)
        self.woken = threading.Event()
        self.pid = os.getpid()
        self._failing = False

    def run(self) -> None:
        while True:
            self.woken.wait(SWEEP_SECONDS)
            self.woken.clear()
            self._sweep()

    def _sweep(self) -> None:
        try:
            close_old_connections()
            sent = sweep(queue.send)
            close_old_connections()
        except Exception as error:
            if not self._failing:
                log.warning("Jobs wait: they cannot be published (%s).", type(error))
            self._failing = True
        else:
            # A sweep that found nothing to send shows nothing: others may hold it all.
            self._failing = self._failing and not sent


_publisher: Publisher | None = None
_starting = threading.Lock()


def ensure_running() -> Publisher:
    """This process's publisher, started if it is not there: threads do not survive a fork."""
    global _publisher
    with _starting:
        if _publisher is None or not _publisher.is_alive() or _publisher.pid != os.getpid():
            _publisher = Publisher()
            _publisher.start()
        return _publisher


def wake() -> None:
    """Something was committed that is to be published: costs a request nothing."""
    if settings.JOBS_IN_BACKGROUND:
        ensure_running().woken.set()


def _forget() -> None:
    global _publisher, _starting
    _publisher, _starting = None, threading.Lock()


os.register_at_fork(after_in_child=_forget)
