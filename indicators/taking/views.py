"""A file of figures on the pages: chosen, checked, seen, taken or not."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.errors import Refused
from core.forms import form_page
from core.importing.tables import ColumnTable
from core.permissions import requires
from indicators.actions import checking
from indicators.models import ReportFile
from indicators.permissions import IMPORT
from indicators.taking import reports
from indicators.taking.columns import ALSO, WIDE, rows
from indicators.taking.forms import FigureFileForm
from indicators.taking.tables import GroupTable, ProblemTable, RestatedTable

FIRST = 10


@requires(IMPORT)
def figures_import(request: HttpRequest) -> HttpResponse:
    """Choose a file and say when its report was published; a job checks it."""
    form = FigureFileForm(request.POST, request.FILES) if request.method == "POST" else _blank(request)
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        said = {"name": file.name, **{each: form.cleaned_data[each] for each in ("published_on", "council")}}
        report = checking.ask_check(by=_user(request), content=file.read(), **said)
        return redirect(reports.progress(report))
    return form_page(
        request,
        form,
        title="Import figures",
        submit="Check the file",
        cancel_url=reverse("imports"),
        intro="A report or an extract is checked whole before anything is taken. What is odd about it is "
        "taken only with your reason, which stays on the figure.",
        template="indicators/taking/choose.html",
        open_files=list(ReportFile.objects.visible_to(request.user).open()[:FIRST]),
        columns=ColumnTable(rows(WIDE)),
        also=ALSO,
    )


def _blank(request: HttpRequest) -> FigureFileForm:
    """With what the person's last file called the council."""
    files = ReportFile.objects.visible_to(request.user).exclude(council="")
    return FigureFileForm(initial={"council": files.values_list("council", flat=True).first() or ""})


@never_cache
@requires(IMPORT)
@require_safe
def figures_check(request: HttpRequest, pk: int) -> HttpResponse:
    """All that was found, what would be taken, and the choice."""
    report = reports.own(request, pk)
    if not reports.is_checked(report):
        return redirect(reports.progress(report))
    found = report.found
    groups = reports.groups(report)
    restated = found.get("restated", [])
    context = {
        "report": report,
        "failed": reports.has_failed(report),
        "found": found,
        "problems": _first(ProblemTable, reports.problems(report)),
        "questions": found.get("questions", [])[:FIRST],
        "unknown": len(found.get("questions", [])),
        "answered": report.names,
        "groups": GroupTable(_with_links(report, groups)) if groups else None,
        "warnings": sum(len(group.warnings) for group in groups),
        "waiting": sum(group.waiting for group in groups),
        "unaccepted": found.get("left_out", 0) - found.get("spoilt", 0),
        "restated": _first(RestatedTable, restated),
        "up_to_date": reports.is_up_to_date(report),
        "takes": any(found.get("counted", {}).get(each) for each in TAKEN),
    }
    return render(request, "indicators/taking/check.html", {**context, "first": FIRST})


TAKEN = ("added", "restated", "again", "benchmarks", "targets")


def _first(table: Any, records: list[dict[str, Any]]) -> Any:
    return table(records[:FIRST]) if records else None


def _with_links(report: ReportFile, groups: list[reports.Group]) -> list[dict[str, Any]]:
    return [
        {
            "title": group.title,
            "url": reverse("figures_warnings", args=[report.pk, group.check]),
            "warnings": len(group.warnings),
            "accepted": group.accepted,
            "state": "To look at" if group.waiting else "All accepted",
        }
        for group in groups
    ]


@requires(IMPORT)
@require_POST
def figures_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Work out once more what would be taken."""
    return _done(request, pk, _again(request))


@requires(IMPORT)
@require_POST
def figures_take(request: HttpRequest, pk: int) -> HttpResponse:
    """Have it taken as it was shown. Asking twice leads to the same job."""
    return _done(request, pk, _take(request))


@requires(IMPORT)
@require_POST
def figures_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take nothing: the upload is deleted."""
    if checking.drop(by=_user(request), file=reports.own(request, pk)):
        messages.success(
            request,
            "Nothing was taken, and the file has been deleted. What you said of it is there again when "
            "you choose the same file.",
        )
        return redirect("figures_import")
    return redirect("figures_check", pk)


def _again(request: HttpRequest) -> Callable[[ReportFile], str]:
    return lambda report: reports.progress(checking.check_again(by=_user(request), file=report))


def _take(request: HttpRequest) -> Callable[[ReportFile], str]:
    return lambda report: checking.ask_take(by=_user(request), file=report).get_absolute_url()


def _done(request: HttpRequest, pk: int, act: Callable[[ReportFile], str]) -> HttpResponse:
    """Do it, or say why not on the page of the file."""
    report = reports.own(request, pk)
    try:
        return redirect(act(report))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("figures_check", pk)


def _user(request: HttpRequest) -> Any:
    return cast(Any, request.user)
