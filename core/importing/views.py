"""Imports on the pages: choose a file, see what is wrong and would change, take the good rows or none."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core import history
from core.errors import Refused
from core.forms import form_page
from core.importing import actions
from core.importing.forms import ReplacingForm, UploadForm
from core.importing.importer import Importer, find, for_user, pages_of
from core.importing.scope import Days
from core.importing.tables import ChangeTable, ColumnTable, ImportTable, RemovalTable
from core.jobs.tables import ProblemTable, problem_rows
from core.models import Import, Job, StoredFile
from core.permissions import check as check_permission
from core.tables.pages import PER_PAGE, BoundedPaginator, pagination


def _importer(request: HttpRequest, kind: str) -> Importer[Any, Any]:
    try:
        importer = find(kind)
    except LookupError:
        raise Http404 from None
    check_permission(request.user, importer.permission)
    return importer


def _page(request: HttpRequest, records: Any) -> tuple[Any, dict[str, Any] | None]:
    page = BoundedPaginator(records, PER_PAGE).nearest(request.GET.get("page", "1"))
    return page, pagination(page, request.GET)


@require_safe
def import_list(request: HttpRequest) -> HttpResponse:
    """The kinds of file that this person may import, and the files that were."""
    importers = for_user(request.user)
    check_permission(request.user, *(importer.permission for importer in importers))
    taken = Import.objects.of_kinds([importer.kind for importer in importers])
    page, pages = _page(request, taken)
    context = {"importers": importers, "table": ImportTable(page.object_list), "pagination": pages}
    return render(request, "core/import_list.html", {**context, "any": bool(page.object_list)})


def upload(request: HttpRequest, kind: str) -> HttpResponse:
    """Choose a file; a job checks it."""
    importer = _importer(request, kind)
    asked = ReplacingForm if importer.replaces else UploadForm
    form = asked(request.POST, request.FILES) if request.method == "POST" else asked()
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        told = {"kind": kind, "name": file.name, "content": file.read(), "days": form.days()}
        return redirect(actions.ask_check(by=request.user, **told))
    return form_page(
        request,
        form,
        title=f"Import {importer.title.lower()}",
        submit="Check the file",
        cancel_url=reverse("imports"),
        intro=importer.about,
        template="core/import_upload.html",
        importer=importer,
        columns=ColumnTable(_columns(importer)),
    )


def _columns(importer: Importer[Any, Any]) -> list[dict[str, str]]:
    return [
        {
            "heading": column.heading,
            "accepts": column.accepts,
            "needed": "Always" if column.required else "May be blank or missing",
        }
        for column in importer.columns
    ]


def _check(request: HttpRequest, pk: int) -> tuple[Job, Importer[Any, Any]]:
    """One's own check, done; somebody else's is not there."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk, kind=actions.CHECK)
    return job, _importer(request, job.args["kind"])


@require_safe
@never_cache
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """What is wrong with the file, what its good rows would change, and the choice."""
    job, importer = _check(request, pk)
    if not job.result:
        return redirect(job)
    page, pages = _page(request, problem_rows(job.problems))
    lines = job.result["lines"]
    context = {
        "job": job,
        "importer": importer,
        "found": job.result,
        "file": StoredFile.objects.filter(pk=job.args["file"]).first(),
        "asked": actions.asked_take(by=request.user, check=job),
        "problems": _problem_table(page.object_list) if job.problems else None,
        "problems_listed": len(job.problems),
        "pagination": pages,
        "changes": ChangeTable(lines) if lines else None,
        "button": _button(job.result["good"], job.result.get("removed", 0)),
        "changing": job.result["added"] + job.result["corrected"],
        "days": Days.from_args(job.args.get("days")),
        "removals": _removal_table(job.result.get("removals")),
    }
    return render(request, "core/import_check.html", context)


def _removal_table(sentences: list[str] | None) -> RemovalTable | None:
    return RemovalTable([{"sentence": sentence} for sentence in sentences]) if sentences else None


def _problem_table(rows: Any) -> ProblemTable:
    table = ProblemTable(list(rows))
    table.show_caption = False  # the page has a heading that counts them
    return table


def _button(good: int, removed: int) -> str:
    words = "Take the good row" if good == 1 else f"Take the {good:,} good rows"
    return f"{words} and remove {removed:,}" if removed else words


@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the good rows taken. Asking twice leads to the same job."""
    job, _ = _check(request, pk)
    try:
        return redirect(actions.ask_take(by=request.user, check=job))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("import_check", pk)


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take none: the upload is deleted."""
    job, importer = _check(request, pk)
    if actions.drop(by=request.user, check=job):
        messages.success(request, "None of the rows was taken. The file that you chose has been deleted.")
    return redirect("import_upload", importer.kind)


@require_safe
def taken(request: HttpRequest, pk: int) -> HttpResponse:
    """One file that was taken, with its history."""
    kinds = [importer.kind for importer in for_user(request.user)]
    record = get_object_or_404(Import.objects.of_kinds(kinds), pk=pk)
    page, pages = _page(request, history.listed(record, "removed") if record.removed else [])
    own = pages_of(record.kind)
    context = {
        "removals": _removal_table(list(page.object_list)),
        "pagination": pages,
        "beside": own.beside(request, record) if own and own.beside else "",
    }
    return render(request, "core/import_taken.html", {"record": record, **context})
