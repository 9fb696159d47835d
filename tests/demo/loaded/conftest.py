"""The whole demo, loaded once for every test of this folder: it takes its time.

The tests carry the mark `xdist_group("demo")`, so that one worker loads it.
"""

import csv
import datetime as dt
import io
import time

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from demo import days, loading
from tests.demo import files

TODAY = dt.date.fromisoformat(files.TODAY)


@pytest.fixture(scope="package")
def loaded(django_db_setup, django_db_blocker):
    """The demo, taken back after the last test; how many seconds it took."""
    with django_db_blocker.unblock(), transaction.atomic():
        started = time.process_time()
        with days.on(TODAY):
            loading.load()
        connection.check_constraints()  # once: PostgreSQL would put it off to the end of each test
        yield time.process_time() - started
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def demos_day(settings, loaded):
    """The day that the demo takes it to be."""
    settings.PLUMBLINE_TODAY = TODAY


@pytest.fixture
def printed():
    """What `manage.py figures` prints."""

    def figures(*arguments: str) -> list[dict[str, str]]:
        out = io.StringIO()
        call_command("figures", *arguments, stdout=out)
        return list(csv.DictReader(io.StringIO(out.getvalue())))

    return figures
