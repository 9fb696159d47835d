"""Thirteen months of every indicator side by side, the same month a year before among them.

The page asks the database six times, once more for who moderates and twice for who manages teams, whatever
there is of months, places and indicators, and answers in under 50 ms (benchmarks/dashboard.py). The session's
stamp, which the first page of a minute writes, is not counted in this.
"""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from core import clock, exports, months
from core.permissions import requires
from figures.models import Source
from indicators.board import links
from indicators.board.asked import Asked, asked, month_asked
from indicators.board.choosing import Select, month_and_place
from indicators.board.filters import SHOW, SPECIAL, StandingFilters
from indicators.board.lines import header, lines, values
from indicators.board.sections import known_there
from indicators.permissions import VIEW
from indicators.reading.catalogue import catalogue
from indicators.reading.standing import BEHIND, standings

BEFORE = 12
"""How many months stand before the last one."""
EXPORTS = (("CSV", "csv"), ("Excel", "xlsx"))


@requires(VIEW)
def performance_grid(request: HttpRequest) -> HttpResponse:
    """All indicators by month, by section; as a page or a file."""
    found = asked(request.user, request.GET.get("place", ""))
    newest = found.newest or months.last_full(clock.today())
    month = month_asked(request.GET.get("month", ""), newest)
    filters = _filters(request, found, month)
    understood, kind = filters.form.is_valid(), request.GET.get("export", "")
    span = list(months.span(months.minus_months(month, BEFORE), month))
    title = f"Thirteen months to {months.label(month)}"
    if kind in exports.FORMATS and understood:
        return exports.download(*exports.as_file(kind, title, header(span), values(filters.qs, span)))
    context = {
        "title": title,
        "span": span,
        "found": found,
        "known": any(each.points for each in filters.rows),
        "sections": list(lines(filters.qs, span, found.place)),
        "form": filters.form,
        "selects": _selects(request, found, month),
        "exports": [(words, _with(request, export=each)) for words, each in EXPORTS],
        "neighbours": _neighbours(request, found, month),
        "back": reverse("performance_month", args=[month]) + found.query,
        "to_do": links.to_get_figures(request.user),
    }
    return render(request, "indicators/board/grid.html", context)


def _filters(request: HttpRequest, found: Asked, month: dt.date) -> StandingFilters:
    """Over all rows. Limits need more months than are shown; these are read only when they are asked for."""
    behind = BEHIND if request.GET.get("show") == SPECIAL else BEFORE
    rows = standings(request.user, catalogue(month), month, found.condition, behind=behind, bare=True)
    return StandingFilters(request.GET, known_there(rows, found), found)


def _selects(request: HttpRequest, found: Asked, month: dt.date) -> list[Select]:
    chosen = request.GET.get
    return [
        *month_and_place(found, month, "Up to"),
        Select("show", "Only what is", [("", "All"), *SHOW], chosen("show", "")),
        Select("source", "Source", [("", "All"), *Source.choices], chosen("source", "")),
    ]


def _neighbours(request: HttpRequest, found: Asked, month: dt.date) -> list[tuple[str, str]]:
    back, on = months.minus_months(month, 1), months.plus_months(month, 1)
    there = [(back, found.may_go_back(month)), (on, found.may_go_on(month))]
    return [
        (f"To {months.label(each)}", f"?{_with(request, month=months.key(each))}")
        for each, exists in there
        if exists
    ]


def _with(request: HttpRequest, **changed: str) -> str:
    """The address's query with something else in it."""
    query = request.GET.copy()
    for name, value in changed.items():
        query[name] = value
    return query.urlencode()
