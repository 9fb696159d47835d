"""What is expected of whom: the list, one of them, setting, changing and ending; and a cycle's completion."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from audits import actions
from audits.forms.expectations import ChangeExpectationForm, EndExpectationForm, NewExpectationForm
from audits.models import Cycle, Expectation
from audits.permissions import RUN_CYCLES, SET_RULES
from audits.running import completion
from audits.running.filters import ExpectationFilters
from audits.running.tables import CompletionTable, ExpectationTable
from core.errors import Refused
from core.forms import GovukForm, form_page
from core.permissions import requires
from core.tables import RecordList


class Expectations(RecordList):
    """Every expectation there is or was."""

    permissions = [SET_RULES]
    title = "Expectations"
    intro = (
        "How many audits a month each role owes. What is set for a person stands in place of their role’s."
    )
    table_class = ExpectationTable
    filters_class = ExpectationFilters
    empty = "Nothing is expected of anybody yet. Set how many audits a month a practice manager (PM) owes."

    def get_records(self, user: Any) -> QuerySet[Any]:
        return Expectation.objects.select_related("staff")

    def get_actions(self, user: Any) -> list[tuple[str, str]]:
        return [("Set an expectation", reverse("expectation_new"))]


@requires(SET_RULES)
def expectation(request: HttpRequest, pk: int) -> HttpResponse:
    """One expectation with its history, and what else is set for the same role or person."""
    one = _one(pk)
    others = Expectation.objects.filter(role=one.role, staff=one.staff).exclude(pk=pk)
    context = {"expectation": one, "others": others.select_related("staff").order_by("-starts_on")}
    return render(request, "audits/expectation.html", context)


@requires(SET_RULES)
def new(request: HttpRequest) -> HttpResponse:
    """Set what a role or a person owes."""
    return _ask(
        request,
        NewExpectationForm(request.POST or None),
        lambda told: actions.set_expectation(by=request.user, **told),
        title="Set an expectation",
        cancel_url=reverse("expectations"),
    )


@requires(SET_RULES)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another number from a day on."""
    one = _one(pk)
    return _ask(
        request,
        ChangeExpectationForm(request.POST or None, initial={"audits": one.audits}),
        lambda told: actions.change_expectation(by=request.user, expectation=one, **told),
        title=f"Change what is expected of {one.whose}",
        intro=f"Now: {one.in_words}. What was expected before the day that you enter stays.",
        cancel_url=one.get_absolute_url(),
    )


@requires(SET_RULES)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Expect nothing by this one from a day on."""
    one = _one(pk)
    return _ask(
        request,
        EndExpectationForm(request.POST or None),
        lambda told: actions.end_expectation(by=request.user, expectation=one, **told),
        title=f"End an expectation of {one.whose}",
        submit="End it",
        intro=f"Now: {one.in_words}.",
        cancel_url=one.get_absolute_url(),
    )


def _one(pk: int) -> Expectation:
    return get_object_or_404(Expectation.objects.select_related("staff"), pk=pk)


def _ask(
    request: HttpRequest, form: GovukForm, act: Callable[[dict[str, Any]], Expectation], **page: Any
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            saved = act(dict(form.cleaned_data))
            messages.success(request, f"{saved.whose}: {saved.in_words}.")
            return redirect(saved)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return form_page(request, form, **page)


class CycleAuditors(RecordList):
    """A cycle's auditors: what each completed of what is expected of them."""

    permissions = [RUN_CYCLES]
    table_class = CompletionTable
    template_name = "audits/cycle_auditors.html"
    empty = "Nobody is a practice manager on the day this cycle is due, and nobody has an audit in it."

    @cached_property
    def rows(self) -> list[completion.Completion]:
        """Everybody's, counted once."""
        return completion.of_cycle(self.cycle)

    def get_records(self, user: Any) -> Any:
        self.cycle = get_object_or_404(Cycle.objects.visible_to(user).keyed(self.kwargs["key"]))
        return self.rows

    def get_title(self) -> str:
        return f"Auditors of {self.cycle}"

    def get_context(self) -> dict[str, Any]:
        return {"cycle": self.cycle, "totals": completion.totals(self.rows)}
