"""The child process: limits first, then the file, then lines of JSON.

Each line is a batch of rows `[[number, [cells]], ...]`. The last line is `{"whole": true}`, or says
why the file is refused; a parent that sees neither knows that the child was killed.
"""

import json
import resource
import sys
from collections.abc import Iterable, Iterator
from itertools import islice

from . import limits
from .cells import letter
from .kinds import kind_of
from .unreadable import Unreadable, too_much

_BATCH = 1_000
_WHITESPACE = "\t\n"


def main() -> None:
    """Read the standard input, write rows or the reason why not."""
    _confine()
    try:
        rows = read_rows(sys.stdin.buffer.read())
        while batch := list(islice(rows, _BATCH)):
            sys.stdout.write(json.dumps(batch) + "\n")
        end: dict[str, object] = {"whole": True}
    except Unreadable as refusal:
        end = {"unreadable": refusal.as_dict()}
    except (MemoryError, RecursionError):
        end = {"unreadable": too_much().as_dict()}
    sys.stdout.write(json.dumps(end) + "\n")
    sys.stdout.flush()


def _confine() -> None:
    for what, limit in (
        (resource.RLIMIT_AS, limits.MEMORY_BYTES),
        (resource.RLIMIT_CPU, limits.CPU_SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        resource.setrlimit(what, (limit, limit))


def read_rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold anything, tidied and counted; Unreadable past a limit."""
    if kind_of(content) == "zip":
        from .workbook import rows_of  # the parser is loaded only for those that need it
    else:
        from .separated import rows_of
    return _tidied(rows_of(content))


def _tidied(rows: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    cells_left, text_left = limits.CELLS, limits.TEXT_CHARACTERS
    for number, raw in rows:
        cells_left -= len(raw)
        if number > limits.ROWS or cells_left < 0:
            what = f"The file has more than {limits.ROWS:,} rows or {limits.CELLS:,} cells."
            raise Unreadable(what, "Split it into several files.", row=number)
        if len(raw) > limits.COLUMNS:
            what = f"Row {number} has {len(raw):,} columns."
            raise Unreadable(what, f"At most {limits.COLUMNS} columns.", row=number)
        cells = [_tidy(text, number, column) for column, text in enumerate(raw, start=1)]
        while cells and not cells[-1]:
            cells.pop()
        text_left -= sum(map(len, cells))
        if text_left < 0:
            what = f"The file holds more than {limits.TEXT_CHARACTERS:,} characters of text."
            raise Unreadable(what, "Split it into several files.", row=number)
        if cells:
            yield number, cells


def _tidy(text: str, row: int, column: int) -> str:
    """Without space around it; line breaks as one character; Unreadable where it can't be shown."""
    text = text.strip()
    if text.isprintable():  # the quick way out for nearly every cell
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for mark in text:
        if (mark < " " and mark not in _WHITESPACE) or mark == "\x7f":
            raise Unreadable(
                f"Cell {letter(column)}{row} holds a character that can't be shown (U+{ord(mark):04X}).",
                "Text without control characters: type the cell's text anew. "
                "If there are many, the file is damaged or not a spreadsheet.",
                row=row,
                column=letter(column),
            )
    return text
