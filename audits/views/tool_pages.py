"""What is done with a version of the audit tool: previewed, compared, put into use, taken away, added to."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from audits import reading
from audits.actions.tools_in_use import add_version, put_into_use
from audits.forms import WritingForm
from audits.forms.tools import SHOWN_FIRST, CompareForm, PreviewForm, ThemeForm, UseForm
from audits.models import Cycle, ToolVersion
from audits.permissions import IMPORT, RUN_CYCLES
from audits.rules.comparing_tools import compare as compared
from audits.tools import exporting as toolexport
from audits.tools import theming
from core import clock, kept, months
from core.errors import Refused
from core.forms import form_page
from core.permissions import requires


@requires(RUN_CYCLES, IMPORT)
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The form as the auditor of a service area sees it. Nothing of it can be saved."""
    version = get_object_or_404(ToolVersion, pk=pk)
    form = PreviewForm(version, clock.today(), request.GET if "service_area" in request.GET else None)
    context: dict[str, Any] = {"version": version, "form": form, "pages": [], "others": []}
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        where = {"holding": said["cases"] == "yes", "theme": said["theme"]}
        area = said["service_area"]
        _, context["others"] = reading.sections_for(version, area.pk, **where)
        context["area"] = area
        context["pages"] = [
            (page, WritingForm(page.fields, {}, auto_id="asked_%s"))
            for page in reading.pages_for(version, area.pk, **where)
        ]
    return render(request, "audits/tool_preview.html", context)


@requires(RUN_CYCLES, IMPORT)
def compare(request: HttpRequest) -> HttpResponse:
    """Two versions beside each other."""
    form = CompareForm(request.GET if "old" in request.GET else None)
    context: dict[str, Any] = {"form": form, "comparison": None}
    if form.is_bound and form.is_valid():
        old, new = form.cleaned_data["old"], form.cleaned_data["new"]
        comparison = compared(toolexport.said(old), toolexport.said(new))
        context |= {"old": old, "new": new, "comparison": comparison}
    return render(request, "audits/tool_compare.html", context)


@requires(RUN_CYCLES, IMPORT)
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The version as the file that can be imported."""
    version = get_object_or_404(ToolVersion, pk=pk)
    answer = HttpResponse(toolexport.content_of(version), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="audit-tool-{version.code}.json"'
    return answer


@requires(RUN_CYCLES)
def use(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a version into use from a month on."""
    version = get_object_or_404(ToolVersion, pk=pk)
    form = UseForm(request.POST or None, initial={"month": months.first_of(clock.today())})
    if request.method == "POST" and form.is_valid():
        try:
            moved = put_into_use(by=request.user, version=version, **form.cleaned_data)
            messages.success(request, _used(version, form.cleaned_data["month"], moved))
            return redirect(version)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return form_page(
        request,
        form,
        title=f"Put version {version} into use",
        submit="Put into use",
        cancel_url=version.get_absolute_url(),
        intro=(
            "The months’ cycles from that month on that are not closed get this version, and so does each "
            "new one. Audits that nobody has begun move to it; those begun, submitted or sent back keep "
            "theirs. Samples outside of the month keep their version."
        ),
    )


def _used(version: ToolVersion, month: Any, moved: list[Cycle]) -> str:
    changed = ", ".join(str(cycle) for cycle in moved)
    said = f"Cycles that changed to it: {changed}." if moved else "No cycle had to be changed."
    return f"Version {version} is used from {months.label(month)} on. {said}"


@requires(IMPORT)
def theme(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a new version from this one by adding a theme with its questions."""
    base = get_object_or_404(ToolVersion, pk=pk)
    typed = kept.take(request) or request.POST
    shown = _shown(typed)
    if request.method != "POST" or "more" in request.POST:
        initial = {"version": theming.proposed_name(base), "title": base.title, "count": shown}
        form = ThemeForm(base, shown, initial=initial)
        form.show_typed(typed)
    else:
        form = ThemeForm(base, shown, request.POST)
        if form.is_valid() and form.tool:
            try:
                new = add_version(by=request.user, tool=form.tool)
                messages.success(
                    request, f"Version {new} is made. Preview it, then put it into use from a month."
                )
                return redirect(new)
            except Refused as refusal:
                form.add_error("version", str(refusal))
    return form_page(
        request,
        form,
        title=f"Add a theme to version {base}",
        submit="Make the new version",
        cancel_url=base.get_absolute_url(),
        intro=f"Version {base} stays as it is. The new one asks all that it asks, and the theme’s questions.",
        template="audits/tool_theme.html",
        may_add=shown < theming.MOST,
        most=theming.MOST,
    )


def _shown(posted: QueryDict) -> int:
    """How many questions the page has: one more where another was asked for."""
    typed = posted.get("count", "")
    count = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else SHOWN_FIRST
    return max(1, min(count + ("more" in posted), theming.MOST))
