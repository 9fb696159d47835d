"""A job is held by one worker at a time: the lease is taken, renewed, lost, and asked for at the end."""

import datetime as dt
import threading
import time

import pytest
from django.db import connection
from django.db.models import F

from core import jobs
from core.history import Service
from core.jobs import runner
from core.jobs.lease import Keeper, claim, renew
from core.jobs.running import Running
from core.models import Job, StoredFile
from tests.jobs import Beside, handler

pytestmark = pytest.mark.django_db(transaction=True)


def ask(work=lambda job: None):
    with handler("test.work", work):
        return jobs.start("test.work", by=Service("The night"), args={})


def effect(job):
    with job.finish():
        StoredFile.objects.keep(name="effect", content_type="text/plain", content=b"")


def lapse(job):
    Job.objects.filter(pk=job.pk).update(lease_until=F("lease_until") - dt.timedelta(seconds=16))


def until(condition, seconds=5):
    """Wait for it, with patience."""
    end = time.monotonic() + seconds
    while not (found := condition()) and time.monotonic() < end:
        time.sleep(0.05)
    return found


def in_threads(*works):
    """Run all of these at once, each with its own connection."""

    def run(work):
        try:
            work()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)


def test_a_job_is_taken_once():
    job = ask()
    assert claim(job.pk).attempts == 1
    assert claim(job.pk) is None


def test_of_eight_deliveries_at_once_one_has_an_effect():
    job = ask()
    with handler("test.work", effect):
        in_threads(*[lambda: runner.run(job.pk)] * 8)
    assert StoredFile.objects.count() == 1
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("done", 1)


def test_a_job_whose_lease_ran_out_is_taken_over_with_a_new_lease():
    job = ask()
    first = claim(job.pk)
    lapse(job)
    second = claim(job.pk)
    assert second.attempts == 2
    assert second.lease_token != first.lease_token
    assert not renew(first)
    assert renew(second)


def test_whoever_lost_the_lease_cannot_finish_and_what_it_changed_is_undone():
    job = ask()
    slow = claim(job.pk)
    lapse(job)
    quick = claim(job.pk)
    with pytest.raises(jobs.LeaseLost):
        effect(Running(slow, Beside(slow)))
    assert not StoredFile.objects.exists()
    effect(Running(quick, Beside(quick)))
    assert StoredFile.objects.count() == 1
    with pytest.raises(jobs.LeaseLost):
        effect(Running(slow, Beside(slow)))
    assert StoredFile.objects.count() == 1


def test_whoever_lost_the_lease_cannot_fail_the_job_either():
    job = ask()
    slow = claim(job.pk)
    lapse(job)
    claim(job.pk)
    assert not Running(slow, Beside(slow)).fail("too late")
    job.refresh_from_db()
    assert job.state == "running"


def test_a_worker_that_was_only_slow_may_finish_if_nobody_took_the_job_over():
    job = ask()
    slow = claim(job.pk)
    lapse(job)
    effect(Running(slow, Beside(slow)))
    job.refresh_from_db()
    assert job.state == "done"


def test_while_a_handler_works_its_progress_is_seen_and_its_lease_renewed(monkeypatch):
    monkeypatch.setattr("core.jobs.lease.RENEW_SECONDS", 0.5)
    job = claim(ask().pk)
    with Keeper(job) as keeper:
        Running(job, keeper).progress(3, 12, "June 2023")
        assert until(lambda: Job.objects.filter(pk=job.pk, done=3, total=12, doing="June 2023").exists())
        lapse(job)
        assert until(lambda: Job.objects.get(pk=job.pk).lease_until >= job.lease_until)


def test_a_handler_is_told_at_its_next_progress_that_its_lease_was_lost():
    job = claim(ask().pk)
    lapse(job)
    claim(job.pk)
    with Keeper(job) as keeper:
        running = Running(job, keeper)

        def told():
            try:
                running.progress(1, 2)
            except jobs.LeaseLost:
                return True
            return False

        assert until(told)


def test_a_job_that_is_being_finished_is_passed_over_not_waited_for():
    job = ask()
    finishing, looked = threading.Event(), threading.Event()

    def slow(running):
        with running.finish():
            finishing.set()
            looked.wait(10)

    found = []

    def look():
        finishing.wait(10)
        started = time.monotonic()
        lapse_unseen = claim(job.pk)
        found.append((lapse_unseen, time.monotonic() - started))
        looked.set()

    if connection.vendor == "sqlite":
        # SQLite has one writer at a time: whoever looks waits, and then finds it done.
        looked.set()
    with handler("test.work", slow):
        in_threads(lambda: runner.run(job.pk), look)
    taken, seconds = found[0]
    assert taken is None
    assert seconds < 5
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("done", 1)
