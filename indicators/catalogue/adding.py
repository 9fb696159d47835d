"""The pages that add an indicator to the catalogue: one that is imported, or a measure of ours."""

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from core.history import Actor
from core.permissions import requires
from figures import registry
from figures.models import Source
from indicators.actions import definitions as actions
from indicators.catalogue.forms.definitions import AddForm, AddMeasureForm
from indicators.models import Entry, Frequency
from indicators.permissions import CATALOGUE
from organisation.views.asking import ask

NEEDED = ("name", "section", "position", "kind", "window", "unit", "decimals", "polarity")
OF_A_MEASURE = ("name", "section", "position", "window", "headline")


@requires(CATALOGUE)
def add(request: HttpRequest) -> HttpResponse:
    """An indicator whose figures are imported."""
    form = AddForm(request.POST or None, only=NEEDED, initial={"decimals": 0})

    def act(told: dict[str, Any]) -> str:
        said = {"headline": Source.REPORTED, "frequency": Frequency.MONTHLY}
        return _define(request, told["slug"], {**said, **form.values("slug", "starts_on")}, told)

    return ask(
        request,
        form,
        act,
        done="The indicator was added. Say below what it counts, and set its target.",
        title="Add an indicator",
        intro="One whose figures come from files. What Plumbline computes itself is among the measures not "
        "in the catalogue.",
        submit="Add the indicator",
        cancel_url=reverse("catalogue"),
    )


@requires(CATALOGUE)
def add_measure(request: HttpRequest, slug: str) -> HttpResponse:
    """A measure of ours that the catalogue does not have; one that it has leads to its page."""
    measure = registry.find(slug)
    if measure is None:
        raise Http404(f"There is no measure {slug}.")
    if request.method == "GET" and Entry.objects.filter(indicator__slug=slug).exists():
        return redirect("catalogue_entry", slug)
    initial = {"name": measure.name, "headline": Source.RECORDS}
    form = AddMeasureForm(request.POST or None, only=OF_A_MEASURE, slug=slug, initial=initial)

    def act(told: dict[str, Any]) -> str:
        said = {"frequency": Frequency.MONTHLY}
        return _define(request, slug, {**said, **form.values("starts_on")}, told)

    return ask(
        request,
        form,
        act,
        done="The measure was added to the catalogue.",
        title=f"Add ‘{measure.name}’",
        intro=f"What it counts is said by the measure itself: {measure.definition}.",
        submit="Add to the catalogue",
        cancel_url=reverse("catalogue_measures"),
    )


def _define(request: HttpRequest, slug: str, values: dict[str, Any], told: dict[str, Any]) -> str:
    by, when = cast(Actor, request.user), told["starts_on"]
    actions.define(by=by, slug=slug, values=values, starts_on=when, reason=told["reason"])
    return reverse("catalogue_entry", args=[slug])
