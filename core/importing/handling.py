"""The jobs of an import: check a file, take its good rows."""

import hashlib
from typing import Any

from core import jobs
from core.errors import Refused
from core.importing import actions
from core.importing.collecting import uncollected
from core.importing.importer import Importer, Source, find
from core.importing.problems import unreadable
from core.importing.rows import Progress, Read, unsaid
from core.importing.scope import Days
from core.models import Job, StoredFile
from core.spreadsheets import Unreadable, read

LINES_SHOWN = 200


def parse_file(
    importer: Importer[Any, Any], content: bytes, name: str, progress: Progress = unsaid
) -> Read[Any]:
    """The rows whose cells are good, and the problems of the others. A bad file raises nothing."""
    try:
        return importer.parse(read(content, name), progress)
    except Unreadable as refusal:
        return Read([], unreadable(refusal), 0)


def source_of(content: bytes, name: str) -> Source:
    """Where rows come from."""
    return Source(name, hashlib.sha256(content).hexdigest())


def _stored(pk: int) -> StoredFile:
    stored = StoredFile.objects.filter(pk=pk).first()
    if stored is None:
        raise jobs.Failed("The file is no longer kept. Choose it again to have it checked.")
    return stored


def _parsed(job: jobs.Running, importer: Importer[Any, Any], stored: StoredFile) -> Read[Any]:
    """The file's rows, read with progress: half of the work. The other half is comparing, or writing."""
    job.progress(0, 1, "Reading the file")

    def told(done: int, total: int) -> None:
        job.progress(done, total * 2 or 1, f"Reading row {done:,} of {total:,}")

    return parse_file(importer, bytes(stored.content), stored.name, told)


@jobs.handler(actions.CHECK, title="Check a file")
@uncollected()
def check(job: jobs.Running) -> None:
    """Read the upload, find every problem, work out what its good rows would change. Writes nothing else."""
    importer, stored = find(job.args["kind"]), _stored(job.args["file"])
    parsed = _parsed(job, importer, stored)
    job.progress(parsed.total, parsed.total * 2 or 1, "Comparing it with what is recorded")
    found, known = importer.checked(parsed, Days.from_args(job.args.get("days")))
    changes = importer.changes(found, known)
    job.progress(found.total, found.total * 2 or 1, "Writing down what it would change")
    problems = found.problems
    result = {
        "rows": found.total,
        "good": len(found.rows),
        "problems": problems.count,
        "whole": problems.whole,
        "added": len(changes.added),
        "corrected": len(changes.corrected),
        "removed": len(changes.removed),
        "unchanged": changes.unchanged,
        "lines": [_line(change) for change in changes.all[:LINES_SHOWN]],
        "removals": [removal.sentence for removal in changes.removed[:LINES_SHOWN]],
        "seen": changes.digest,
    }
    with job.finish() as outcome:
        for problem in problems.in_order():
            job.problem(problem.as_dict())
        outcome.result = result
        outcome.words = _words(found)
        outcome.url = f"/imports/checks/{job.id}/"


def _line(change: Any) -> dict[str, Any]:
    what = "Added" if change.before is None else "Corrected"
    return {"row": change.row.number, "what": what, "sentence": change.sentence}


def _words(found: Read[Any]) -> str:
    if not found.problems.count:
        return f"All {found.total:,} rows are good." if found.total > 1 else "The row is good."
    problems = f"{found.problems.count:,} problem{'' if found.problems.count == 1 else 's'}"
    return f"{len(found.rows):,} of {found.total:,} rows are good; {problems}."


@jobs.handler(actions.TAKE, title="Import a file")
@uncollected()
def take(job: jobs.Running) -> None:
    """Take the good rows of a checked file, if they would still change what the person was shown."""
    checked = Job.objects.get(pk=job.args["check"])
    importer, stored = find(checked.args["kind"]), _stored(checked.args["file"])
    parsed = _parsed(job, importer, stored)
    job.progress(parsed.total, parsed.total * 2 or 1, f"Writing {len(parsed.rows):,} rows")
    try:
        with job.finish() as outcome:
            taken = actions.take(
                by=job.by,
                importer=importer,
                rows=parsed.rows,
                source=source_of(bytes(stored.content), stored.name),
                total=parsed.total,
                seen=(checked.result or {}).get("seen", ""),
                days=Days.from_args(checked.args.get("days")),
            )
            outcome.words = f"{taken.changes.in_words()}."
            outcome.url = taken.record.get_absolute_url() if taken.record else ""
    except Refused as refusal:
        raise jobs.Failed(str(refusal)) from refusal
