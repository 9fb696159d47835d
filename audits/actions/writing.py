"""Saving what an auditor writes, field by field. History begins at submission, so none is kept here."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from audits.models import Audit, Entry, Unmerged
from core import clock
from core.errors import Refused
from core.history import action
from organisation.models import User


@dataclass(frozen=True)
class Saved:
    """A field after saving: its version and text, and the text that could not be saved over a newer one."""

    version: int
    value: str
    conflict: str | None = None


@action
def save(*, by: User, audit: Audit, fields: Mapping[str, tuple[str, int]], tab: str = "") -> dict[str, Saved]:
    """Save texts, each with the version that it was written on top of (0: there was none).

    A text whose field has moved on since is kept beside the newer one until somebody chooses; nothing
    typed is lost. `tab` names the open page, whose later text takes the place of its earlier one. Saving
    the same text twice changes nothing. Refused when the audit is not to be written.
    """
    now = _writable(by, audit)
    entries = {entry.field: entry for entry in now.entries.filter(field__in=fields)}
    saved = {}
    for field, (value, base) in fields.items():
        saved[field] = _save(now, by, field, _typed(value), base, entries.get(field), tab)
    return saved


def _typed(value: str) -> str:
    """A text as it is kept: one character for a line's end, and without NULs, which PostgreSQL refuses."""
    return value.replace("\r\n", "\n").replace("\x00", "")


def _writable(by: User, audit: Audit) -> Audit:
    now: Audit = Audit.objects.select_for_update(of=("self",)).select_related("cycle").get(pk=audit.pk)
    if by.staff_id is None or now.auditor_id != by.staff_id:
        raise Refused("Only the auditor fills in an audit.")
    if now.state in Audit.LEFT_OUT:
        raise Refused(f"This audit was {now.get_state_display().lower()}, so it is not filled in any more.")
    if not now.is_to_do:
        raise Refused("This audit has been submitted. What you typed since was not added to it.")
    if now.cycle.state != "open":
        raise Refused(f"The cycle {now.cycle} is not open. Ask the quality assurance unit to open it.")
    return now


def _save(
    audit: Audit, by: User, field: str, value: str, base: int, entry: Entry | None, tab: str = ""
) -> Saved:
    if entry is None:
        if not value:
            return Saved(0, "")
        entry = audit.entries.create(field=field, value=value, saved_by=by, saved_at=clock.now())
        return Saved(entry.version, value)
    if entry.value == value:
        return Saved(entry.version, value)
    if entry.version != base:
        if value:
            _keep_beside(audit, by, field, value, tab)
        return Saved(entry.version, entry.value, conflict=value)
    entry.value, entry.version = value, entry.version + 1
    entry.saved_by, entry.saved_at = by, clock.now()
    entry.save(update_fields=["value", "version", "saved_by", "saved_at"])
    return Saved(entry.version, value)


def _keep_beside(audit: Audit, by: User, field: str, value: str, tab: str) -> None:
    """Keep the text beside the newer one; one that names no page is told from others by what it says."""
    page = tab[:32] or hashlib.sha256(value.encode()).hexdigest()[:32]
    audit.unmerged.update_or_create(
        field=field, tab=page, defaults={"value": value, "saved_by": by, "saved_at": clock.now()}
    )


@action
def merge(*, by: User, audit: Audit, unmerged: Unmerged) -> Saved:
    """Take the text that was kept beside; the one it replaces is kept beside in its place."""
    now = _writable(by, audit)
    entry = now.entries.filter(field=unmerged.field).first()
    if entry is not None and entry.value and entry.value != unmerged.value:
        _keep_beside(now, by, unmerged.field, entry.value, "")
    saved = _save(now, by, unmerged.field, unmerged.value, entry.version if entry else 0, entry)
    now.unmerged.filter(pk=unmerged.pk).delete()
    return saved


@action
def discard(*, by: User, audit: Audit, unmerged: Unmerged) -> None:
    """Drop a text that was kept beside, as the auditor asked."""
    _writable(by, audit).unmerged.filter(pk=unmerged.pk).delete()
