"""Redis stopped, suspended or emptied, a worker killed, a task sent twice: each job is done once, soon."""

import datetime as dt
import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest
from django.db import connection
from django.db.models import Count, F
from kombu import Connection

from config.celery import app
from core import jobs
from core.history import Service
from core.models import Job, StoredFile
from tests.handlers import EFFECT
from tests.processes import until

pytestmark = [
    pytest.mark.redis,
    pytest.mark.django_db(transaction=True),
]

REQUESTS = 100


def ask(servers, count=REQUESTS, name="effect"):
    """Start that many jobs by requests, two at a time; the longest that one took."""

    def one(number):
        return servers.post("/start/", name=f"{name} {number}")

    with ThreadPoolExecutor(2) as pool:
        return max(pool.map(one, range(count)))


def start(name, **args):
    return jobs.start(EFFECT, by=Service("A test"), args={"name": name, **args})


def all_done(count=REQUESTS):
    return Job.objects.filter(state="done").count() == count


def effects():
    """How many effects there are, and how often the commonest was had."""
    found = StoredFile.objects.values("name").annotate(times=Count("pk"))
    return len(found), max((each["times"] for each in found), default=0)


def is_running(job):
    return Job.objects.filter(pk=job.pk, state="running", done__gt=0).exists()


def test_redis_stopped_during_100_requests_delays_jobs_and_nothing_else(servers):
    servers.kill_redis()
    assert ask(servers) < 1
    time.sleep(5)
    assert Job.objects.filter(state="waiting").count() == REQUESTS
    servers.start_redis()
    assert until(all_done, 60)
    assert effects() == (REQUESTS, 1)


def test_redis_suspended_during_100_requests_delays_jobs_and_nothing_else(servers):
    assert ask(servers, 3, name="before") < 1
    assert until(lambda: all_done(3))
    servers.suspend_redis()
    assert ask(servers) < 1
    time.sleep(10)
    servers.resume_redis()
    assert until(lambda: all_done(REQUESTS + 3), 60)
    assert effects() == (REQUESTS + 3, 1)


def test_redis_that_forgets_everything_loses_no_job(servers):
    servers.workers[0].stop(signal.SIGKILL)
    ask(servers, 20)
    assert until(lambda: Job.objects.filter(sends__gt=0).count() == 20)
    servers.flush_redis()
    servers.start_worker()
    assert until(lambda: all_done(20), 60)
    assert effects() == (20, 1)


def test_a_worker_killed_in_the_middle_of_a_job_the_job_is_done_once_within_30_seconds(servers):
    job = start("the effect", seconds=3)
    assert until(lambda: is_running(job))
    servers.workers[0].stop(signal.SIGKILL)
    killed = time.monotonic()
    servers.start_worker()
    assert until(lambda: all_done(1), 30), servers.workers[1].output
    assert time.monotonic() - killed < 30
    assert effects() == (1, 1)
    job.refresh_from_db()
    assert job.attempts == 2


def test_one_of_the_workers_processes_killed_the_job_is_done_once(servers):
    job = start("the effect", seconds=3)
    assert until(lambda: is_running(job))
    for child in psutil.Process(servers.workers[0].popen.pid).children(recursive=True):
        os.kill(child.pid, signal.SIGKILL)
    assert until(lambda: all_done(1), 30), servers.workers[0].output
    assert effects() == (1, 1)


def test_the_same_task_delivered_many_times_at_once_has_one_effect(servers):
    servers.start_worker()
    job = start("the effect", seconds=1)
    with Connection(servers.redis_url) as queue:
        for _ in range(8):
            app.send_task("core.jobs.run", args=[job.pk], connection=queue)
    assert until(lambda: all_done(1))
    time.sleep(2)
    assert effects() == (1, 1)
    job.refresh_from_db()
    assert job.attempts == 1


def test_a_worker_that_slept_through_its_lease_changes_nothing_when_it_wakes(servers):
    start("the effect", seconds=0, quiet=4)
    assert until(lambda: Job.objects.filter(doing="Nearly done").exists())
    sleeper = servers.workers[0]
    sleeper.send(signal.SIGSTOP)
    servers.start_worker()
    Job.objects.update(lease_until=F("lease_until") - dt.timedelta(seconds=15))
    assert until(lambda: all_done(1), 30)
    sleeper.send(signal.SIGCONT)
    assert sleeper.says("was taken over by another worker", 10), sleeper.output
    assert effects() == (1, 1)


def test_connections_to_the_database_cut_a_page_is_saved_and_the_job_is_done_once(servers):
    job = start("the effect", seconds=3)
    assert until(lambda: is_running(job))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    assert servers.post("/start/", name="another effect") < 1
    assert until(lambda: all_done(2), 30), servers.workers[0].output
    assert effects() == (2, 1)


def test_jobs_are_done_while_no_web_process_is_up(servers):
    servers.web.stop(signal.SIGKILL)
    start("the effect", seconds=0)
    assert until(lambda: all_done(1), 10)
