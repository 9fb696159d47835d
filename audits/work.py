"""What the home page of each role says about audits."""

from typing import Any

from django.urls import reverse

from audits.blinding import HIDDEN, seen_by
from audits.models import Audit, Cycle, Grade
from audits.permissions import MODERATE, RUN_CYCLES, SUBMIT, VIEW_SUMMARY
from core import clock, months
from core.home import Line, Work

SHOWN = 5


def to_fill_in(user: Any) -> Work | None:
    """The audits that an auditor owes, soonest due first; those sent back are a block of their own."""
    if not user.may(SUBMIT):
        return None
    waiting = Audit.objects.to_do_for(user).exclude(state=Audit.State.RETURNED)
    found = list(waiting.select_related("cycle", "service_area", "team"))
    lines = [
        Line(
            text=f"{audit.case_ref}, {audit.team or audit.service_area}",
            url=reverse("audit_start", args=[audit.pk]),
            detail=f"{audit.cycle}, due on {audit.is_due_on:%-d %B %Y}",
            late=audit.is_late,
        )
        for audit in found[:SHOWN]
    ]
    empty = "You have no audits to fill in. When the quality assurance unit allocates one to you, it is here."
    return Work("Audits to fill in", lines, len(found), reverse("audits"), empty)


def to_moderate(user: Any) -> Work | None:
    """What waits for a moderator, longest first."""
    if not user.may(MODERATE):
        return None
    waiting = Audit.objects.awaiting_moderation_by(user)
    shown = seen_by(waiting, user).select_related("cycle", "service_area").order_by("completed_on", "pk")
    total = waiting.count()
    lines = [
        Line(
            text=f"{audit.case_ref}, {audit.service_area}",
            url=reverse("audit_moderate", args=[audit.pk]),
            detail=f"{_graded(audit.seen_grade)}, completed on {audit.completed_on:%-d %B %Y}",
        )
        for audit in shown[:SHOWN]
    ]
    empty = "No audit is waiting to be moderated."
    return Work("Audits to moderate", lines, total, reverse("moderation_queue"), empty)


def _graded(seen: str) -> str:
    return "To be graded blind" if seen == HIDDEN else str(Grade(seen).label)


def running_cycles(user: Any) -> Work | None:
    """The open months' own cycles, for those who run them."""
    if not user.may(RUN_CYCLES):
        return None
    lines = []
    for cycle in Cycle.objects.monthly().open():
        late = cycle.due_on < clock.today()
        due = f"was due on {cycle.due_on:%-d %B %Y}" if late else f"due on {cycle.due_on:%-d %B %Y}"
        lines.append(Line(str(cycle), cycle.get_absolute_url(), due, late))
    empty = "No cycle is open. Plan one, allocate its audits, then open it."
    return Work("Open cycles", lines, len(lines), reverse("cycles"), empty)


def last_summary(user: Any) -> Work | None:
    """The summary of the last full month, for those who read it."""
    if not user.may(VIEW_SUMMARY):
        return None
    full = months.last_full(clock.today())
    found = Cycle.objects.monthly().filter(month__lte=full)[:3]
    lines = [
        Line(str(cycle), reverse("summary", args=[months.key(cycle.month)]), cycle.theme) for cycle in found
    ]
    return Work("Audit summaries", lines, 0, "", "No month has been audited yet.")
