"""The pages of policies: what is in force today, and one policy with all its periods."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from caseloads.models import CaseloadLimit, SupervisionFrequency, VisitFrequency
from caseloads.permissions import SET_POLICIES, VIEW
from caseloads.setting import subjects, tables
from caseloads.setting.subjects import Subject
from core import clock, history
from core.permissions import requires
from organisation.roles import Role


@requires(VIEW)
def policies(request: HttpRequest) -> HttpResponse:
    """Everything in force today, the defaults among it, and what is planned."""
    today = clock.today()
    supervision = subjects.of_supervision(SupervisionFrequency.objects.all())
    visits = subjects.of_visits(VisitFrequency.objects.all())
    limits = subjects.of_limits(CaseloadLimit.objects.select_related("service_area", "team"))
    shown = [
        tables.TodayTable(supervision, today, "Supervision"),
        tables.TodayTable(visits, today, "Visits"),
        tables.LimitTable(limits, today, "Caseload limits"),
    ]
    context = {"tables": shown, "today": today, **_who(request)}
    return render(request, "caseloads/policies.html", context)


@requires(VIEW)
def policy(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """One policy: what holds today, all its periods, its history."""
    subject, today = subjects.find(kind, key), clock.today()
    who = _who(request)
    rows = [tables.PeriodRow(subject, row, today) for row in subject.rows]
    context = {
        "subject": subject,
        "now": tables.Today(subject, today),
        "today": today,
        "table": tables.PeriodTable(rows, may_change=who["may_change"]) if rows else None,
        "lines": _history(subject),
        **who,
    }
    return render(request, "caseloads/policy.html", context)


def _history(subject: Subject) -> list[history.Line]:
    """Of all its periods, those that were taken back too."""
    called = str(subject.model(**subject.about))
    return history.of_kind(subject.model, among=subject.rows, called=called)


def _who(request: HttpRequest) -> dict[str, Any]:
    """Whether this person may change policies, and which roles may."""
    user: Any = request.user
    roles = sorted(str(Role(role).label) for role in SET_POLICIES.roles)
    return {"may_change": user.may(SET_POLICIES), "who_may": ", ".join(roles)}
