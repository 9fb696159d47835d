"""Nightly: a name that was entered in advance begins on its day."""

from core import jobs
from organisation import actions

SHOW_NAMES = "organisation.names"


@jobs.handler(SHOW_NAMES, title="Bring the names of service areas and teams up to date")
def show_names(job: jobs.Running) -> None:
    """Names that begin today are shown from today on."""
    with job.finish() as outcome:
        changed = actions.show_todays_names(by=job.by)
        outcome.words = f"{changed} name{'' if changed == 1 else 's'} changed."
