"""Bad files of every kind: a message in under five seconds, and the server's memory as before."""

import gc
import io
import os
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import psutil
import pytest

from core.spreadsheets import Unreadable, read, reading
from core.spreadsheets.sandbox import limits
from tests.core import workbooks

pytestmark = pytest.mark.once

MEGABYTE = 2**20
GOOD = workbooks.packed(workbooks.sheet(f'<row r="1">{workbooks.cell("A1", "x")}</row>'))


def full_csv():
    """As much as a file may hold, and far more rows than are read."""
    row = b'CD490004,2023-09-01,yes,"x, y"\n'
    return b"a,b,c,d\n" + row * ((20 * MEGABYTE - 8) // len(row))


def many_members():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(1500):
            archive.writestr(f"xl/{number}", "")
    return out.getvalue()


def scrambled():
    """A sheet that is not XML to its end."""
    return workbooks.packed(f"<worksheet {workbooks.NS}><sheetData><row r='1'>")


BAD = {
    "a cell in the far corner": (workbooks.corner, "row 1,048,576"),
    "a cell in the last column": (workbooks.far_column, "column XFD"),
    "entities that multiply": (workbooks.laughs, "entities"),
    "an entity from outside": (workbooks.outside, "entities"),
    "a sheet that unpacks to 300 MB": (workbooks.bomb, "unpacks to more"),
    "a cell of 300 MB": (workbooks.one_big_cell, "unpacks to more"),
    "a directory that lies": (lambda: workbooks.lying(workbooks.one_big_cell(90)), "unpacks to more|damaged"),
    "a text that many cells share": (workbooks.shared_text, "characters of text|more memory or time"),
    "a zip cut short": (lambda: GOOD[: len(GOOD) // 2], "damaged or cut short"),
    "a zip whose end is wrong": (lambda: GOOD[:-30] + b"\0" * 30, "damaged or cut short"),
    "a sheet that breaks off": (scrambled, "breaks off"),
    "many files in one": (many_members, "archive of 1,500 files"),
    "a password": (workbooks.encrypted, "protected by a password"),
    "the old Excel": (workbooks.old_excel, r"old Excel \(.xls\)"),
    "OpenDocument": (lambda: workbooks.other_zip("mimetype", "content.xml"), "OpenDocument"),
    "a binary workbook": (lambda: workbooks.other_zip("xl/workbook.bin"), "binary workbook"),
    "a Word document": (lambda: workbooks.other_zip("word/document.xml"), "Word or PowerPoint"),
    "another zip": (lambda: workbooks.other_zip("a.txt"), "zip archive"),
    "a PDF": (lambda: b"%PDF-1.7\n%\xe2\xe3", "a PDF, not a spreadsheet"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 60, "a picture"),
    "a web page": (lambda: b"\n<!DOCTYPE html><table><tr><td>a</td></tr></table>", "web page"),
    "UTF-16": (lambda: "a\tb\n1\t2\n".encode("utf-16"), "UTF-16"),
    "Windows' own letters": (lambda: "team,name\nA,José\n".encode("cp1252"), "row 2 holds a character"),
    "a NUL": (lambda: b"a,b\n1,\x002\n", r"Cell B2 holds a character that can't be shown \(U\+0000\)"),
    "a quotation mark that is not closed": (lambda: b'a,b\n1,2\n"3,4\n', "quotation mark"),
    "one that is never closed": (lambda: b'a,b\n"' + b"x\n" * 5 * MEGABYTE, "more than 32,767 characters"),
    "nothing": (lambda: b"", "empty"),
    "nothing but space": (lambda: b" \n\r\n\t", "empty"),
    "nothing but commas": (lambda: b",,,\n,,\n", "empty"),
    "a workbook without a cell": (lambda: workbooks.packed(workbooks.sheet("")), "empty"),
    "20 MB of rows": (full_csv, "more than 200,000 rows"),
    "a million columns": (lambda: b"a,b\n" + b"1," * 1_000_000, r"1,000,000 cells|columns"),
    "a thousand columns": (lambda: b"a,b\n" + b"1," * 1_000, "1,001 columns"),
    "20 MB of commas": (lambda: b"," * 20 * MEGABYTE, "cells"),
    "20 MB of blank lines": (lambda: b"a\n" + b"\n" * (20 * MEGABYTE - 2), "200,000 rows"),
    "more than 20 MB": (lambda: b"a" * (20 * MEGABYTE + 1), "20.0 MB"),
}


def spent():
    """The processor's time so far, the child's included: the wall's would tell of other people's work."""
    return sum(os.times()[:4])


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_in_words_soon_and_without_taking_memory(name):
    make, words = BAD[name]
    content = make()
    gc.collect()
    process = psutil.Process()
    before, started = process.memory_info().rss, spent()
    with pytest.raises(Unreadable, match=words) as refused:
        read(content, "file.xlsx")
    took = spent() - started
    gc.collect()
    grown = process.memory_info().rss - before
    assert took < 5, f"{took:.1f} s"
    assert grown < 40 * MEGABYTE, f"{grown / MEGABYTE:.0f} MB"
    assert refused.value.accepted
    assert "Error" not in str(refused.value)


def test_a_child_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(limits, "WALL_SECONDS", 0.5)
    monkeypatch.setattr(reading, "_command", lambda: [sys.executable, "-c", "import time; time.sleep(60)"])
    started = time.perf_counter()
    with pytest.raises(Unreadable, match="memory or time"):
        read(b"a,b\n", "file")
    assert time.perf_counter() - started < 5


def test_a_child_that_is_killed_is_no_answer(monkeypatch):
    code = "import os, sys; sys.stdout.write('[[1, [\"a\"]]]\\n'); sys.stdout.flush(); os.abort()"
    monkeypatch.setattr(reading, "_command", lambda: [sys.executable, "-c", code])
    with pytest.raises(Unreadable, match="memory or time"):
        read(b"a,b\n", "file")


def test_the_child_is_held_to_its_memory():
    code = "from sandbox.main import _confine; _confine(); bytearray(2 * 2**30)"
    folder = str(Path(reading.__file__).parent)
    run = f"import sys; sys.path.insert(0, {folder!r}); {code}"
    done = subprocess.run([sys.executable, "-I", "-c", run], capture_output=True, check=False)
    assert b"MemoryError" in done.stderr


def test_the_child_knows_no_secret_and_starts_in_a_moment(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "hidden")
    kept = {}
    run = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda *a, **kw: kept.update(kw) or run(*a, **kw))
    read(b"a,b\n", "file")
    started = time.perf_counter()
    read(b"a,b\n", "file")
    assert time.perf_counter() - started < 1
    assert kept["env"] == {}


def test_files_are_read_from_many_threads_at_once():
    answers = []
    threads = [
        threading.Thread(
            target=lambda n=n: answers.append((n, read(b"a,b\n%d,x\n" % n, "f").rows[0].cells[0]))
        )
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [(n, str(n)) for n in range(8)]
