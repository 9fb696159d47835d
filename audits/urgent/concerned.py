"""Whom a safeguarding concern concerns: who is told, and what home pages say until it is answered."""

from typing import Any

from django.urls import reverse

from audits.models import Concern
from audits.permissions import ANSWER_CONCERNS, SUBMIT
from core import clock
from core.history.wording import moment
from core.home import Line, Work
from organisation.models import RoleHolding, User
from organisation.roles import SEES_SERVICE_AREAS, Role

SHOWN = 20


def leads_of(service_area: int) -> list[User]:
    """The heads of service and service leads of a service area who may sign in today, by name."""
    return _holders(role__in=sorted(SEES_SERVICE_AREAS), service_area=service_area)


def who_is_told(service_area: int) -> list[User]:
    """Its heads and leads, then everybody of the QA unit; each once."""
    found = {user.pk: user for user in [*leads_of(service_area), *_holders(role=Role.QA)]}
    return list(found.values())


def _holders(**which: Any) -> list[User]:
    held = RoleHolding.objects.on(clock.today()).filter(**which)
    return list(User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("name", "pk"))


def to_answer(user: Any) -> Work | None:
    """At the very top of the home page, until somebody has recorded what was done; None without any."""
    if not user.may(ANSWER_CONCERNS):
        return None
    return _work(user, Concern.objects.visible_to(user), "A child may be at risk now")


def raised_by_me(user: Any) -> Work | None:
    """An auditor's own concerns that nobody has answered."""
    if not user.may(SUBMIT) or user.may(ANSWER_CONCERNS):
        return None
    mine = Concern.objects.visible_to(user).filter(raised_by=user.pk)
    return _work(user, mine, "Safeguarding concerns that you raised")


def _work(user: Any, concerns: Any, title: str) -> Work | None:
    waiting = concerns.unanswered().select_related("audit__service_area", "raised_by")
    found = list(waiting[:SHOWN])
    if not found:
        return None
    lines = [
        Line(
            text=f"{each.audit.case_ref}, {each.audit.service_area}",
            url=each.get_absolute_url(),
            detail=f"Raised by {each.raised_by} on {moment(each.raised_at)}; not answered yet",
        )
        for each in found
    ]
    return Work(title, lines, waiting.count(), f"{reverse('concerns')}?answered=false", urgent=True)
