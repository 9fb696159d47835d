"""Each night: what is past its time is deleted."""

import datetime as dt
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db.models.functions import Now

from core import jobs, kept
from core.mail import outbox
from core.models.files import StoredFile
from core.models.jobs import OPEN, Job

KIND = "core.tidy"


@jobs.handler(KIND, title="Delete what is past its time")
def tidy(job: jobs.Running) -> None:
    """Kept texts after their week, sessions after their end; after their days files, the system's jobs, and
    the texts of e-mails."""
    store: Any = import_module(settings.SESSION_ENGINE).SessionStore
    with job.finish() as outcome:
        texts = kept.purge()
        store.clear_expired()
        files, done, mails = delete_files(), delete_jobs(), outbox.blank()
        outcome.words = (
            f"Kept texts deleted: {texts}. Files deleted: {files}. Old jobs deleted: {done}. "
            f"Texts of e-mails deleted: {mails}. "
            "Sessions that had ended were deleted too."
        )


def delete_files() -> int:
    """Delete what jobs made and what was uploaded for them, some days after they were over; how many.

    The jobs and their words stay. A job names the upload that it checks as its `file`, and one that takes
    rows the `check` of them. An upload whose rows are being taken is left until that is over.
    """
    over = _over(settings.FILES_KEPT_DAYS)
    made = set(over.exclude(file=None).values_list("file_id", flat=True))
    taking = Job.objects.filter(args__has_key="check", state__in=OPEN)
    being_taken = set(taking.values_list("args__check", flat=True))
    checks = over.filter(args__has_key="file").exclude(pk__in=being_taken)
    uploaded = set(checks.values_list("args__file", flat=True))
    Job.objects.filter(file__in=made).update(file=None)
    return StoredFile.objects.filter(pk__in=made | uploaded).delete()[0]


def delete_jobs() -> int:
    """Delete what the system did by itself, some days after it was over; how many. People's jobs stay."""
    return _over(settings.JOBS_KEPT_DAYS).filter(by=None, file=None).delete()[0]


def _over(days: int) -> Any:
    """Jobs over for longer than so many days of the database's time, in which jobs are kept."""
    return Job.objects.exclude(state__in=OPEN).filter(finished_at__lt=Now() - dt.timedelta(days=days))


jobs.nightly(KIND)
