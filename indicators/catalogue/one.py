"""The definition page of one indicator, and the page of one version of its definition."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from core import clock, history, months
from core.permissions import requires
from figures import registry
from figures.models import Indicator
from indicators.catalogue import words
from indicators.catalogue.one_tables import BenchmarkRow, TargetTable, VersionTable, by_year
from indicators.catalogue.parts import parts_of
from indicators.catalogue.rows import COLOURS, IN_FORCE, state
from indicators.models import AlsoListed, Benchmark, Entry, IndicatorName, Peer, Target
from indicators.permissions import CATALOGUE, VIEW

MADE_OF = ("numerator_indicator", "denominator_indicator")


@dataclass(frozen=True)
class Defined:
    """An indicator with every version of its definition, the newest first."""

    indicator: Indicator
    entries: list[Entry]
    month: dt.date

    @cached_property
    def entry(self) -> Entry:
        """The version of the month, else the last before it, else the first to come."""
        begun = [entry for entry in self.entries if entry.starts_on <= self.month]
        return begun[0] if begun else self.entries[-1]

    @property
    def kind(self) -> str:
        """Of a measure of ours as the measure says."""
        measure = registry.find(self.indicator.slug)
        return str(measure.kind) if measure else self.entry.kind

    @property
    def state(self) -> str:
        """Whether it is in the catalogue this month, no more, or not yet."""
        return state(self.entry, self.month)

    def version(self, pk: int) -> Entry:
        """One version; Http404 for one that there is not."""
        found = next((entry for entry in self.entries if entry.pk == pk), None)
        if found is None:
            raise Http404("There is no such version of the definition.")
        return found


def defined(slug: str) -> Defined:
    """The indicator by its slug, and what those are called of which it is made.

    Http404 for what the catalogue never had.
    """
    rows = Entry.objects.filter(indicator__slug=slug).select_related("indicator", "section", *MADE_OF)
    named = rows.prefetch_related(*(f"{part}__entries" for part in MADE_OF))
    entries = list(named.order_by("-starts_on"))
    if not entries:
        raise Http404(f"The catalogue has no indicator {slug}.")
    return Defined(entries[0].indicator, entries, months.first_of(clock.today()))


@requires(VIEW)
def entry(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that the catalogue says of one indicator, and everything that happened to it."""
    user: Any = request.user
    one, may_change = defined(slug), user.may(CATALOGUE)
    targets = list(Target.objects.filter(indicator=one.indicator).order_by("-starts_on"))
    held = Benchmark.objects.filter(indicator=one.indicator)
    found = list(held.select_related("indicator").prefetch_related("warnings"))
    context = {
        "one": one,
        "entry": one.entry,
        "ours": registry.find(slug),
        "colour": COLOURS[one.state],
        "in_force": one.state == IN_FORCE,
        "parts": [(part, words.facts(one.entry)[part.key]) for part in parts_of(slug)],
        "targets": TargetTable(targets, one, may_change=may_change) if targets else None,
        "peers": Peer.labels,
        "benchmarks": by_year(found, one.kind),
        "warned": [BenchmarkRow(each, one.kind) for each in found if each.warnings.all()],
        "names": IndicatorName.objects.filter(indicator=one.indicator),
        "also": AlsoListed.objects.filter(indicator=one.indicator).select_related("section"),
        "versions": VersionTable(one.entries, one, may_change=may_change),
        "lines": history.of(one.indicator),
        "may_change": may_change,
    }
    return render(request, "indicators/catalogue/entry.html", context)


@requires(CATALOGUE)
def version(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One version of the definition: what it says, and the ways to put it right or end it."""
    one = defined(slug)
    found = one.version(pk)
    context = {
        "one": one,
        "version": found,
        "state": state(found, one.month),
        "colour": COLOURS[state(found, one.month)],
        "parts": [(part, words.facts(found)[part.key]) for part in parts_of(slug)],
        "begins": words.month(found.starts_on),
        "period": words.period(found),
        "ends": words.month(found.ends_on),
    }
    return render(request, "indicators/catalogue/version.html", context)
