"""Each night: what is past its time is deleted."""

from importlib import import_module
from typing import Any

from django.conf import settings

from core import jobs, kept

KIND = "core.tidy"


@jobs.handler(KIND, title="Delete what is past its time")
def tidy(job: jobs.Running) -> None:
    """Kept texts after their week, sessions after their end."""
    store: Any = import_module(settings.SESSION_ENGINE).SessionStore
    with job.finish() as outcome:
        count = kept.purge()
        store.clear_expired()
        outcome.words = f"Kept texts deleted: {count}. Sessions that had ended were deleted too."


jobs.nightly(KIND)
