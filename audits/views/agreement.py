"""How far auditors and moderators agree."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from audits.forms.second_looks import PeriodForm
from audits.models import Cycle
from audits.permissions import VIEW_AGREEMENT
from audits.second_looks import agreement
from audits.second_looks.tables import AgreementTable, GradesTable
from core import months
from core.permissions import requires
from publications.svg import draw

EVER = "All months"


@requires(VIEW_AGREEMENT)
def agreed(request: HttpRequest) -> HttpResponse:
    """Of moderated audits: agreed, raised, lowered, within one grade, kappa; for a period, and overall."""
    there = list(Cycle.objects.monthly().order_by("month").values_list("month", flat=True))
    form = PeriodForm(there, request.GET or None)
    understood = form.is_bound and form.is_valid()
    first = form.cleaned_data["from_month"] if understood else None
    last = form.cleaned_data["to_month"] if understood else None
    ever = agreement.moderated_audits()
    audits = [audit for audit in ever if _within(audit.month, first, last)]
    by_month = agreement.by_month(audits)
    rows = [agreement.row(EVER, ever)]
    if first or last:
        rows.insert(0, agreement.row(_period(first, last), audits))
    context = {
        "form": form,
        "period": _period(first, last),
        "some": bool(audits),
        "ever": bool(ever),
        "overall": AgreementTable(rows, "Months", "Overall"),
        "tables": [
            AgreementTable(agreement.by(audits, lambda each: each.auditor), "Auditor", "By auditor"),
            AgreementTable(agreement.by(audits, lambda each: each.moderator), "Moderator", "By moderator"),
            AgreementTable(agreement.by(audits, lambda each: each.area), "Service area", "By service area"),
            AgreementTable([row for _, row in by_month], "Month", "By month"),
        ],
        "drawn": draw([agreement.over_time(by_month)])[0] if by_month else None,
        "grades": GradesTable(agreement.grades(request.user, first, last)),
        "held_back": agreement.holds_back(request.user, first, last),
    }
    return render(request, "audits/agreement.html", context)


def _within(month: dt.date, first: dt.date | None, last: dt.date | None) -> bool:
    return (first is None or first <= month) and (last is None or month <= last)


def _period(first: dt.date | None, last: dt.date | None) -> str:
    if first and last:
        return months.label(first) if first == last else f"{months.label(first)} to {months.label(last)}"
    if first:
        return f"From {months.label(first)}"
    return f"To {months.label(last)}" if last else EVER
