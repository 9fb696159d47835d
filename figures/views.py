"""Indicators, an indicator's figures, one figure with all its vintages, and roll-ups."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Min, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property

from core import clock, months
from core.forms import form_page
from core.permissions import requires
from core.tables import RecordList
from figures import actions, describing, registry, vintages
from figures.describing import Described
from figures.filters import SeriesFilters
from figures.forms import RollUpForm
from figures.models import CurrentFigure, Figure, Place, RollUp, Source, Stale
from figures.permissions import ROLL_UP, VIEW
from figures.registry import Measure
from figures.tables import IndicatorTable, RollUpTable, SeriesTable, StaleTable, VintageTable

RECENT = 20


def _described(slug: str) -> Described:
    found = describing.described(slug)
    if found is None:
        raise Http404(f"No indicator {slug}")
    return found


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator with its newest figure of the whole service."""

    measure: Measure
    figure: Figure | None

    @property
    def name(self) -> str:
        return self.measure.name

    @property
    def polarity(self) -> str:
        return self.measure.polarity.removesuffix(" is better")

    def get_absolute_url(self) -> str:
        return reverse("indicator", args=[self.measure.slug])


class Indicators(RecordList):
    """Every indicator that Plumbline computes from records."""

    permissions = [VIEW]
    title = "Figures"
    intro = (
        "What Plumbline computes from its own records, month by month. Each figure leads to its definition."
    )
    table_class = IndicatorTable

    def get_records(self, user: Any) -> Any:
        newest = (
            CurrentFigure.objects.of_records()
            .visible_to(user)
            .filter(place__kind=Place.Kind.SERVICE)
            .newest()
        )
        known = {row.figure.indicator.slug: row.figure for row in newest.select_related("figure__indicator")}
        return [IndicatorRow(measure, known.get(measure.slug)) for measure in registry.measures()]

    def get_actions(self, user: Any) -> list[tuple[str, str]]:
        return [("Roll-ups", reverse("rollups"))] if user.may(ROLL_UP) else []


class Series(RecordList):
    """An indicator: its definition, and its figures of a place over the months."""

    permissions = [VIEW]
    table_class = SeriesTable
    filters_class = SeriesFilters
    template_name = "figures/indicator.html"
    empty = "Nothing is known of this yet. Figures are here once a month has been rolled up."

    @cached_property
    def described(self) -> Described:
        return _described(self.kwargs["slug"])

    def get_title(self) -> str:
        return self.described.name

    def make_table(self, records: Any) -> SeriesTable:
        return SeriesTable(records, described=self.described)

    def get_records(self, user: Any) -> QuerySet[Any]:
        figures = CurrentFigure.objects.visible_to(user).filter(indicator__slug=self.described.slug)
        return figures.select_related("indicator", "place__service_area", "place__team", "figure__indicator")

    def get_context(self) -> dict[str, Any]:
        return {"described": self.described, "definition": self.described.definition}


@requires(VIEW)
def figure(request: HttpRequest, slug: str, month: dt.date, place: int) -> HttpResponse:
    """What is and was known of one indicator, month and place, by which source, and from where.

    Both sources, unless one is asked for (`?source=records`).
    """
    user: Any = request.user
    how = _described(slug)
    where = get_object_or_404(Place.objects.visible_to(user).select_related("service_area", "team"), pk=place)
    asked = request.GET.get("source", "")
    sources = [asked] if asked in Source.values else Source.values
    found = vintages.read(user, how, where.pk, month, sources)
    if not found:
        raise Http404("Nothing is known of this month.")
    measure = registry.find(slug)
    context = {
        "described": how,
        "place": where,
        "month": month,
        "sources": [(each, VintageTable(each.vintages, source=each.source)) for each in found],
        "counted": registry.counted(user, measure, where, month) if measure else [],
    }
    return render(request, "figures/figure.html", context)


@requires(VIEW)
def figure_by_number(request: HttpRequest, pk: int) -> HttpResponse:
    """To the page of the indicator, month and place that the figure of this number is of."""
    return redirect(
        get_object_or_404(Figure.objects.visible_to(request.user).select_related("indicator"), pk=pk)
    )


@requires(ROLL_UP)
def rollups(request: HttpRequest) -> HttpResponse:
    """What is stale, what was rolled up last, and the form that asks for more."""
    full = months.last_full(clock.today())
    form = RollUpForm(request.POST or None, initial={"first": full, "last": full})
    if request.method == "POST" and form.is_valid():
        user: Any = request.user
        return redirect(actions.start_roll_up(by=user, **form.cleaned_data))
    stale = Stale.objects.values("month", "cause").annotate(since=Min("since")).order_by("month", "cause")
    return form_page(
        request,
        form,
        title="Roll-ups",
        submit="Roll up these months",
        cancel_url=reverse("figures"),
        template="figures/rollups.html",
        stale=StaleTable(list(stale)),
        recent=RollUpTable(list(RollUp.objects.all()[:RECENT])),
    )
