"""`manage.py serve`: web, worker and beat in one process, without Redis."""

import logging
import os
import signal
import threading
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from celery import current_app
from celery.beat import EmbeddedService
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.core.wsgi import get_wsgi_application
from waitress.server import create_server

from core import startup
from core.jobs import publisher

STOP_SECONDS = 0.8
"""After Ctrl-C: requests under way get this long; jobs under way are left to their lease."""


class Command(BaseCommand):
    """Serve the embedded copy until Ctrl-C."""

    help = "Serves the web pages and does the jobs in one process, on this machine's database, without Redis."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("Production runs the processes of the Procfile; see docs/runbook.md.")
        server = self._web_server(host, port)
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        start_worker()
        start_beat()
        publisher.ensure_running()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, stop)
        self.stdout.write(f"Plumbline is at http://{host}:{server.effective_port}/  (Ctrl-C stops it)")
        for line in startup.banner_lines():
            self.stdout.write(line)
        self.stdout.flush()
        server.run()  # until `stop` raises SystemExit, which it takes as its end
        leave()

    def _web_server(self, host: str, port: int) -> Any:
        try:
            return create_server(get_wsgi_application(), host=host, port=port, threads=8, ident=None)
        except OSError as error:
            reason = error.strerror or str(error)
            raise CommandError(
                f"{host}:{port} cannot be used ({reason}). Choose another with --port."
            ) from None


def start_worker() -> None:
    """A Celery worker with two threads, in a thread of its own."""
    worker = current_app.WorkController(
        pool="threads",
        concurrency=2,
        loglevel="WARNING",
        without_gossip=True,
        without_mingle=True,
        without_heartbeat=True,
    )
    threading.Thread(target=worker.start, name="worker", daemon=True).start()


def start_beat() -> None:
    """Celery beat, in a thread of its own."""
    scheduler = current_app.conf.beat_scheduler
    beat = EmbeddedService(current_app, thread=True, max_interval=1, scheduler_cls=scheduler)
    beat.daemon = True
    beat.start()


def stop(number: int, frame: FrameType | None) -> None:
    """End the web server's loop; whatever still runs after a moment ends with the process."""
    watchdog = threading.Timer(STOP_SECONDS, leave)
    watchdog.daemon = True
    watchdog.start()
    raise SystemExit(0)


def leave() -> None:
    """End at once: waiting for the worker's threads would mean waiting for their jobs.

    A job cut off has changed nothing, and the next start does it again when its lease has run out.
    """
    logging.shutdown()
    os._exit(0)
