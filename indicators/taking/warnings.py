"""The warnings of one kind: each accepted with a reason, or all of them with one."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from core.errors import Conflict, Refused
from core.forms import form_page
from core.permissions import requires
from core.tables.pages import PER_PAGE, BoundedPaginator, pagination
from indicators.actions.accepting import ABOUT_REASONS, accept, accept_all, accept_none
from indicators.models import ReportFile
from indicators.models.taking import Said
from indicators.permissions import IMPORT
from indicators.taking import reports
from indicators.taking.forms import WarningsForm


@never_cache
@requires(IMPORT)
def figures_warnings(request: HttpRequest, pk: int, check: str) -> HttpResponse:
    """A page of them. What is typed is saved as it stands, whichever button sends it."""
    report = reports.own(request, pk)
    group = next((each for each in reports.groups(report) if each.check == check), None)
    if group is None:
        raise Http404
    page = BoundedPaginator(group.warnings, PER_PAGE).nearest(request.GET.get("page", "1"))
    asked: dict[str, Any] = {"warnings": list(page.object_list), "said": report.said}
    form, meanwhile = WarningsForm(**asked), {}
    if request.method == "POST":
        form = WarningsForm(request.POST, **asked)
        try:
            if _saved(request, report, group, form):
                return redirect(_onwards(request, report, group, page))
        except Conflict as conflict:
            meanwhile = conflict.current
            form = _again(request, asked, meanwhile)
            form.add_error(None, str(conflict))
        except Refused as refusal:
            form.add_error("reason" if str(refusal) in ABOUT_REASONS else None, str(refusal))
    return _page(request, form, meanwhile, report=report, group=group, page=page)


def _page(
    request: HttpRequest, form: WarningsForm, meanwhile: dict[str, Said], *, report: ReportFile, **on: Any
) -> HttpResponse:
    """The page; of what was said in another window meanwhile both are shown."""
    group, page = on["group"], on["page"]
    return form_page(
        request,
        form,
        title=group.title,
        cancel_url=reverse("figures_check", args=[report.pk]),
        template="indicators/taking/warnings.html",
        status=409 if meanwhile else 200,
        report=report,
        pagination=pagination(page, request.GET),
        lines=[(*line, meanwhile.get(line[0]["id"])) for line in form.lines()],
        all_words=_all(group),
        save_words="Save and go to the next page" if page.has_next() else "Save",
        left_over=list(reports.left_over(report, group.check)),
        **on,
    )


def _all(group: reports.Group) -> str:
    """'Accept all 120 of them with this reason'."""
    if group.waiting == 1:
        return "Accept the one that is left with this reason"
    return f"Accept all {group.waiting:,} that are left with this reason"


def _saved(request: HttpRequest, report: ReportFile, group: reports.Group, form: WarningsForm) -> bool:
    """Whether what was sent is kept. Of 'all' and 'none' the page itself goes first."""
    by, do = cast(Any, request.user), request.POST.get("do")
    if do == "none":
        accept_none(by=by, file=report, check=group.check)
        messages.success(request, "None of them is accepted any more. The reasons are kept.")
        return True
    if not form.is_valid():
        return False
    accept(by=by, file=report, was=form.was(), now=form.now())
    if do == "all":
        count = accept_all(by=by, file=report, check=group.check, reason=form.cleaned_data["reason"])
        messages.success(request, f"{count:,} more are accepted." if count else "All of them are accepted.")
    return True


def _onwards(request: HttpRequest, report: ReportFile, group: reports.Group, page: Any) -> str:
    """The next page of them, else the file."""
    if request.POST.get("do") in ("all", "none") or not page.has_next():
        return reverse("figures_check", args=[report.pk])
    url = reverse("figures_warnings", args=[report.pk, group.check])
    return f"{url}?page={page.next_page_number()}"


def _again(request: HttpRequest, asked: dict[str, Any], meanwhile: dict[str, Said]) -> WarningsForm:
    """The form with everything as typed, now on top of what was said in the other window."""
    data = request.POST.copy()
    for key, said in meanwhile.items():
        data[f"was-{key}"] = said.stamp
    form = WarningsForm(data, **asked)
    form.full_clean()
    return form
