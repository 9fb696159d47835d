"""The history of each record that a file changed, besides the one row of the import itself."""

from collections.abc import Callable
from typing import Any

from django.db import models

from core.history import Actor, record
from core.importing.changes import Changes
from core.importing.held import Key
from core.importing.importer import Source

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

    `subject` is whose page that is, by the record's key; `what` goes before it, as in 'a visit of'.
    """
    if changes.count > AT_MOST:
        return

    def said(verb: str, key: Key, before: Any, after: Any) -> None:
        verb = f"{verb} {what}".rstrip()
        record(verb, subject(key), by=by, before=before, after=after, reason=source.reason)

    for removal in changes.removed:
        said("removed", removal.key, dict(removal.before), None)
    for change in changes.all:
        said("imported" if change.before is None else "corrected", change.key, change.before, change.after)
