"""What the home page says about running a month: what waits for a decision, what became of one's own."""

import datetime as dt
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from audits.models import Adjustment, Audit
from audits.permissions import APPROVE, SUBMIT
from audits.standing import standing_of
from core import clock, home
from core.home import Line, Work

SHOWN = 5
DECIDED_DAYS = 14
"""For so long a decision stays on the home page of who is concerned."""


def to_decide(user: Any) -> Work | None:
    """What waits for a decision, longest first; where one has no say it is for a colleague."""
    if not user.may(APPROVE):
        return None
    waiting = Adjustment.objects.visible_to(user).waiting().exclude(audit__in=_barred(user))
    total = waiting.count()
    lines = [
        Line(
            text=f"{each.get_kind_display()}: {each.audit.case_ref}",
            url=reverse("adjustment_decide", args=[each.pk]),
            detail=f"{each.audit.cycle}, asked for by {each.asked_by} on {_day(each.asked_at)}",
        )
        for each in waiting.select_related("audit__cycle", "asked_by")[:SHOWN]
    ]
    url = f"{reverse('adjustments')}?state=asked"
    return Work("Adjustments waiting for a decision", lines, total, url, "Nothing waits for a decision.")


def _barred(user: Any) -> QuerySet[Any]:
    """The audits that a colleague has to decide on."""
    return Audit.objects.filter(standing_of(user).barred_from()).order_by().values("pk")


def own_requests(user: Any) -> Work | None:
    """What an auditor asked for and is waiting or was decided of late; what was given to somebody else."""
    if not user.may(SUBMIT):
        return None
    since = clock.now() - dt.timedelta(days=DECIDED_DAYS)
    of_late = Q(state=Adjustment.State.ASKED) | Q(decided_at__gte=since)
    mine = Q(asked_by=user.pk) | Q(auditor_before=user.access.staff_id, auditor_before__isnull=False)
    found = Adjustment.objects.filter(of_late & mine).select_related("audit__cycle")
    lines = [
        Line(f"{each.get_kind_display()}: {each.audit.case_ref}", each.get_absolute_url(), _became(each))
        for each in found[:SHOWN]
    ]
    if not lines:
        return None
    return Work("Adjustments of your audits", lines, 0, reverse("adjustments"))


def _became(each: Adjustment) -> str:
    return f"{each.audit.cycle}, {each.get_state_display().lower()}"


def _day(at: dt.datetime) -> str:
    return f"{at.astimezone(clock.LONDON):%-d %B %Y}"


def offer() -> None:
    """Tell the home page."""
    home.offer(to_decide, 12)
    home.offer(own_requests, 13)
