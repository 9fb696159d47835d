"""The two Celery tasks that there are: do a job, and start what is due."""

from celery import shared_task
from django.db import close_old_connections

from core import clock, tidying  # noqa: F401 - tidying registers its job
from core.history import Service
from core.importing import handling  # noqa: F401 - registers the jobs of an import
from core.jobs import actions, runner
from core.mail import delivering  # noqa: F401 - registers its job
from core.tables import exporting  # noqa: F401 - registers its job


@shared_task(name="core.jobs.run")
def run(job_id: int) -> None:
    """Do one job, whatever its kind; nothing happens when it is not there to be done."""
    close_old_connections()
    try:
        runner.run(job_id)
    finally:
        close_old_connections()


@shared_task(name="core.jobs.tick")
def tick() -> None:
    """Start the nightly jobs whose time has come, and those for which there is work."""
    close_old_connections()
    by = Service("Plumbline")
    try:
        actions.start_due(by=by, now=clock.now())
        actions.start_needed(by=by)
    finally:
        close_old_connections()
