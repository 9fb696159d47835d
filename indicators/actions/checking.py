"""A file of figures on its way: chosen, checked, its names answered, asked to be taken.

Nothing before `take_file` changes a figure, so nothing before it has a history; `take_figures` tells that.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from core import clock, jobs
from core.errors import Refused
from core.history import Actor, action
from core.importing.importer import Source
from core.models import Job, StoredFile
from indicators.actions.report_files import check_may, locked, opened
from indicators.actions.reported import Taken, take_figures
from indicators.imports import Checked
from indicators.models import ReportFile

CHECK, TAKE = "indicators.check_figures", "indicators.take_figures"
WHAT = ("section", "indicator")
NOT_CHECKED = "The file is being checked. Wait until that is done."
MOVED = "You accepted other warnings since what would be taken was worked out. Work it out again."


@action
def ask_check(
    *, by: Any, name: str, content: bytes, published_on: dt.date | None, council: str = ""
) -> ReportFile:
    """Keep an upload and have a job check it. The same file again goes on where it was left."""
    check_may(by)
    stored = StoredFile.objects.keep(
        name=name[:200], content_type="application/octet-stream", content=content, uploaded_by=by
    )
    same = ReportFile.objects.visible_to(by).filter(sha256=stored.sha256, taken=None)
    there = same.first()
    file = None if there is None else locked(by, there)
    if file is None or file.is_being_taken:
        file = ReportFile(by=by, sha256=stored.sha256)
    elif file.stored is not None:
        file.stored.delete()
    file.stored, file.name, file.begun_at = stored, stored.name, clock.now()
    file.published_on, file.council = published_on, council.strip()
    file.save()
    return _check(by, file)


@action
def check_again(*, by: Any, file: ReportFile) -> ReportFile:
    """Have it checked once more: what is held, or what is accepted, is other than it was."""
    return _check(by, opened(by, file))


@action
def answer(*, by: Any, file: ReportFile, names: Mapping[str, Mapping[str, str]]) -> ReportFile:
    """Say what names mean, by 'indicator' and 'section': the slug, or blank for one whose rows are left out.

    The file is checked again with that, unless nothing new was said.
    """
    held = opened(by, file)
    before = {what: held.names.get(what, {}) for what in WHAT}
    now = {what: {**before[what], **names.get(what, {})} for what in WHAT}
    if now == before:
        return held
    held.names = now
    held.save(update_fields=["names"])
    return _check(by, held)


@action
def ask_take(*, by: Any, file: ReportFile) -> Job:
    """Have a job take what was shown. Asking twice answers the same job."""
    held = locked(by, file)
    if held.taking is not None and held.is_being_taken:
        return held.taking
    found = opened(by, held).found
    if not found:
        raise Refused(NOT_CHECKED)
    if found["accepted"] != held.stamp:
        raise Refused(MOVED)
    args = {"check": held.checking_id, "report": held.pk}
    held.taking = jobs.start(TAKE, by=by, args=args, title="Import figures")
    held.save(update_fields=["taking"])
    return held.taking


@action
def take_file(*, by: Actor, file: ReportFile, checked: Checked, source: Source) -> Taken:
    """Take the figures of a file, as its person was shown them."""
    held = ReportFile.objects.select_for_update().get(pk=file.pk)
    seen = held.found.get("seen", "")
    taken = take_figures(by=by, checked=checked, source=source, accepted=held.accepted, seen=seen)
    held.taken = taken.record
    held.save(update_fields=["taken"])
    return taken


@action
def drop(*, by: Any, file: ReportFile) -> bool:
    """Take nothing of it: the upload is deleted. False when it is being taken, or was."""
    held = locked(by, file)
    if held.is_being_taken:
        return False
    if held.stored is not None:
        held.stored.delete()
    return True


def _check(by: Any, file: ReportFile) -> ReportFile:
    args = {"file": file.stored_id, "report": file.pk}
    file.checking = jobs.start(CHECK, by=by, args=args, title="Check a file of figures")
    file.taking = None
    file.save(update_fields=["checking", "taking"])
    return file
