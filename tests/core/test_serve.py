"""`manage.py serve`: web, worker and beat in one process, without Redis; gone in a second, nothing lost."""

import re
import signal
import socket
import sys
import time
import urllib.request

import pytest

from core import jobs
from core.history import Service
from core.models import Job, StoredFile
from tests.core.test_jobs_lease import lapse
from tests.handlers import EFFECT
from tests.processes import Process, run, until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]


@pytest.fixture
def serve(tmp_path):
    """Starts the server on a free port and waits until it is up."""
    started = []

    def start():
        server = Process(
            *(sys.executable, "-m", "tests.serving", "--port", "0"),
            log=tmp_path / f"serve{len(started)}.log",
            PLUMBLINE_ENV="embedded",
            PLUMBLINE_VAR=str(tmp_path),
        )
        started.append(server)
        assert server.says("A room says that it does test.effect."), server.output
        return server

    yield start
    for server in started:
        server.stop(signal.SIGKILL)


def ask(seconds):
    return jobs.start(EFFECT, by=Service("A test"), args={"name": "effect", "seconds": seconds})


def is_done():
    return Job.objects.filter(state="done").exists()


def is_running():
    return Job.objects.filter(state="running", done__gt=0).exists()


def test_it_says_where_it_is_answers_there_and_does_jobs(serve):
    server = serve()
    address = re.search(r"http://127\.0\.0\.1:\d+/", server.output)[0]
    with urllib.request.urlopen(f"{address}healthz") as response:
        assert response.read() == b"ok\n"
    ask(seconds=0)
    assert until(is_done, 5)
    assert StoredFile.objects.count() == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
def test_it_stops_within_a_second_without_a_word_though_a_job_is_running(serve, number):
    server = serve()
    ask(seconds=30)
    assert until(is_running, 5)
    said = server.output
    asked = time.monotonic()
    assert server.stop(number) == 0
    assert time.monotonic() - asked < 1
    assert server.output == said
    assert said.count("\n") == 2  # the address, and what the room says: no noise


def test_a_job_cut_off_by_the_stop_is_done_once_by_the_next_start(serve):
    job = ask(seconds=2)
    server = serve()
    assert until(is_running, 5)
    server.stop(signal.SIGINT)
    assert not StoredFile.objects.exists()
    lapse(job)
    serve()
    assert until(is_done, 10)
    assert StoredFile.objects.count() == 1


def test_a_port_that_is_taken_is_said_in_words(tmp_path):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        ended = run(
            *("manage.py", "serve", "--port", str(port)),
            PLUMBLINE_ENV="embedded",
            PLUMBLINE_VAR=str(tmp_path),
        )
    assert ended.returncode == 1
    assert f"127.0.0.1:{port} cannot be used" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_production_does_not_serve_like_this():
    ended = run(
        *("manage.py", "serve"),
        PLUMBLINE_ENV="production",
        SECRET_KEY="s" * 60,
        ALLOWED_HOSTS="plumbline.council.example",
        REDIS_URL="redis://127.0.0.1:1/0",
    )
    assert ended.returncode == 1
    assert "Production runs the processes of the Procfile" in ended.stderr
