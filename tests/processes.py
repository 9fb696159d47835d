"""Real processes on the test's own database. The test must be one with `transaction=True`."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from django.db import connection

NOT_INHERITED = {"SECRET_KEY", "REDIS_URL", "PLUMBLINE_TODAY", "ALLOWED_HOSTS", "LOG_LEVEL", "PLUMBLINE_ENV"}
ROOT = Path(__file__).resolve().parent.parent


def environment(**more):
    """The variables of a process that shares the test's database."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{database['NAME']}"
    else:
        who = f"{database['USER']}:{database['PASSWORD']}" if database["PASSWORD"] else database["USER"]
        url = f"postgres://{who}@{database['HOST']}:{database['PORT'] or 5432}/{database['NAME']}"
    inherited = {key: value for key, value in os.environ.items() if key not in NOT_INHERITED}
    return {**inherited, "DATABASE_URL": url, "PYTHONUNBUFFERED": "1", **more}


def run(*arguments, timeout=60, **more):
    """A Python process from its start to its end, with what it printed."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment(**more),
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )


class Process:
    """A Python process in a group of its own, writing to a log."""

    def __init__(self, *arguments, log, **more):
        self.log = Path(log)
        self._file = self.log.open("w")
        self.popen = subprocess.Popen(
            list(arguments),
            cwd=ROOT,
            env=environment(**more),
            stdout=self._file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    @property
    def output(self):
        return self.log.read_text()

    def says(self, text, seconds=30):
        """Wait until it has printed the text."""
        return (
            until(lambda: text in self.output or self.popen.poll() is not None, seconds)
            and text in self.output
        )

    def send(self, number):
        """A signal for it and everything that it started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.popen.pid, number)

    def stop(self, number=signal.SIGTERM, seconds=15):
        """Ask it to stop, and see that it has; its exit code."""
        self.send(signal.SIGCONT)
        self.send(number)
        try:
            code = self.popen.wait(seconds)
        except subprocess.TimeoutExpired:
            code = None
        self.send(signal.SIGKILL)  # whatever is left of its group
        self.popen.wait(5)
        self._file.close()
        return code


def until(condition, seconds=30, every=0.05):
    """Wait for it, with patience; what it was in the end."""
    end = time.monotonic() + seconds
    while not (found := condition()) and time.monotonic() < end:
        time.sleep(every)
    return found


def free_port():
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
