"""A month's full extract: 30,000 visits to 15,000 children are checked and taken in seconds."""

import threading
import time

import psutil
import pytest
from django.core.management import call_command
from django.db import connection

from caseloads.models import Child, Visit
from core.importing import actions
from core.jobs import runner
from core.models import Import, Job
from tests.core.test_spreadsheets_bad import spent
from tests.factories import UserFactory
from tests.jobs import Beside

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

CHILDREN = 15_000
MEGABYTE = 2**20
SECONDS = 5
GROWTH = 130
"""Megabytes. A process of Plumbline begins with less than 170, so it stays below 300."""


class Measured:
    """How much of the processor's time the block took, and by how much the process grew at most."""

    def __enter__(self):
        self.process, self.on = psutil.Process(), True
        self.before = self.most = self.process.memory_info().rss
        self.thread = threading.Thread(target=self._watch)
        self.thread.start()
        self.began, self.spent = time.perf_counter(), spent()
        return self

    def _watch(self):
        while self.on:
            self.most = max(self.most, self.process.memory_info().rss)
            time.sleep(0.02)

    def __exit__(self, *error):
        self.seconds, wall = spent() - self.spent, time.perf_counter() - self.began
        self.on = False
        self.thread.join()
        self.growth = (self.most - self.before) / MEGABYTE
        print(f"{connection.vendor}: {self.seconds:.2f} s ({wall:.2f} s by the wall), {self.growth:+.0f} MB")  # noqa: T201


class Listening(Beside):
    """Keeps a lease as `Beside`, and what the job said of its progress."""

    said: list = []

    def note(self, **noted):
        self.said.append(noted)
        return super().note(**noted)


def file_of(alone="yes"):
    """Two visits a child in September 2023, one in nine not seen."""
    lines = ["case_ref,visited_on,seen,seen_alone"]
    for child in range(CHILDREN):
        seen = "yes" if child % 9 else "no"
        for visit in range(2):
            day = (child * 7 + visit * 13) % 28 + 1
            lines.append(f"CD{child:06},2023-09-{day:02},{seen},{alone if child % 9 and child % 2 else ''}")
    return "\n".join(lines).encode()


@pytest.fixture(params=[0, 24], ids=["nothing recorded", "24 months recorded"])
def recorded(request):
    """So many months of two visits a child and month, before the file's own."""
    Child.objects.bulk_create((Child(case_ref=f"CD{n:06}") for n in range(CHILDREN)), batch_size=5_000)
    with connection.cursor() as cursor:
        for month in range(request.param):
            for day in (5, 19):
                cursor.execute(
                    "INSERT INTO caseloads_visit (child_id, visited_on, seen)"
                    " SELECT id, %s, %s FROM caseloads_child",
                    [f"{2021 + (month + 8) // 12}-{(month + 8) % 12 + 1:02}-{day:02}", True],
                )
    return CHILDREN * 2 * request.param


def job_of(asked):
    """Run the job as a worker does; its row afterwards."""
    runner.run(asked.pk, keeper=Listening)
    return Job.objects.get(pk=asked.pk)


def test_jobs_check_and_take_them_with_progress(recorded):
    by = UserFactory(roles=["performance"])
    Listening.said.clear()
    with Measured() as spent:
        check = job_of(actions.ask_check(by=by, kind="visits", name="visits.csv", content=file_of()))
        taken = job_of(actions.ask_take(by=by, check=check))
    assert taken.words == "30,000 added, 0 corrected, 0 left as they were."
    assert Visit.objects.count() == recorded + 30_000
    assert spent.seconds < SECONDS
    assert spent.growth < GROWTH
    words = [noted["doing"] for noted in Listening.said]
    assert words[0] == "Reading the file"
    assert "Reading row 15,000 of 30,000" in words
    assert words[-1] == "Writing 30,000 rows"
    assert len(str(check.result)) < 50_000


def test_the_command_takes_them_and_the_same_file_again_adds_none(recorded, tmp_path, capsys):
    path = tmp_path / "visits.csv"
    path.write_bytes(file_of())
    for words in ("30,000 added, 0 corrected, 0 left", "0 added, 0 corrected, 30,000 left"):
        with Measured() as spent:
            call_command("import_visits", path)
        assert f"Visits: {words} as they were." in capsys.readouterr().out
        assert (spent.seconds < SECONDS, spent.growth < GROWTH) == (True, True)
    assert (Visit.objects.count(), Import.objects.count()) == (recorded + 30_000, 1)


def test_a_file_that_corrects_half_of_them_is_as_quick(recorded, tmp_path, capsys):
    path = tmp_path / "visits.csv"
    path.write_bytes(file_of())
    call_command("import_visits", path, verbosity=0)
    path.write_bytes(file_of(alone="no"))
    with Measured() as spent:
        call_command("import_visits", path)
    assert "0 added, 13,334 corrected, 16,666 left as they were." in capsys.readouterr().out
    assert (spent.seconds < SECONDS, spent.growth < GROWTH) == (True, True)
