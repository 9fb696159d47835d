"""The parent's side: a file's bytes go to a confined child process, text comes back."""

import importlib.util
import json
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from core.spreadsheets.sandbox import limits
from core.spreadsheets.sandbox.unreadable import Unreadable, too_much

_CHILD = "import sys; sys.path[:0] = sys.argv[1:]; from sandbox.main import main; main()"


class Line(NamedTuple):
    """One row: the file's own number for it, and its cells as text. Blank rows are not there."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Sheet:
    """A spreadsheet's first sheet: its headings (the first row that holds anything) and the rows below."""

    name: str
    headings: list[str]
    headings_row: int
    rows: list[Line]


def read(content: bytes, name: str) -> Sheet:
    """The file's first sheet, everything as text: dates ISO, 12.0 as 12, TRUE as yes.

    `name` is what the person calls the file, for the words of problems only: what the file is,
    its content says. Raises Unreadable with what is wrong and what would be accepted. Safe for
    any bytes: they are parsed in a child process that holds no secret, within limits of memory and
    time (CHOICES, Imports).
    """
    limit = settings.FILE_LIMIT_BYTES
    if len(content) > limit:
        raise Unreadable(
            f"The file is {len(content) / 2**20:.1f} MB.",
            f"At most {limit // 2**20} MB. Split it into several files.",
        )
    lines = _ask_child(content)
    if not lines:
        raise Unreadable("The file is empty.", "A file with a row of headings and a row for each record.")
    (headings_row, headings), *rows = lines
    return Sheet(name, headings, headings_row, rows)


@cache
def _command() -> list[str]:
    """The child: no site packages but the parser's folder, no environment, no current directory."""
    spec = importlib.util.find_spec("python_calamine")
    if spec is None or spec.origin is None:
        raise ImportError("python-calamine is not installed.")
    folders = [str(Path(__file__).parent), str(Path(spec.origin).parent.parent)]
    return [sys.executable, "-I", "-S", "-c", _CHILD, *folders]


def _ask_child(content: bytes) -> list[Line]:
    try:
        # A new program, not a copy of this process: threads and their locks stay out of it.
        done = subprocess.run(  # noqa: S603 - our own program, and nothing of the file in its arguments
            _command(),
            input=content,
            capture_output=True,
            timeout=limits.WALL_SECONDS,
            env={},
            cwd="/",
            check=False,
        )
    except subprocess.TimeoutExpired as expired:
        raise too_much() from expired
    head, _, last = done.stdout.rstrip(b"\n").rpartition(b"\n")
    if done.returncode != 0 or not last.startswith(b"{"):
        raise too_much()
    end = json.loads(last)
    if "unreadable" in end:
        raise Unreadable(**end["unreadable"])
    return [Line(*row) for batch in head.splitlines() for row in json.loads(batch)]
