"""What stands at the top of a home page: safeguarding concerns, and audits that were sent back."""

from typing import Any

from django.urls import reverse

from audits.models import Audit, Return
from audits.permissions import ANSWER_CONCERNS, SUBMIT
from audits.urgent.concerned import raised_by_me, to_answer
from core import home
from core.home import Line, Work

SHOWN = 5


def offer() -> None:
    """Tell the home page: concerns before all else."""
    home.offer(to_answer, 0)
    home.offer(raised_by_me, 1)
    home.offer(sent_back, 5)
    home.navigate("Safeguarding", "concerns", ANSWER_CONCERNS.name, 15)


def sent_back(user: Any) -> Work | None:
    """The audits that wait for the auditor's answers, soonest due first; nothing if there is none."""
    if not user.may(SUBMIT):
        return None
    waiting = Audit.objects.to_do_for(user).filter(state=Audit.State.RETURNED)
    found = list(waiting.select_related("cycle", "service_area", "team"))
    if not found:
        return None
    returns = Return.objects.filter(audit__in=found[:SHOWN], came_back_at=None).select_related("returned_by")
    by = {each.audit_id: each.returned_by for each in returns}
    lines = [
        Line(
            text=f"{audit.case_ref}, {audit.team or audit.service_area}",
            url=reverse("audit_start", args=[audit.pk]),
            detail=f"Sent back by {by.get(audit.pk)}, due on {audit.is_due_on:%-d %B %Y}",
            late=audit.is_late,
        )
        for audit in found[:SHOWN]
    ]
    return Work("Audits sent back to you", lines, len(found), f"{reverse('audits')}?state=returned")
