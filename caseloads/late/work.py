"""What the home page of managers, leads and heads says is late, and whom nobody holds."""

from typing import Any

from django.urls import reverse

from caseloads.late.rows import DueRow, due_rows
from caseloads.late.waiting import Waiting, waiting
from caseloads.permissions import RECORD
from caseloads.recording.coming_back import link
from caseloads.rules.timing import Standing
from core import clock, home
from core.home import Line, Work

SHOWN = 5


def late_visits(user: Any) -> Work | None:
    """The children longest overdue for a visit."""
    return _late(user, 0, "Late visits", "late_visits", "visit_record")


def late_supervisions(user: Any) -> Work | None:
    """The children longest overdue for a supervision."""
    return _late(user, 1, "Late supervisions", "late_supervisions", "supervision_record")


def unallocated(user: Any) -> Work | None:
    """The children who have waited longest for a worker."""
    if not _concerns(user):
        return None
    rows = todays_waiting(user)
    lines = [
        Line(
            each.case_ref,
            link("child_allocate", each.pk, "/"),
            f"{each.statuses}, {_days(each.days)}{f', last {each.team}' if each.team else ''}",
        )
        for each in rows[:SHOWN]
    ]
    return Work("Unallocated children", lines, len(rows), reverse("unallocated")) if lines else None


def offer() -> None:
    """Tell the home page."""
    for provider in (unallocated, late_visits, late_supervisions):
        home.offer(provider, 7)


def _concerns(user: Any) -> bool:
    """Who works with children of their own teams or service areas; not who sees everybody's."""
    return user.may(RECORD) and not user.access.sees_all_services


def _late(user: Any, place: int, title: str, all_of_them: str, record: str) -> Work | None:
    if not _concerns(user):
        return None
    rows = [row for row in todays_dues(user)[place] if row.standing is Standing.LATE]
    lines = [
        Line(row.case_ref, link(record, row.pk, "/"), f"{row.days_late:,} {_late_days(row)}, {row.worker}")
        for row in rows[:SHOWN]
    ]
    return Work(title, lines, len(rows), reverse(all_of_them)) if lines else None


def todays_dues(user: Any) -> list[list[DueRow]]:
    """What is due today, visits and supervisions, worked out once for all blocks of a page."""
    found: list[list[DueRow]] | None = getattr(user, "dues_today", None)
    if found is None:
        found = user.dues_today = due_rows(user, clock.today(), "visit", "supervision")
    return found


def todays_waiting(user: Any) -> list[Waiting]:
    """Whom nobody holds today, read once for all blocks of a page."""
    found: list[Waiting] | None = getattr(user, "waiting_today", None)
    if found is None:
        found = user.waiting_today = waiting(user, clock.today())
    return found


def _late_days(row: DueRow) -> str:
    return "day late" if row.days_late == 1 else "days late"


def _days(number: int) -> str:
    return "since today" if not number else f"{number:,} {'day' if number == 1 else 'days'} without a worker"
