"""Setting a step change, and taking one back."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from core import clock, months
from core.forms import GovukForm, MonthField
from core.history import Actor
from core.permissions import requires
from indicators.actions.steps import remove_step_change, set_step_change
from indicators.models import StepChange
from indicators.one.about import about
from indicators.permissions import CATALOGUE
from organisation.views.asking import ask


class SetStepForm(GovukForm):
    """From which month it is on another level, and why."""

    month = MonthField(label="First month of the new level", help_text="For example, 4 2023.")
    reason = forms.CharField(
        max_length=400,
        widget=forms.Textarea,
        help_text="What changed, such as ‘A new front door: contacts are counted by family’.",
    )


class RemoveStepForm(GovukForm):
    """Why it is taken back."""

    reason = forms.CharField(max_length=400, widget=forms.Textarea)


@requires(CATALOGUE)
def step_change_set(request: HttpRequest, slug: str) -> HttpResponse:
    """From a month on the limits begin anew."""
    found, by = about(slug), cast(Actor, request.user)
    page = reverse("performance_indicator", args=[slug])
    name = found.entry(months.first_of(clock.today())).name

    def act(told: dict[str, Any]) -> str:
        made = set_step_change(by=by, indicator=found.indicator, **told)
        messages.success(request, f"The limits begin anew in {months.label(made.month)}.")
        return page

    return ask(
        request,
        SetStepForm(request.POST or None),
        act,
        title=f"Set a step change of ‘{name}’",
        submit="Set the step change",
        intro="From that month on the mean and the limits are those of a new level. Set one only where the "
        "process itself is known to have changed: a figure that is better or worse is no reason.",
        cancel_url=page,
    )


@requires(CATALOGUE)
def step_change_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take one back; one that is gone by now is said to be."""
    found, by = about(slug), cast(Actor, request.user)
    page = reverse("performance_indicator", args=[slug])
    step = StepChange.objects.filter(pk=pk, indicator=found.indicator).first()
    if step is None:
        messages.info(request, "That step change was taken back already.")
        return redirect(page)

    def act(told: dict[str, Any]) -> str:
        remove_step_change(by=by, step=step, **told)
        return page

    return ask(
        request,
        RemoveStepForm(request.POST or None),
        act,
        done="The step change was taken back.",
        title=f"Take back the step change in {months.label(step.month)}",
        submit="Take it back",
        intro=f"It was set for this reason: {step.reason}",
        cancel_url=page,
    )
