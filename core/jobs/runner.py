"""Do one job: take it, call its handler, and end it in words whatever happens."""

import logging
import traceback
from collections.abc import Callable
from contextlib import AbstractContextManager

from celery.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError

from core.jobs import registry
from core.jobs.errors import Failed, LeaseLost, UnknownKind
from core.jobs.lease import Keeper, Keeping, claim
from core.jobs.running import Running
from core.models.jobs import Job

ATTEMPTS = 5
GIVEN_UP = f"This was started {ATTEMPTS} times and stopped each time before its end. Nothing was changed."
NOT_KNOWN = "This version of Plumbline does not know how to do this. Nothing was changed."
TOOK_TOO_LONG = "This took too long and was stopped. Nothing was changed. Try a smaller part of it."
UNEXPECTED = (
    "Something went wrong that Plumbline did not expect. Nothing was changed. "
    "Try again; if it happens again, give your administrator the number of this job: {number}."
)

log = logging.getLogger(__name__)


def run(job_id: int, keeper: Callable[[Job], AbstractContextManager[Keeping]] = Keeper) -> None:
    """Do the job, if it is there to be done: a message that comes twice finds nothing to take.

    Never raises: what goes wrong is said on the job's page and, without values, in the log.
    """
    job = claim(job_id)
    if job is None:
        return
    with keeper(job) as keeping:
        running = Running(job, keeping)
        if job.attempts > ATTEMPTS:
            running.fail(GIVEN_UP)
        else:
            _attempt(job, running)


def _attempt(job: Job, running: Running) -> None:
    try:
        registry.find(job.kind).work(running)
        if not running.finished:
            with running.finish() as outcome:
                outcome.words = "Nothing had to be changed."
    except LeaseLost:
        log.warning("Job %s (%s) was taken over by another worker.", job.pk, job.kind)
    except (OperationalError, InterfaceError) as error:
        # The database went away or asks to try again: the lease runs out, and the job is sent again.
        log.warning("Job %s (%s) will be tried again:\n%s", job.pk, job.kind, without_values(error))
    except Failed as failed:
        running.fail(str(failed))
    except UnknownKind:
        log.exception("Job %s has no handler.", job.pk)
        running.fail(NOT_KNOWN)
    except SoftTimeLimitExceeded:
        log.exception("Job %s (%s) took too long.", job.pk, job.kind)
        running.fail(TOOK_TOO_LONG)
    except Exception as error:
        log.error("Job %s (%s) failed:\n%s", job.pk, job.kind, without_values(error))
        running.fail(UNEXPECTED.format(number=job.pk))


def without_values(error: BaseException | None) -> str:
    """The traceback with each error's type and without its message, which may hold a case reference."""
    parts: list[str] = []
    while error is not None:
        parts.append("".join(traceback.format_tb(error.__traceback__)) + type(error).__qualname__)
        error = error.__cause__ or error.__context__
    return "\nwhile handling:\n".join(parts)
