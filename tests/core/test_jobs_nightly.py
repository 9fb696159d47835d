"""Nightly jobs: once a day, in London's time, however many beats tick."""

import datetime as dt

import pytest

from core.history import Service
from core.jobs import actions, schedule
from core.models import Job
from tests.core.test_jobs_lease import in_threads
from tests.jobs import handler

ROBOT = Service("Plumbline")


def utc(day, hour, minute=0):
    return dt.datetime(2023, *day, hour, minute, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _registered(monkeypatch):
    monkeypatch.setattr(schedule, "_nightly", {"test.nightly": dt.time(1, 30)})
    with handler("test.nightly", lambda job: None, title="Nightly check"):
        yield


def tick(moment):
    return len(actions.start_due(by=ROBOT, now=moment))


@pytest.mark.django_db
def test_it_is_started_at_its_time_and_once_a_day():
    assert tick(utc((1, 10), 1, 29)) == 0
    assert tick(utc((1, 10), 1, 30)) == 1
    assert tick(utc((1, 10), 1, 31)) == 0
    assert tick(utc((1, 10), 23, 59)) == 0
    assert tick(utc((1, 11), 1, 30)) == 1
    assert Job.objects.filter(kind="test.nightly", by_name="Plumbline").count() == 2


@pytest.mark.django_db
def test_its_time_is_londons_in_summer_too():
    assert tick(utc((7, 10), 0, 29)) == 0
    assert tick(utc((7, 10), 0, 30)) == 1


@pytest.mark.django_db
def test_when_nothing_ran_at_its_time_it_is_started_at_the_first_tick_after():
    assert tick(utc((1, 10), 9, 12)) == 1


@pytest.mark.django_db
def test_the_night_in_which_its_hour_does_not_exist_has_it_once():
    # 26 March 2023: London's clocks go from 01:00 to 02:00.
    assert tick(utc((3, 26), 0, 59)) == 0
    assert tick(utc((3, 26), 1, 0)) == 1
    assert tick(utc((3, 26), 1, 30)) == 0


@pytest.mark.django_db
def test_the_night_in_which_its_hour_comes_twice_has_it_once():
    # 29 October 2023: 01:30 comes at 00:30 and at 01:30 UTC.
    assert tick(utc((10, 29), 0, 30)) == 1
    assert tick(utc((10, 29), 1, 30)) == 0


@pytest.mark.django_db(transaction=True)
def test_two_beats_at_once_start_it_once():
    in_threads(*[lambda: tick(utc((1, 10), 2))] * 4)
    assert Job.objects.count() == 1
