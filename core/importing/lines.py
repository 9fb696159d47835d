"""The history of each record that a file changed, besides the one row of the import itself."""

from collections.abc import Callable
from typing import Any

from django.db import models

from core.history import Actor, record
from core.importing.changes import Change, Changes
from core.importing.held import Key
from core.importing.importer import Source
from core.importing.removing import Removal

AT_MOST = 1_000
"""A longer import is its one row of history, so that it doesn't hold the end of the chain for long."""


def record_each(
    *,
    by: Actor,
    changes: Changes[Any],
    subject: Callable[[Key], models.Model],
    source: Source,
    what: str = "",
) -> None:
    """Say on each record's own page what the import did to it. Called inside the room's action.

    `subject` is whose page that is, by the record's key. Where a page is of more than such records, `what`
    goes before it, as in 'a visit of', and the reason names the record.
    """
    if changes.count > AT_MOST:
        return

    def said(verb: str, changed: Change[Any] | Removal, before: Any, after: Any) -> None:
        verb = f"{verb} {what}".rstrip()
        reason = f"{source.reason} ({changed.label})" if what else source.reason
        record(verb, subject(changed.key), by=by, before=before, after=after, reason=reason)

    for removal in changes.removed:
        said("removed", removal, dict(removal.before), None)
    for change in changes.all:
        said("imported" if change.before is None else "corrected", change, change.before, change.after)
