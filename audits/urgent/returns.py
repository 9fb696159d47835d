"""The times an audit was sent back, as pages show them."""

from collections.abc import Collection
from dataclasses import dataclass

from audits.models import Audit, Return
from audits.rules import returning


@dataclass(frozen=True)
class Shown:
    """One return: its questions, what the audit said then, and what changed until it came back."""

    sent: Return
    said: list[tuple[str, str]]
    changes: list[returning.Changed]
    some_hidden: bool


def of_audit(audit: Audit, hidden: Collection[str] = ()) -> list[Shown]:
    """All returns of an audit, newest first, without the fields of the `hidden` codes. One query."""
    found = audit.returns.select_related("returned_by")
    return [
        Shown(
            each,
            returning.written(each.before, hidden),
            returning.changes(each.before, each.after, hidden) if each.came_back_at else [],
            bool(hidden),
        )
        for each in found
    ]


def waiting(audit: Audit) -> Return | None:
    """The return that the auditor has to answer; asks the database only where there is one."""
    if audit.state != Audit.State.RETURNED:
        return None
    found: Return | None = audit.returns.select_related("returned_by").filter(came_back_at=None).first()
    return found
