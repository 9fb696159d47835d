"""The Celery application: one task runs any job; see core/jobs and docs/adr."""

import os
from typing import Any

from celery import Celery, signals

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("plumbline")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.set_default()
app.autodiscover_tasks()


@signals.setup_logging.connect
def keep_our_logging(**_: Any) -> None:
    """Django's LOGGING holds for the worker and beat too: being connected keeps Celery from its own."""


@signals.worker_init.connect
@signals.beat_init.connect
def refuse_unsafe_production(**_: Any) -> None:
    """The worker and beat refuse to start where the web process does."""
    from core import startup

    try:
        startup.check()
    except startup.Refused as refused:
        # Celery logs an ordinary exception of a receiver and goes on.
        raise SystemExit(str(refused)) from None


@signals.worker_ready.connect
def publish_from_the_worker(**_: Any) -> None:
    """A worker publishes too, so that jobs are done while no web process is up."""
    from core.jobs import publisher

    publisher.wake()
