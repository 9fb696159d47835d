"""What the names in a file mean: asked once, and remembered when the file is taken."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from core.errors import Refused
from core.forms import form_page
from core.permissions import requires
from indicators.actions.checking import WHAT, answer
from indicators.models import Entry, ReportFile, Section
from indicators.permissions import IMPORT
from indicators.taking import reports
from indicators.taking.forms import NamesForm


@never_cache
@requires(IMPORT)
def figures_names(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what each unknown name means, or that its rows are left out; the file is then checked again."""
    report = reports.own(request, pk)
    if not reports.is_checked(report):
        return redirect(reports.progress(report))
    asked = _asked(report)
    form = NamesForm(request.POST or None, questions=asked, choices=_choices(), answered=report.names)
    if form.is_bound and form.is_valid():
        try:
            now = answer(by=cast(Any, request.user), file=report, names=form.names())
            again = now.checking_id != report.checking_id
            return redirect(reports.progress(now) if again else now.get_absolute_url())
        except Refused as refusal:
            form.add_error(None, str(refusal))
    elif request.method == "POST":
        messages.error(request, "Some of these could not be understood.")
    return form_page(
        request,
        form,
        title=f"Names in {report.name}",
        submit="Save and check the file again",
        cancel_url=reverse("figures_check", args=[pk]),
        template="indicators/taking/names.html",
        asked=len(asked),
        report=report,
    )


def _asked(report: ReportFile) -> list[dict[str, Any]]:
    """What the check asks, then what was answered before and may be answered otherwise."""
    asked: list[dict[str, Any]] = list(report.found.get("questions", ()))
    there = {(question["what"], question["text"]) for question in asked}
    answered = [(what, text) for what in WHAT for text in report.names.get(what, {})]
    return asked + [{"what": what, "text": text} for what, text in answered if (what, text) not in there]


def _choices() -> dict[str, dict[str, str]]:
    """The catalogue: slugs with their names, in the report's order."""
    entries = Entry.objects.order_by("section__position", "position", "starts_on")
    return {
        "indicator": dict(entries.values_list("indicator__slug", "name")),
        "section": dict(Section.objects.values_list("slug", "name")),
    }
