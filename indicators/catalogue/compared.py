"""The pages that change what figures are compared with and divided by: benchmarks, populations."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from core.errors import Conflict
from core.history import Actor
from core.permissions import requires
from indicators.actions import compared as actions
from indicators.catalogue import words
from indicators.catalogue.forms.others import (
    AddBenchmarkForm,
    AddPopulationForm,
    ChangeBenchmarkForm,
    ChangePopulationForm,
    ReasonForm,
)
from indicators.catalogue.meanwhile import refused
from indicators.catalogue.one import Defined, defined
from indicators.models import Benchmark, Population
from indicators.permissions import CATALOGUE
from organisation.telling import plain
from organisation.views.asking import ask


@requires(CATALOGUE)
def add_benchmark(request: HttpRequest, slug: str) -> HttpResponse:
    """A benchmark that no file has brought."""
    one = defined(slug)
    form = AddBenchmarkForm(request.POST or None, kind=one.kind)
    page = reverse("catalogue_entry", args=[slug])

    def act(told: dict[str, Any]) -> str:
        said = {"reason": told["reason"], **form.values()}
        actions.add_benchmark(by=cast(Actor, request.user), indicator=one.indicator, **said)
        return page

    return ask(
        request,
        form,
        act,
        done="The benchmark was added.",
        title="Add a benchmark",
        intro=f"{one.entry.name}.",
        submit="Add the benchmark",
        cancel_url=page,
    )


@requires(CATALOGUE)
def change_benchmark(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Put right how much a benchmark is."""
    one = defined(slug)
    benchmark = _benchmark(one, pk)
    value = plain(benchmark.value)
    form = ChangeBenchmarkForm(request.POST or None, kind=one.kind, seen=value, initial={"value": value})
    page = reverse("catalogue_entry", args=[slug])

    def act(told: dict[str, Any]) -> str:
        by = cast(Actor, request.user)
        try:
            actions.change_benchmark(by=by, benchmark=benchmark, **told)
        except Conflict as conflict:
            now = plain(conflict.current.value)
            raise refused(form, now, now) from conflict
        return page

    return ask(
        request,
        form,
        act,
        done="The benchmark was corrected.",
        template="indicators/catalogue/benchmark.html",
        title=f"Correct the benchmark: {benchmark}",
        intro=f"{one.entry.name}: {words.level(benchmark.value, one.kind)} is recorded.",
        submit="Correct",
        cancel_url=page,
        remove_url=reverse("benchmark_remove", args=[slug, pk]),
    )


@requires(CATALOGUE)
def remove_benchmark(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """There is no such benchmark after all."""
    one = defined(slug)
    benchmark = _benchmark(one, pk)
    page = reverse("catalogue_entry", args=[slug])

    def act(told: dict[str, Any]) -> str:
        by = cast(Actor, request.user)
        actions.remove_benchmark(by=by, benchmark=benchmark, reason=told["reason"])
        return page

    return ask(
        request,
        ReasonForm(request.POST or None),
        act,
        done="The benchmark was removed.",
        title=f"Remove the benchmark: {benchmark}",
        intro=f"{one.entry.name}: {words.level(benchmark.value, one.kind)} is recorded.",
        submit="Remove",
        cancel_url=page,
    )


def _benchmark(one: Defined, pk: int) -> Benchmark:
    return get_object_or_404(Benchmark.objects.select_related("indicator"), indicator=one.indicator, pk=pk)


@requires(CATALOGUE)
def add_population(request: HttpRequest) -> HttpResponse:
    """How many children there are by the estimate of a year."""
    form = AddPopulationForm(request.POST or None)
    return _set(request, form, "Add a year", "The population was recorded.")


@requires(CATALOGUE)
def change_population(request: HttpRequest, year: int) -> HttpResponse:
    """Put right how many there are by the estimate of a year."""
    now = get_object_or_404(Population, year=year)
    initial = {"under_18": now.under_18, "source": now.source}
    seen = actions.stamp_of_population(now)
    form = ChangePopulationForm(request.POST or None, seen=seen, initial=initial)
    return _set(
        request, form, f"Correct the population of {year}", "The population was corrected.", year=year
    )


def _set(request: HttpRequest, form: Any, title: str, done: str, **known: Any) -> HttpResponse:
    page = reverse("populations")

    def act(told: dict[str, Any]) -> str:
        try:
            actions.set_population(by=cast(Actor, request.user), **known, **told)
        except Conflict as conflict:
            now = conflict.current
            stamp = actions.stamp_of_population(now)
            raise refused(form, stamp, f"{now.under_18:,} in {now.year}, {now.source}") from conflict
        return page

    return ask(request, form, act, done=done, title=title, submit="Save", cancel_url=page)
