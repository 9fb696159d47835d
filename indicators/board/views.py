"""The month at a glance."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from core import clock, months
from core.permissions import requires
from indicators.board import links
from indicators.board.asked import Asked, asked, month_asked, neighbours
from indicators.board.choosing import month_and_place
from indicators.board.overview import overview
from indicators.board.sections import known_there
from indicators.board.tables import ChangedTable, MissingTable
from indicators.permissions import VIEW
from indicators.reading.catalogue import catalogue
from indicators.reading.months import month_state
from indicators.reading.standing import standings


@requires(VIEW)
def performance(request: HttpRequest) -> HttpResponse:
    """The newest month that has figures; or the month and place that the form on it asks for."""
    found = asked(request.user, request.GET.get("place", ""))
    newest = found.newest or months.last_full(clock.today())
    if request.GET.get("month"):
        month = month_asked(request.GET["month"], newest)
        return redirect(reverse("performance_month", args=[month]) + found.query)
    return _month(request, newest, found)


@requires(VIEW)
def performance_month(request: HttpRequest, month: dt.date) -> HttpResponse:
    """A month: what is red, what changed by more than chance, what is missing, what is confirmed."""
    return _month(request, month, asked(request.user, request.GET.get("place", "")))


def _month(request: HttpRequest, month: dt.date, found: Asked) -> HttpResponse:
    user: Any = request.user
    listed = catalogue(month)
    rows = known_there(standings(user, listed, month, found.condition, bare=True), found)
    known = any(each.point for each in rows)
    shown = overview(rows if known else [], month_state(user, month))
    context = {
        "month": month,
        "selects": month_and_place(found, month),
        "action": reverse("performance"),
        "found": found,
        "listed": bool(listed),
        "known": known,
        "shown": shown,
        "changed": ChangedTable.of(shown.changed, found.place),
        "missing": MissingTable.of(shown.missing, found.place),
        "neighbours": neighbours(found, month, "performance_month"),
        "links": links.of_month(user, month),
        "to_do": [] if known else links.to_get_figures(user),
        "heads": ["Red", "Amber", "Green", "No RAG", "More than chance", "Missing"],
    }
    return render(request, "indicators/board/month.html", context)
