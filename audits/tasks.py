"""Jobs of the audits: each morning's reminders."""

import datetime as dt

from audits import actions
from core import jobs

REMIND = "audits.remind"


@jobs.handler(REMIND, title="Remind auditors of what is due")
def remind(job: jobs.Running) -> None:
    """Post today's reminders. However often it runs, each is posted once."""
    with job.finish() as outcome:
        done = actions.remind(by=job.by)
        outcome.words = (
            f"Reminders posted: {len(done.posted)}. Posted before: {len(done.before)}. "
            f"Auditors without a user to write to: {len(set(done.nobody))}."
        )


jobs.nightly(REMIND, at=dt.time(7))
