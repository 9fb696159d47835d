"""Roll-ups at the same moment, in threads with connections of their own."""

import itertools
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from core.jobs import runner
from core.models import Job
from figures import actions
from figures.actions import ask, mark_stale, roll_up
from figures.computing import compute
from figures.models import CurrentFigure, Figure, RollUp, Stale
from tests.figures.world import BY, SEPTEMBER, make_world
from tests.jobs import Beside

pytestmark = pytest.mark.django_db(transaction=True)
SECONDS = 20


@pytest.fixture
def world(transactional_db):
    return make_world()


def together(*works):
    """Each in a thread of its own; their results, or the first error."""

    def closing(work):
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        futures = [pool.submit(closing, work) for work in works]
        return [future.result(SECONDS) for future in futures]


def values():
    every = Figure.objects.filter(indicator__slug="audits.allocated", place__kind="service")
    return list(every.order_by("pk").values_list("value", flat=True))


def consistent():
    """Every key has one current figure: its newest vintage."""
    newest = {}
    for figure in Figure.objects.order_by("pk"):
        newest[figure.indicator_id, figure.place_id, figure.month] = figure.pk
    current = {
        (row.indicator_id, row.place_id, row.month): row.figure_id for row in CurrentFigure.objects.all()
    }
    return newest == current


@pytest.mark.parametrize("older_ends", ["first", "last"])
def test_of_two_roll_ups_the_one_that_saw_newer_records_wins(world, monkeypatch, older_ends):
    world.audit()
    ask(by=BY, months=[SEPTEMBER], cause="an audit was allocated")
    older_has_read, newer_has_read, first_has_added = (threading.Event() for _ in range(3))
    role = threading.local()

    def reading(months=None, **more):
        computation = compute(months, **more)
        if getattr(role, "waits", False):
            role.waits = False
            role.has_read.set()
            assert role.goes_on.wait(SECONDS)
        return computation

    monkeypatch.setattr(actions, "compute", reading)

    def older():
        role.waits, role.has_read = True, older_has_read
        role.goes_on = newer_has_read if older_ends == "first" else first_has_added
        roll_up(by=BY)
        first_has_added.set()

    def newer():
        assert older_has_read.wait(SECONDS)
        world.audit()
        ask(by=BY, months=[SEPTEMBER], cause="an audit was allocated")
        role.waits, role.has_read = True, newer_has_read
        role.goes_on = first_has_added if older_ends == "first" else newer_has_read
        roll_up(by=BY)
        first_has_added.set()

    together(older, newer)
    assert values()[-1] == 2
    assert not Stale.objects.exists()
    assert consistent()


def test_changes_and_roll_ups_all_at_once_end_in_the_right_figures(world):
    start = threading.Barrier(6)

    numbers = itertools.count(1)

    def allocating():
        start.wait(SECONDS)
        for _ in range(5):
            world.audit(case_ref=f"CD{next(numbers):06}")
            ask(by=BY, months=[SEPTEMBER], cause="an audit was allocated")

    def rolling_up():
        start.wait(SECONDS)
        for _ in range(5):
            roll_up(by=BY)

    together(*[allocating] * 3, *[rolling_up] * 3)
    roll_up(by=BY)
    assert world.current().value == 15
    assert values() == sorted(values()), "no older view came after a newer one"
    assert not Stale.objects.exists()
    assert consistent()


def test_the_same_job_delivered_twice_at_once_adds_once(world):
    world.audit()
    mark_stale(by=BY, months=[SEPTEMBER], cause="an audit was allocated")
    job = Job.objects.get()
    start = threading.Barrier(2)

    def deliver():
        start.wait(SECONDS)
        runner.run(job.pk, keeper=Beside)

    together(deliver, deliver)
    assert RollUp.objects.count() == 1
    assert values() == [1]
    assert consistent()


def test_two_jobs_at_once_for_the_same_change_add_once(world):
    world.audit()
    for _ in range(2):
        mark_stale(by=BY, months=[SEPTEMBER], cause="an audit was allocated")
    start = threading.Barrier(2)

    def do(pk):
        start.wait(SECONDS)
        runner.run(pk, keeper=Beside)

    together(*[lambda pk=pk: do(pk) for pk in Job.objects.values_list("pk", flat=True)])
    assert values() == [1]
    assert not Stale.objects.exists()
    assert set(Job.objects.values_list("state", flat=True)) == {"done"}
