"""Two workers, and each message several times, roll the same months up at once: every figure once."""

import datetime as dt

import pytest
from django.db.models import Count
from kombu import Connection

from audits.models import Audit
from config.celery import app
from core import jobs, months
from core.history import Service
from core.jobs import runner
from core.jobs.words import progress_in_words
from core.models import Job
from figures import writing
from figures.actions import ROLL_UP, ask, freeze, start_roll_up
from figures.models import CurrentFigure, Figure, Frozen, Restatement, RollUp, Stale
from tests.factories import AuditFactory, CycleFactory
from tests.figures.world import make_world
from tests.processes import until

pytestmark = [
    pytest.mark.redis,
    pytest.mark.django_db(transaction=True),
]
FIRST, LAST = dt.date(2023, 4, 1), dt.date(2023, 9, 1)
EVERY = list(months.span(FIRST, LAST))
BY = Service("a test")
COPIES = 4


@pytest.fixture
def world(transactional_db):
    """Two audits in each of six months."""
    world = make_world()
    for month in EVERY:
        cycle = world.cycle if month == LAST else CycleFactory(month=month, tool=world.cycle.tool)
        AuditFactory.create_batch(
            2, cycle=cycle, service_area=world.swf, team=world.west, auditor=world.auditor, submitted=True
        )
    return world


def start_all(servers):
    """A job for what is stale and two that name the same months, each sent several times more."""
    started = [jobs.start(ROLL_UP, by=BY, args={})]
    started += [start_roll_up(by=BY, first=FIRST, last=LAST) for _ in range(2)]
    with Connection(servers.redis_url) as queue:
        for job in started * COPIES:
            app.send_task("core.jobs.run", args=[job.pk], connection=queue)


def all_done():
    return not Job.objects.exclude(state="done").exists() and not Stale.objects.exists()


def doubled():
    """Keys and values of which there is more than one vintage."""
    said = Figure.objects.values("indicator", "place", "month", "source", "value", "missing")
    return list(said.annotate(times=Count("pk")).filter(times__gt=1))


def test_two_workers_and_duplicate_deliveries_add_every_figure_once(servers, world):
    servers.start_worker()
    ask(by=BY, months=EVERY, cause="an audit was imported")
    start_all(servers)
    assert until(all_done, 60), [worker.output for worker in servers.workers]
    done = CurrentFigure.objects.filter(indicator__slug="audits.completed", place__kind="service")
    assert {row.month: row.figure.value for row in done} == dict.fromkeys(EVERY, 2)
    assert Figure.objects.count() == CurrentFigure.objects.count()
    assert doubled() == []
    assert sum(RollUp.objects.values_list("added", flat=True)) == Figure.objects.count()
    assert set(Job.objects.values_list("attempts", flat=True)) == {1}

    frozen = freeze(by=BY, figures=list(Figure.objects.all()), why="signed off")
    assert frozen == Frozen.objects.count() == Figure.objects.count()
    Audit.objects.update(moderated_grade="outstanding")
    ask(by=BY, months=EVERY, cause="an audit was moderated")
    start_all(servers)
    assert until(all_done, 60), [worker.output for worker in servers.workers]
    added = Figure.objects.filter(frozen__isnull=True)
    assert doubled() == []
    assert Restatement.objects.count() == added.count() > 0
    assert {each.reason for each in Restatement.objects.all()} == {"an audit was moderated"}
    assert set(CurrentFigure.objects.filter(figure__in=added).values_list("figure", flat=True)) == set(
        added.values_list("pk", flat=True)
    )


def test_how_far_it_is_can_be_seen_while_the_figures_are_written(world, monkeypatch):
    """The job's row is not locked by the transaction that writes: its keeper says on it what is done."""
    seen, make_current = [], writing._make_current

    def waiting(rollup):
        assert until(lambda: Job.objects.get().doing == "writing September 2023", 10)
        seen.append(progress_in_words(Job.objects.get()))
        make_current(rollup)

    monkeypatch.setattr(writing, "_make_current", waiting)
    job = start_roll_up(by=BY, first=FIRST, last=LAST)
    runner.run(job.pk)
    assert seen == ["Running: 6 of 6, writing September 2023"]
    assert all_done()
