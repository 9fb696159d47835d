"""A job's state, for people."""

from core.models.jobs import Job, State


def progress_in_words(job: Job) -> str:
    """'Running: 3 of 12, June 2023'."""
    state = State(job.state).label
    if job.is_over:
        return state
    parts = []
    if job.total:
        parts.append(f"{job.done or 0:,} of {job.total:,}")
    if job.doing:
        parts.append(job.doing)
    return f"{state}: {', '.join(parts)}" if parts else state
