"""Versions of the audit tool: the list, one of them, and importing one from a file."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from audits import actions
from audits.forms import ToolForm
from audits.models import ToolVersion
from audits.permissions import IMPORT, RUN_CYCLES
from core.errors import Refused
from core.forms import form_page
from core.permissions import requires

OUTCOMES = {
    "added": "Version {} of the audit tool is added. Cycles can use it.",
    "replaced": "Version {} of the audit tool is replaced; no audit used it yet.",
    "unchanged": "Version {} of the audit tool says the same as the file. Nothing has changed.",
}


@requires(RUN_CYCLES, IMPORT)
def tools(request: HttpRequest) -> HttpResponse:
    """Every version of the audit tool."""
    versions = ToolVersion.objects.prefetch_related("cycles")
    may_import = request.user.may(IMPORT)
    return render(request, "audits/tools.html", {"versions": versions, "may_import": may_import})


@requires(RUN_CYCLES, IMPORT)
def tool_version(request: HttpRequest, pk: int) -> HttpResponse:
    """One version: its sections, for whom they are, their questions."""
    version = get_object_or_404(ToolVersion, pk=pk)
    sections = version.sections.prefetch_related("questions", "service_areas")
    context = {
        "version": version,
        "sections": sections,
        "may_use": request.user.may(RUN_CYCLES),
        "may_import": request.user.may(IMPORT),
    }
    return render(request, "audits/tool_version.html", context)


@requires(IMPORT)
def import_tool(request: HttpRequest) -> HttpResponse:
    """Take a version from a JSON file; of a file that will not do, every problem is said."""
    form = ToolForm(request.POST, request.FILES) if request.method == "POST" else ToolForm()
    if form.is_bound and form.is_valid():
        try:
            taken = actions.take_tool(by=request.user, tool=form.cleaned_data["file"])
            messages.success(request, OUTCOMES[taken.outcome].format(taken.version))
            return redirect(taken.version)
        except Refused as refusal:
            form.add_error("file", str(refusal))
    return form_page(
        request,
        form,
        title="Import a version of the audit tool",
        submit="Import",
        cancel_url=reverse("tools"),
        intro="The file is checked first. If anything in it is wrong, nothing is written.",
    )
