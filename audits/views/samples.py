"""Samples outside the month: the list, and planning one. The rest is on the pages of cycles and draws."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from audits.actions.samples import plan_sample
from audits.forms.sampling import SampleForm
from audits.permissions import RUN_CYCLES, SAMPLE
from audits.sampling import samples
from audits.sampling.tables import SamplesFilters, SamplesTable
from core.errors import Refused
from core.forms import form_page
from core.permissions import requires
from core.tables import RecordList


class Samples(RecordList):
    """The samples that this person runs; the quality assurance unit sees all."""

    permissions = [SAMPLE]
    title = "Samples outside the month"
    intro = "Dip samples, partnership and regional audits. They count in no monthly figure."
    table_class = SamplesTable
    filters_class = SamplesFilters
    empty = "There is no sample yet. Plan one: choose its title, when it is due, its cases and who audits."

    def get_records(self, user: Any) -> QuerySet[Any]:
        return samples.of_user(user)

    def get_actions(self, user: Any) -> list[tuple[str, str]]:
        return [("Plan a sample", reverse("sample_new"))]


@requires(SAMPLE)
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a sample: a dip sample, or for the quality assurance unit any kind."""
    form = SampleForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            new = plan_sample(by=request.user, **form.cleaned_data)
            messages.success(request, f"{new} is planned. Draw or allocate its audits, then open it.")
            return redirect(new)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    any_kind = request.user.may(RUN_CYCLES)
    return form_page(
        request,
        form,
        title="Plan a sample" if any_kind else "Plan a dip sample",
        submit="Plan",
        cancel_url=reverse("samples"),
        intro="Its audits are filled in like any other. They count in no monthly figure.",
    )
