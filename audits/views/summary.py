"""The month's summary, and the list of months that have one."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from audits.models import Cycle
from audits.permissions import VIEW, VIEW_ALL, VIEW_SUMMARY
from audits.record import month as record_month
from audits.running import missed
from audits.summary import build
from audits.summary.drawings import GRADE_NAMES
from core import clock, months
from core.permissions import requires

HEADINGS = ("Service area", "Allocated", "Completed", "Not completed", *GRADE_NAMES, "Good or better")


@requires(VIEW_SUMMARY)
def summary(request: HttpRequest, month: dt.date) -> HttpResponse:
    """The month as its figures and texts say it."""
    cycle = get_object_or_404(Cycle.objects.monthly().select_related("tool"), month=month)
    shown = build(cycle, request.user)
    context = {
        "summary": shown,
        "missed": missed.in_summary(cycle, shown.rows[-1].not_completed),
        "against_record": record_month.sentences(record_month.of_cycle(cycle)),
        "cycle": cycle,
        "cycles": list(Cycle.objects.monthly().values_list("month", flat=True)[:24]),
        "sees_all": request.user.may(VIEW_ALL),
        "may_search": request.user.may(VIEW),
        "headings": HEADINGS,
    }
    return render(request, "audits/summary.html", context)


@requires(VIEW_SUMMARY)
def latest(request: HttpRequest) -> HttpResponse:
    """The summary of the last full month that had a cycle, else the page that says there is none."""
    full = months.last_full(clock.today())
    month = Cycle.objects.monthly().filter(month__lte=full).values_list("month", flat=True).first()
    if month is None:
        return render(request, "audits/no_summary.html")
    return redirect("summary", months.key(month))


@requires(VIEW_SUMMARY)
def choose(request: HttpRequest) -> HttpResponse:
    """Go to the month that was chosen in the list; a month that is none is a 404."""
    try:
        month = months.parse(request.GET.get("month", ""))
    except ValueError as problem:
        raise Http404(str(problem)) from problem
    return redirect("summary", months.key(month))
