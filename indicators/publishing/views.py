"""The published workbook of a month, and the same as CSV."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse

from core import clock, exports, months
from core.history import Actor
from core.permissions import requires
from indicators.permissions import VIEW
from indicators.publishing.report import Report, report
from indicators.publishing.rows import heads, rows
from indicators.publishing.workbook import workbook


@requires(VIEW)
def performance_workbook(request: HttpRequest, month: dt.date) -> HttpResponse:
    """The month's report as a file: a workbook, or `?format=csv`."""
    kind = request.GET.get("format", "xlsx")
    if kind not in exports.FORMATS or month > clock.today():
        raise Http404("There is no such report.")
    found = report(cast(Actor, request.user), month)
    body = workbook(found) if kind == "xlsx" else b"".join(as_csv(found))
    return exports.download(name(found, kind), exports.FORMATS[kind], body)


def name(found: Report, kind: str) -> str:
    """`performance-report-2023-09.xlsx`, and that it is a draft where it is one."""
    draft = "" if found.signed else "-draft"
    return f"performance-report-{months.key(found.month)}{draft}.{kind}"


def as_csv(found: Report) -> Iterator[bytes]:
    """Every section in one table: their benchmarks, which differ, are in the workbook and the API."""
    lines: list[list[Any]] = []
    head: list[str] = []
    for sheet in found.sections:
        bare = type(sheet)(
            sheet.name, sheet.slug, tuple(_without_benchmarks(each) for each in sheet.standings)
        )
        head = ["Section", *heads(bare, found.span)]
        lines += [[sheet.name, *row] for row in rows(bare, found)]
    return exports.as_csv(head, lines)


def _without_benchmarks(each: Any) -> Any:
    return type(each)(each.indicator, each.month, each.points, each.whole_service)
