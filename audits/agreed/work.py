"""What the home page says about inadequates' tasks, agreed actions and re-checks."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.text import Truncator

from audits.models import AgreedAction, InadequateTask, Recheck
from audits.permissions import ACT
from core import clock, home
from core.home import Line, Work
from organisation.roles import Role

SHOWN = 5
LONGEST = 90


def to_agree(user: Any) -> Work | None:
    """Inadequate audits for which this person has to agree what is done: only where there are any."""
    if not user.may(ACT):
        return None
    waiting = InadequateTask.objects.visible_to(user).waiting_for(user)
    tasks = list(waiting.select_related("audit__team", "audit__service_area")[:SHOWN])
    if not tasks:
        return None
    lines = [
        Line(
            text=f"{task.audit.case_ref}, {task.audit.team or task.audit.service_area}",
            url=task.get_absolute_url(),
            detail=f"Since {task.raised_at:%-d %B %Y}",
        )
        for task in tasks
    ]
    title = "Inadequate audits: agree what is done"
    return Work(title, lines, waiting.count(), reverse("inadequate_tasks"), urgent=True)


def to_do(user: Any) -> Work | None:
    """Actions that are due and overdue: one's own, one's team's, for the QA unit every one."""
    if not user.may(ACT):
        return None
    today = clock.today()
    still = AgreedAction.objects.visible_to(user).concerning(user).open()
    late = Count("pk", filter=Q(due_on__lt=today))
    counts = still.order_by().aggregate(all=Count("pk"), overdue=late)
    title = f"Actions: {counts['all'] - counts['overdue']} due, {counts['overdue']} overdue"
    lines = [
        Line(
            text=Truncator(each.what).chars(LONGEST),
            url=each.get_absolute_url(),
            detail=f"{each.audit.team or each.audit.service_area}, due on {each.due_on:%-d %B %Y}",
            late=each.is_overdue,
        )
        for each in still.select_related("audit__team", "audit__service_area")[: SHOWN * (counts["all"] > 0)]
    ]
    empty = "No action is to be done. What is agreed after audits is here until it is done."
    url = f"{reverse('agreed_actions')}?{urlencode({'state': AgreedAction.State.OPEN.value})}"
    return Work(title, lines, 0, url, empty)


def to_recheck(user: Any) -> Work | None:
    """What chance picked for a re-check on the case, longest first; for the QA unit."""
    if not user.may(ACT) or Role.QA not in user.access.roles:
        return None
    waiting = Recheck.objects.filter(lasted__isnull=True, action__done_on__isnull=False)
    found = list(waiting.select_related("action__audit__team", "action__audit__service_area")[:SHOWN])
    if not found:
        return None
    lines = [
        Line(
            text=Truncator(each.action.what).chars(LONGEST),
            url=each.action.get_absolute_url(),
            detail=f"{each.action.audit.team or each.action.audit.service_area}, "
            f"done on {each.action.done_on:%-d %B %Y}",
        )
        for each in found
    ]
    url = f"{reverse('agreed_actions')}?{urlencode({'recheck': 'true'})}"
    return Work("Actions to re-check on the case", lines, waiting.count(), url)


def offer() -> None:
    """Tell the home page, tasks near the top, and where the list is."""
    home.offer(to_agree, 2)
    home.offer(to_do, 11)
    home.offer(to_recheck, 11)
    home.navigate("Actions", "agreed_actions", ACT.name, 22)
