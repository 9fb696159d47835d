"""Jobs of the figures: what is stale, and the nightly check."""

from core import clock, jobs, months
from figures import actions
from figures.models import CurrentFigure

CHECKED_MONTHS = 13


@jobs.handler(actions.ROLL_UP, title="Bring the figures up to date")
def roll_up(job: jobs.Running) -> None:
    """Roll up the months in `args["months"]` (2023-09), or whatever is stale."""
    asked = [months.parse(text) for text in job.args.get("months", [])] or None
    job.progress(0, 1, "Reading the records")
    rollup = actions.roll_up(by=job.by, asked=asked, finish=job.finish)
    if rollup is None:
        with job.finish() as outcome:
            outcome.words = "The figures were up to date."


@jobs.handler("figures.nightly", title="Check the figures against the records")
def nightly(job: jobs.Running) -> None:
    """Compute the last 13 months that have figures, and the last full month, again."""
    last = months.last_full(clock.today())
    first = months.minus_months(last, CHECKED_MONTHS - 1)
    known = CurrentFigure.objects.filter(month__gte=first).values_list("month", flat=True).distinct()
    actions.roll_up(by=job.by, asked={*known, last}, finish=job.finish)
