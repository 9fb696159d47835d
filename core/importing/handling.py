"""The jobs of an import: check a file, take its good rows."""

import hashlib
from typing import Any

from core import jobs
from core.errors import Refused
from core.importing import actions
from core.importing.importer import Importer, Source, find
from core.importing.problems import unreadable
from core.importing.rows import Read
from core.models import Job, StoredFile
from core.spreadsheets import Unreadable, read

LINES_SHOWN = 200


def read_file(importer: Importer[Any, Any], content: bytes, name: str) -> tuple[Read[Any], Any]:
    """The file's good rows and problems, and what they were checked against. A bad file raises nothing."""
    known = importer.known(False)
    try:
        sheet = read(content, name)
    except Unreadable as refusal:
        return Read([], unreadable(refusal), 0), known
    return importer.read(sheet, known), known


def source_of(content: bytes, name: str) -> Source:
    """Where rows come from."""
    return Source(name, hashlib.sha256(content).hexdigest())


def _stored(pk: int) -> StoredFile:
    stored = StoredFile.objects.filter(pk=pk).first()
    if stored is None:
        raise jobs.Failed("The file is no longer kept. Choose it again to have it checked.")
    return stored


@jobs.handler(actions.CHECK, title="Check a file")
def check(job: jobs.Running) -> None:
    """Read the upload, find every problem, work out what its good rows would change. Writes nothing else."""
    importer, stored = find(job.args["kind"]), _stored(job.args["file"])
    job.progress(0, 2, "Reading the file")
    found, known = read_file(importer, bytes(stored.content), stored.name)
    job.progress(1, 2, "Comparing it with what is recorded")
    changes = importer.plan(found.rows, known)
    problems = found.problems
    with job.finish() as outcome:
        for problem in problems.in_order():
            job.problem(problem.as_dict())
        outcome.result = {
            "rows": found.total,
            "good": len(found.rows),
            "problems": problems.count,
            "whole": problems.whole,
            "added": len(changes.added),
            "corrected": len(changes.corrected),
            "unchanged": changes.unchanged,
            "lines": [_line(change) for change in changes.all[:LINES_SHOWN]],
            "seen": changes.digest,
        }
        outcome.words = _words(found)
        outcome.url = f"/imports/checks/{job.id}/"


def _line(change: Any) -> dict[str, Any]:
    what = "Added" if change.before is None else "Corrected"
    return {"row": change.row.number, "what": what, "sentence": change.sentence}


def _words(found: Read[Any]) -> str:
    if not found.problems.count:
        return f"All {found.total:,} rows are good."
    problems = f"{found.problems.count:,} problem{'' if found.problems.count == 1 else 's'}"
    return f"{len(found.rows):,} of {found.total:,} rows are good; {problems}."


@jobs.handler(actions.TAKE, title="Import a file")
def take(job: jobs.Running) -> None:
    """Take the good rows of a checked file, if they would still change what the person was shown."""
    checked = Job.objects.get(pk=job.args["check"])
    importer, stored = find(checked.args["kind"]), _stored(checked.args["file"])
    job.progress(0, 2, "Reading the file")
    content = bytes(stored.content)
    found, _ = read_file(importer, content, stored.name)
    job.progress(1, 2, "Writing its rows")
    source = source_of(content, stored.name)
    left_out = found.total - len(found.rows)
    try:
        with job.finish() as outcome:
            taken = actions.take(
                by=job.by,
                importer=importer,
                rows=found.rows,
                source=source,
                left_out=left_out,
                seen=(checked.result or {}).get("seen", ""),
            )
            outcome.words = f"{taken.changes.in_words()}."
            outcome.url = taken.record.get_absolute_url() if taken.record else ""
    except Refused as refusal:
        raise jobs.Failed(str(refusal)) from refusal
