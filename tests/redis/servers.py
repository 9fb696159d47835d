"""A Redis, a Celery worker and gunicorn of the test's own, on the test's database, to be killed."""

import shutil
import signal
import sys
import time
import urllib.parse
import urllib.request

import redis

from tests.processes import Process, free_port, until


class Servers:
    """What runs in production, on free ports: `redis`, `worker`, `web`. Closed at the test's end.

    `settings` names the web process's settings, `include` what the worker imports besides.
    """

    def __init__(self, directory, settings="config.settings", include="tests.handlers"):
        self.directory = directory
        self.redis_port, self.web_port = free_port(), free_port()
        self.settings, self.include = settings, include
        self.redis = self.web = None
        self.workers = []

    @property
    def redis_url(self):
        return f"redis://127.0.0.1:{self.redis_port}/0"

    @property
    def _variables(self):
        return {"PLUMBLINE_ENV": "test", "REDIS_URL": self.redis_url, "JOBS_IN_BACKGROUND": "true"}

    def _python(self, name, *arguments, **more):
        log = self.directory / f"{name}-{time.monotonic_ns()}.log"
        return Process(sys.executable, "-m", *arguments, log=log, **self._variables, **more)

    def start_redis(self):
        """A Redis that keeps nothing: stopped, it forgets every message."""
        program = shutil.which("redis-server")
        assert program, "redis-server is not installed: these tests need it."
        options = ["--port", str(self.redis_port), "--save", "", "--appendonly", "no", "--bind", "127.0.0.1"]
        log = self.directory / f"redis-{time.monotonic_ns()}.log"
        self.redis = Process(program, *options, "--dir", str(self.directory), log=log)
        assert self.redis.says("Ready to accept connections"), self.redis.output

    def kill_redis(self):
        self.redis.stop(signal.SIGKILL)

    def suspend_redis(self):
        """Connections open, and nothing ever answers."""
        self.redis.send(signal.SIGSTOP)

    def resume_redis(self):
        self.redis.send(signal.SIGCONT)

    def flush_redis(self):
        redis.Redis(port=self.redis_port, socket_timeout=5).flushall()

    def start_worker(self, concurrency=2):
        worker = self._python(
            "worker",
            *("celery", "-A", "config", "worker", "-I", self.include, "-l", "WARNING"),
            *("--concurrency", str(concurrency), "--without-gossip", "--without-mingle"),
            *("-n", f"worker{len(self.workers)}@test"),
        )
        self.workers.append(worker)
        return worker

    def start_web(self, workers=2):
        self.web = self._python(
            "web",
            *("gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{self.web_port}"),
            *("--workers", str(workers), "--threads", "4", "--no-control-socket"),
            DJANGO_SETTINGS_MODULE=self.settings,
        )
        assert until(self._answers), self.web.output

    def _answers(self):
        try:
            return self.get("/healthz") == b"ok\n"
        except OSError:
            return False

    @property
    def address(self):
        return f"http://127.0.0.1:{self.web_port}"

    def get(self, path):
        with urllib.request.urlopen(self.address + path, timeout=10) as response:
            return response.read()

    def post(self, path, **fields):
        """Post the fields; how many seconds the answer took. An answer that is no success raises."""
        data = urllib.parse.urlencode(fields).encode()
        started = time.monotonic()
        with urllib.request.urlopen(self.address + path, data=data, timeout=30) as response:
            response.read()
        return time.monotonic() - started

    def close(self):
        for process in [self.web, *self.workers]:
            if process:
                process.stop(signal.SIGKILL)
        if self.redis:
            self.redis.stop(signal.SIGKILL)
