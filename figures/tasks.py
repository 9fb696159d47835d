"""Jobs of the figures: what is stale, and by night the last full month."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from django.urls import reverse

from core import clock, jobs, months
from figures import actions
from figures.computing import CHECKED
from figures.models import Stale

NIGHTLY = "figures.nightly"


@jobs.handler(actions.ROLL_UP, title="Bring the figures up to date")
def roll_up(job: jobs.Running) -> None:
    """Roll up the months in `args["months"]` (2023-09), or whatever is stale."""
    asked = [months.parse(text) for text in job.args.get("months", [])] or None
    actions.roll_up(by=job.by, asked=asked, finish=partial(_finish, job), tell=job.progress)


@jobs.handler(NIGHTLY, title="Check the figures against the records")
def nightly(job: jobs.Running) -> None:
    """Compute the last full month, and what late data touched and nobody has rolled up yet: only that.

    A figure of the last full month that differs though no action had said so is added; its cause says that
    it was found by night.
    """
    touched = Stale.objects.values_list("month", flat=True).distinct()
    asked = {months.last_full(clock.today()), *touched}
    actions.roll_up(by=job.by, asked=asked, cause=CHECKED, finish=partial(_finish, job), tell=job.progress)


@contextmanager
def _finish(job: jobs.Running) -> Iterator[jobs.Outcome]:
    with job.finish() as outcome:
        outcome.url = reverse("figures")
        yield outcome
