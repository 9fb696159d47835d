"""100 submissions with Redis stopped or suspended, a worker killed in a roll-up: every figure is right."""

import datetime as dt
import http.client
import signal
import time
import urllib.parse
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from audits.actions.submitting import Draft
from audits.models import Audit, Entry
from core import jobs, months
from core.history import Service, verify
from core.models import Job
from figures.actions import ROLL_UP, ask
from figures.models import CurrentFigure, Figure, Stale
from tests.audits.world import COMPLETE, make_world
from tests.factories import AuditFactory, CycleFactory
from tests.processes import until

pytestmark = [
    pytest.mark.redis,
    pytest.mark.django_db(transaction=True),
]
AUDITS = 100
TOKEN = "a" * 32


@pytest.fixture
def world(transactional_db):
    """100 audits with complete drafts, to be submitted."""
    world = make_world()
    team, area, auditor = world.audit.team, world.audit.service_area, world.audit.auditor
    audits = AuditFactory.create_batch(
        AUDITS, cycle=world.cycle, service_area=area, team=team, auditor=auditor
    )
    world.audit.delete()
    Entry.objects.bulk_create(
        Entry(audit=audit, field=field, value=value, saved_by=world.manager, saved_at=timezone.now())
        for audit in audits
        for field, value in COMPLETE.items()
    )
    world.audits, world.area = audits, area
    return world


class Auditor:
    """The auditor's browser: submits as the page does."""

    def __init__(self, servers, user):
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.port = servers.web_port
        self.headers = {
            "Cookie": f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}",
            "Content-Type": "application/x-www-form-urlencoded",
        }

    def submit(self, audit, seen):
        """How many seconds the answer took; anything but the way on to the audit's page is an error."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        body = urllib.parse.urlencode({"csrfmiddlewaretoken": TOKEN, "seen": seen})
        started = time.monotonic()
        connection.request("POST", f"/audits/{audit.pk}/check/", body, self.headers)
        answer = connection.getresponse()
        answer.read()
        took = time.monotonic() - started
        assert (answer.status, answer.getheader("Location")) == (302, f"/audits/{audit.pk}/")
        return took


def submit_all(servers, world):
    """Submit every audit, two at a time; the longest that one took."""
    auditor = Auditor(servers, world.manager)
    seen = [Draft(audit).digest for audit in world.audits]
    with ThreadPoolExecutor(2) as pool:
        return max(pool.map(auditor.submit, world.audits, seen))


def completed():
    """The whole service's figure, or None while there is none."""
    found = CurrentFigure.objects.filter(indicator__slug="audits.completed", place__kind="service").first()
    return found and found.figure.value


def right():
    return completed() == AUDITS and not Stale.objects.exists()


def everything_is_saved():
    return Audit.objects.completed().count() == AUDITS and verify().ok


def test_redis_stopped_during_100_submissions(servers, world):
    servers.kill_redis()
    assert submit_all(servers, world) < 1
    assert everything_is_saved()
    servers.start_redis()
    assert until(right, 60), completed()


def test_redis_suspended_during_100_submissions(servers, world):
    servers.suspend_redis()
    assert submit_all(servers, world) < 1
    assert everything_is_saved()
    servers.resume_redis()
    assert until(right, 60), completed()


def test_a_submission_moves_the_figures_within_2_seconds(servers, world):
    auditor, draft = Auditor(servers, world.manager), Draft(world.audits[0])
    warm_up, draft_of_it = world.audits[1], Draft(world.audits[1])
    auditor.submit(warm_up, draft_of_it.digest)
    assert until(lambda: completed() == 1, 20)
    auditor.submit(world.audits[0], draft.digest)
    assert until(lambda: completed() == 2, 2)


def test_a_worker_killed_in_the_middle_of_a_roll_up(servers, world):
    every = list(months.span(dt.date(2019, 1, 1), dt.date(2023, 9, 1)))
    for month in every:
        cycle = CycleFactory(month=month, tool=world.cycle.tool)
        AuditFactory.create_batch(
            2, cycle=cycle, service_area=world.area, auditor=world.manager.staff, submitted=True
        )
    ask(by=Service("a test"), months=every, cause="a test")
    job = jobs.start(ROLL_UP, by=Service("a test"), args={})
    assert until(lambda: Job.objects.filter(pk=job.pk, state="running").exists())
    servers.workers[0].stop(signal.SIGKILL)
    assert not Figure.objects.exists(), "It was done before it could be killed."
    servers.start_worker()
    assert until(lambda: Job.objects.filter(pk=job.pk, state="done").exists(), 40)
    done = CurrentFigure.objects.filter(indicator__slug="audits.completed", place__kind="service")
    assert {figure.month: figure.figure.value for figure in done} == dict.fromkeys(every, 2)
    assert Figure.objects.count() == CurrentFigure.objects.count()
    assert not Stale.objects.exists()
