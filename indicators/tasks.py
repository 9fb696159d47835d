"""Jobs of this room: a file of figures is checked, and taken."""

import hashlib
from typing import Any

from core import jobs
from core.errors import Refused
from core.importing.importer import Source
from core.importing.problems import unreadable
from core.models import StoredFile
from core.spreadsheets import Unreadable, read
from indicators.actions import checking
from indicators.imports import Answers, Checked, Parsed, check, known, parse
from indicators.imports.reported import settle
from indicators.models import ReportFile
from indicators.taking.telling import told

STEPS = 4


def _file(job: jobs.Running) -> ReportFile:
    found: ReportFile = ReportFile.objects.select_related("stored", "by").get(pk=job.args["report"])
    return found


def _source(stored: StoredFile | None) -> tuple[bytes, Source]:
    if stored is None:
        raise jobs.Failed("The file is no longer kept. Choose it again to have it checked.")
    content = bytes(stored.content)
    return content, Source(stored.name, hashlib.sha256(content).hexdigest())


def parsed_of(file: ReportFile, content: bytes) -> Parsed:
    """The file’s series; a bad file raises nothing."""
    try:
        return parse(read(content, file.name), file.published_on, file.council_names)
    except Unreadable as refusal:
        return Parsed((), unreadable(refusal), file.published_on)


def _answers(file: ReportFile) -> Answers:
    """What was said of names; of a blank answer nothing is known, so that its rows are left out."""
    names = {what: {text: slug for text, slug in said.items() if slug} for what, said in file.names.items()}
    return Answers(indicators=names.get("indicator", {}), sections=names.get("section", {}))


def _checked(job: jobs.Running, file: ReportFile, content: bytes) -> Checked:
    job.progress(0, STEPS, "Reading the file")
    parsed = parsed_of(file, content)
    job.progress(1, STEPS, f"Comparing {parsed.total:,} rows with what is held")
    return check(parsed, known(parsed, _answers(file)))


@jobs.handler(checking.CHECK, title="Check a file of figures")
def check_figures(job: jobs.Running) -> None:
    """Read the upload, find every problem and warning, work out what would be taken. Writes nothing else."""
    file = _file(job)
    content, _ = _source(file.stored)
    checked = _checked(job, file, content)
    job.progress(2, STEPS, "Working out what would be taken")
    result = told(checked, settle(checked, file.accepted), file.stamp)
    job.progress(3, STEPS, "Writing that down")
    with job.finish() as outcome:
        for problem in checked.problems.in_order():
            job.problem(problem.as_dict())
        outcome.result = result
        outcome.words = _words(result)
        outcome.url = file.get_absolute_url()


def _words(found: dict[str, Any]) -> str:
    """'73 rows; 2 problems; 310 warnings.'"""
    counts = (("row", found["rows"]), ("problem", found["problems"]), ("warning", len(found["warnings"])))
    return "; ".join(f"{count:,} {word}{'' if count == 1 else 's'}" for word, count in counts) + "."


@jobs.handler(checking.TAKE, title="Import figures")
def take_figures(job: jobs.Running) -> None:
    """Take a checked file, if that would still change what its person was shown."""
    file = _file(job)
    content, source = _source(file.stored)
    checked = _checked(job, file, content)
    job.progress(3, STEPS, "Writing the figures")
    try:
        with job.finish() as outcome:
            taken = checking.take_file(by=job.by, file=file, checked=checked, source=source)
            outcome.words = f"{taken.counted.in_words()}."
            outcome.url = taken.record.get_absolute_url() if taken.record else ""
    except Refused as refusal:
        raise jobs.Failed(str(refusal)) from refusal
