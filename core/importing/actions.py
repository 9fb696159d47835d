"""Taking files, and asking for it on the pages. Whoever calls `take` has shown what it would change."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from core import clock, jobs
from core.errors import Refused
from core.history import Actor, action, record
from core.importing.changes import Changes
from core.importing.importer import Importer, Source, find
from core.importing.problems import Problems
from core.importing.scope import Days, Scope
from core.models import Import, Job, StoredFile
from core.models.jobs import State

CHECK, TAKE = "imports.check", "imports.take"
OVERTAKEN = (
    "Something that this file is about was changed in Plumbline since the file was checked. "
    "Nothing was taken. Check the file again."
)
CLASH = "Somebody else has just saved something that this file clashes with. Nothing was taken. Try again."


@dataclass(frozen=True)
class Taken:
    """What taking a file changed; `record` is None where it changed nothing."""

    changes: Changes[Any]
    record: Import | None


@action
def take(
    *,
    by: Actor,
    importer: Importer[Any, Any],
    rows: Sequence[Any],
    source: Source,
    total: int | None = None,
    seen: str | None = None,
    days: Days | None = None,
) -> Taken:
    """Write what the rows change: one transaction, one import with its file's digest in history.

    The rows are checked against what is recorded now. `seen` is the digest of the changes that a person was
    shown: refused when it would be others. Where nobody was shown any, refused when a row is not good. The
    same file twice changes nothing, and leaves no second import. Of `days` the file is all there is: what is
    recorded of them and not in it is removed. With those that
    had a problem before, the file has `total` rows.
    """
    if not by.may(importer.permission):
        raise PermissionDenied
    known = importer.known(Scope(rows, lock=True, days=days))
    problems = Problems()
    good = importer.check(rows, known, problems)
    changes = importer.plan(good, known)
    if bool(problems.count) if seen is None else seen != changes.digest:
        raise Refused(OVERTAKEN)
    if not changes:
        return Taken(changes, None)
    try:
        with transaction.atomic():
            importer.write(by=by, changes=changes, known=known, source=source)
    except IntegrityError as error:
        raise Refused(CLASH) from error
    left_out = (len(rows) if total is None else total) - len(rows) + len(problems.rows)
    return Taken(changes, _recorded(by, importer, changes, source, left_out, days))


def _recorded(
    by: Actor,
    importer: Importer[Any, Any],
    changes: Changes[Any],
    source: Source,
    left_out: int,
    days: Days | None,
) -> Import:
    new = Import.objects.create(
        kind=importer.kind,
        title=importer.title,
        name=source.name[:200],
        sha256=source.sha256,
        by_id=by.pk,
        by_name=by.name,
        at=clock.now(),
        added=len(changes.added),
        corrected=len(changes.corrected),
        removed=len(changes.removed),
        unchanged=changes.unchanged,
        left_out=left_out,
    )
    after = {
        "name": new.name,
        "SHA-256": new.sha256,
        "added": [change.sentence for change in changes.added],
        "corrected": [change.sentence for change in changes.corrected],
        "removed": [removal.sentence for removal in changes.removed],
        "all_there_is_of": str(days) if days else "",
        "rows_left_as_they_were": changes.unchanged,
        "rows_left_out_for_their_problems": left_out,
    }
    said = {name: value for name, value in after.items() if value}
    record(f"imported {importer.title.lower()} from", new, by=by, after=said)
    return new


@action
def ask_check(*, by: Any, kind: str, name: str, content: bytes, days: Days | None = None) -> Job:
    """Keep an upload and have a job check it. What a person uploads changes nothing, so has no history.

    `days` are those of which the file is said to be all there is; Refused for a kind that replaces nothing.
    """
    importer = find(kind)
    if not by.may(importer.permission):
        raise PermissionDenied
    if days is not None and not importer.replaces:
        raise Refused(f"A file of {importer.title.lower()} cannot replace what is recorded.")
    stored = StoredFile.objects.keep(
        name=name[:200], content_type="application/octet-stream", content=content, uploaded_by=by
    )
    args = {"kind": kind, "file": stored.pk, **({"days": days.as_args()} if days else {})}
    return jobs.start(CHECK, by=by, args=args, title=f"Check a file of {importer.title.lower()}")


@action
def ask_take(*, by: Any, check: Job) -> Job:
    """Have a job take the good rows of a file that was checked. Asking twice answers the same job."""
    locked = Job.objects.visible_to(by).select_for_update(of=("self",)).get(pk=check.pk)
    importer = find(locked.args["kind"])
    if not by.may(importer.permission):
        raise PermissionDenied
    there = asked_take(by=by, check=locked)
    if there is not None:
        return there
    if not StoredFile.objects.filter(pk=locked.args["file"]).exists():
        raise Refused("The file is no longer kept. Choose it again to have it checked.")
    args = {"check": locked.pk}
    return jobs.start(TAKE, by=by, args=args, title=f"Import {importer.title.lower()}")


def asked_take(*, by: Any, check: Job) -> Job | None:
    """The job that takes, or took, the rows of a check; None when none was asked for, or it failed."""
    asked = Job.objects.visible_to(by).filter(kind=TAKE, args__check=check.pk)
    return asked.exclude(state=State.FAILED).first()


@action
def drop(*, by: Any, check: Job) -> bool:
    """Delete the upload of a check of which nothing is taken: it is not needed. False when something was."""
    locked = Job.objects.visible_to(by).select_for_update(of=("self",)).get(pk=check.pk)
    if asked_take(by=by, check=locked) is not None:
        return False
    StoredFile.objects.filter(pk=locked.args["file"]).delete()
    return True
