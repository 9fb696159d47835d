"""Jobs: whatever a person waits for longer than a second. The public names, for every room.

A room registers what it can do in its `tasks.py`, which is found by itself:

    @jobs.handler("figures.rollup", title="Bring the figures up to date")
    def roll_up(job: jobs.Running) -> None:
        months = job.args["months"]
        ...                                   # read, compute; job.progress(3, 12, "June 2023")
        with job.finish() as outcome:         # the one last transaction: the lease still holds
            actions.add(by=job.by, ...)
            outcome.words = "34 figures added"

and starts it inside an action, in the request's own transaction: `jobs.start(kind, by=by, args={...})`.
Arguments are primary keys and months, never anything personal. A handler may run twice, even at
once: only what it does inside `finish` counts, and that happens once.
"""

from typing import Any

from core.jobs.errors import Failed, LeaseLost
from core.jobs.registry import handler
from core.jobs.running import Outcome, Running
from core.jobs.schedule import each_tick, nightly
from core.jobs.starting import start
from core.models.jobs import Job, JobQuerySet, State

__all__ = [
    "Failed",
    "Job",
    "LeaseLost",
    "Outcome",
    "Running",
    "State",
    "each_tick",
    "handler",
    "nightly",
    "start",
    "visible_to",
]


def visible_to(user: Any) -> JobQuerySet:
    """A person's own jobs."""
    return Job.objects.visible_to(user)
