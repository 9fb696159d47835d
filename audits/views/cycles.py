"""Cycles: the list, one month's page, planning, changing, opening, closing, allocating."""

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from audits import actions, progress
from audits.actions.cycles import described
from audits.forms import AllocationForm, NewCycleForm, ReviseCycleForm
from audits.models import Cycle
from audits.permissions import MODERATE, RUN_CYCLES, SAMPLE
from audits.running import missed
from audits.sampling import samples
from audits.second_looks import coverage
from core import clock
from core.errors import Conflict, Refused
from core.forms import form_page
from core.permissions import requires


def cycle_of(request: HttpRequest, key: str) -> Cycle:
    """The cycle that the address names, if it is this person's to run; else a 404."""
    return get_object_or_404(Cycle.objects.visible_to(request.user).keyed(key).select_related("tool"))


@requires(RUN_CYCLES)
def cycles(request: HttpRequest) -> HttpResponse:
    """Every cycle with how far it is."""
    return render(request, "audits/cycles.html", {"rows": progress.of_cycles()})


@requires(RUN_CYCLES, SAMPLE)
def cycle(request: HttpRequest, key: str) -> HttpResponse:
    """A month or a sample: what is allocated, completed and moderated, by service area; what to do next."""
    shown = cycle_of(request, key)
    context = {
        "cycle": shown,
        "areas": progress.by_service_area(shown),
        "missed": missed.by_reason(shown) if _is_over(shown) else [],
        "key": key,
        "draws": shown.draws.all(),
        "grades": None if shown.is_monthly else samples.grades_of(shown, request.user),
        "runs_cycles": request.user.may(RUN_CYCLES),
        "covered": coverage.of_cycles([shown], request.user)[0] if request.user.may(MODERATE) else None,
    }
    return render(request, "audits/cycle.html", context)


def _is_over(cycle: Cycle) -> bool:
    """Whether what is not completed by now is late or stays undone."""
    return cycle.state == Cycle.State.CLOSED or cycle.due_on < clock.today()


@requires(RUN_CYCLES)
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a month."""
    form = NewCycleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        new = actions.plan_cycle(by=request.user, **form.cleaned_data)
        messages.success(request, f"{new} is planned. Allocate its audits, then open it.")
        return redirect(new)
    return form_page(request, form, title="Plan a cycle", submit="Plan", cancel_url=reverse("cycles"))


@requires(RUN_CYCLES, SAMPLE)
def revise(request: HttpRequest, key: str) -> HttpResponse:
    """Change a month's theme, due date or version of the tool."""
    shown = cycle_of(request, key)
    initial = {
        "theme": shown.theme,
        "due_on": shown.due_on,
        "tool": shown.tool,
        "blind": shown.blind,
        "seen": json.dumps(described(shown)),
    }
    form = ReviseCycleForm(request.POST or None, initial=initial)
    other: dict[str, Any] | None = None
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(actions.revise_cycle(by=request.user, cycle=shown, **form.cleaned_data))
        except Conflict as conflict:
            other = described(conflict.current)
            form = _on_top(request, other)
            form.add_error(None, str(conflict))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return form_page(
        request,
        form,
        title=f"Change {shown}",
        cancel_url=shown.get_absolute_url(),
        template="audits/cycle_form.html",
        status=409 if other else 200,
        other=other,
    )


def _on_top(request: HttpRequest, current: dict[str, Any]) -> ReviseCycleForm:
    """The form as typed, now on top of what somebody else saved."""
    data = request.POST.copy()
    data["seen"] = json.dumps(current)
    form = ReviseCycleForm(data)
    form.full_clean()
    return form


@requires(RUN_CYCLES, SAMPLE)
@require_POST
def move(request: HttpRequest, key: str, to: str) -> HttpResponse:
    """Open or close a month."""
    moves = {"open": actions.open_cycle, "close": actions.close_cycle}
    if to not in moves:
        raise Http404
    act = moves[to]
    moved = act(by=request.user, cycle=cycle_of(request, key))
    messages.success(request, f"{moved} is {moved.get_state_display().lower()}.")
    return redirect(moved)


@requires(RUN_CYCLES, SAMPLE)
def allocate(request: HttpRequest, key: str) -> HttpResponse:
    """Give a case to an auditor, one after another."""
    shown = cycle_of(request, key)
    form = AllocationForm(shown, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            audit = actions.allocate(by=request.user, cycle=shown, **form.cleaned_data)
            messages.success(request, f"{audit.case_ref} is allocated to {audit.auditor}.")
            return redirect("cycle_allocate", key)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return form_page(
        request,
        form,
        title=f"Allocate an audit in {shown}",
        submit="Allocate",
        cancel_url=shown.get_absolute_url(),
        intro="To allocate many at once, import a file of audits without a completed day.",
    )
