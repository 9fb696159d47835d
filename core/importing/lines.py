"""The history of each record that a file added or corrected, besides the one row of the import itself."""

from collections.abc import Callable
from typing import Any

from django.db import models

from core.history import Actor, record
from core.importing.changes import Change, Changes
from core.importing.importer import Source

AT_MOST = 1_000
"""A longer import is its one row of history, so that it doesn't hold the end of the chain for long."""


def record_each(
    *, by: Actor, changes: Changes[Any], subject: Callable[[Change[Any]], models.Model], source: Source
) -> None:
    """Say on each record's own page what the import did to it. Called inside the room's action."""
    if len(changes.added) + len(changes.corrected) > AT_MOST:
        return
    for change in changes.all:
        verb = "imported" if change.before is None else "corrected"
        record(verb, subject(change), by=by, before=change.before, after=change.after, reason=source.reason)
