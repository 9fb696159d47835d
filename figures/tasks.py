"""Jobs of the figures: what is stale, and the nightly check."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from django.urls import reverse

from core import clock, jobs, months
from figures import actions
from figures.computing import CHECKED
from figures.models import CurrentFigure, Stale

NIGHTLY = "figures.nightly"
CHECKED_MONTHS = 13
READING = "Reading the records"


@jobs.handler(actions.ROLL_UP, title="Bring the figures up to date")
def roll_up(job: jobs.Running) -> None:
    """Roll up the months in `args["months"]` (2023-09), or whatever is stale."""
    asked = [months.parse(text) for text in job.args.get("months", [])] or None
    job.progress(0, 1, READING)
    actions.roll_up(by=job.by, asked=asked, finish=partial(_finish, job))


@jobs.handler(NIGHTLY, title="Check the figures against the records")
def nightly(job: jobs.Running) -> None:
    """Compute the last 13 months that have figures, the last full month, and what is still stale, again.

    A figure that differs is added; its cause says that it was found by night.
    """
    last = months.last_full(clock.today())
    first = months.minus_months(last, CHECKED_MONTHS - 1)
    known = CurrentFigure.objects.filter(month__gte=first).values_list("month", flat=True).distinct()
    asked = {last, *known, *Stale.objects.values_list("month", flat=True).distinct()}
    job.progress(0, 1, READING)
    actions.roll_up(by=job.by, asked=asked, cause=CHECKED, finish=partial(_finish, job))


@contextmanager
def _finish(job: jobs.Running) -> Iterator[jobs.Outcome]:
    with job.finish() as outcome:
        outcome.url = reverse("figures")
        yield outcome
