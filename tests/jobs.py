"""Jobs in tests: done at once, in the test's own transaction, through the code that a worker runs."""

import contextlib

from core.jobs import registry, runner
from core.jobs.lease import renew
from core.models import Job
from core.models.jobs import State


class Beside:
    """Keeps a lease without a thread: a thread's connection would not see the test's transaction."""

    def __init__(self, job):
        self.job = job

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None

    def note(self, **noted):
        return renew(self.job, **noted)

    def paused(self):
        return contextlib.nullcontext()


def run_pending(rounds=20):
    """Do what waits, and what that starts; how many jobs were picked up."""
    count = 0
    for _ in range(rounds):
        waiting = list(Job.objects.filter(state=State.WAITING).order_by("pk").values_list("pk", flat=True))
        if not waiting:
            return count
        for pk in waiting:
            runner.run(pk, keeper=Beside)
            count += 1
    raise AssertionError("The jobs start each other without end.")


@contextlib.contextmanager
def handler(kind, work, title="A piece of work"):
    """A handler for the length of a test."""
    registry.handler(kind, title=title)(work)
    try:
        yield
    finally:
        del registry._handlers[kind]
