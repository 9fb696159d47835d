"""Jobs of the audits: each morning's reminders, and points that are tagged again."""

import datetime as dt

from audits import actions
from audits.actions.learning import TAG_AGAIN
from audits.models import Tag
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


@jobs.handler(TAG_AGAIN, title="Tag the points of audits again")
def tag_again(job: jobs.Running) -> None:
    """Go by a tag's new words in every point that nobody has tagged."""
    with job.finish() as outcome:
        tag = Tag.objects.get(pk=job.args["tag"])
        points = actions.tag_again(by=job.by, tag=tag)
        outcome.words = f"{points:,} points have the words of {tag}."
        outcome.url = tag.get_absolute_url()
