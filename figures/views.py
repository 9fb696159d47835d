"""Indicators, an indicator's figures, one figure with all its vintages, and roll-ups."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Min, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from core import clock, months
from core.forms import form_page
from core.permissions import requires
from core.tables import RecordList
from figures import actions, definitions, reading, registry, shown
from figures.filters import SeriesFilters
from figures.forms import RollUpForm
from figures.models import CurrentFigure, Figure, Place, RollUp, Source, Stale
from figures.permissions import ROLL_UP, VIEW
from figures.registry import Measure
from figures.tables import IndicatorTable, RollUpTable, SeriesTable, StaleTable, VintageTable

RECENT = 20


def _measure(slug: str) -> Measure:
    try:
        return registry.measure(slug)
    except KeyError:
        raise Http404(f"No indicator {slug}") from None


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

    @property
    def measure(self) -> Measure:
        return _measure(self.kwargs["slug"])

    def get_title(self) -> str:
        return self.measure.name

    def get_records(self, user: Any) -> QuerySet[Any]:
        figures = (
            CurrentFigure.objects.of_records().visible_to(user).filter(indicator__slug=self.measure.slug)
        )
        return figures.select_related("indicator", "place__service_area", "place__team", "figure__indicator")

    def get_context(self) -> dict[str, Any]:
        return {"measure": self.measure, "definition": definitions.rows(self.measure)}


@requires(VIEW)
def figure(request: HttpRequest, slug: str, month: dt.date, place: int) -> HttpResponse:
    """What is and was known of one indicator, month and place, and the records that it counts."""
    user: Any = request.user
    measure = _measure(slug)
    where = get_object_or_404(Place.objects.visible_to(user).select_related("service_area", "team"), pk=place)
    vintages = list(reading.vintages(slug, where.pk, month, Source.RECORDS).visible_to(user))
    if not vintages:
        raise Http404("Nothing is known of this month.")
    newest = vintages[0]
    context = {
        "measure": measure,
        "place": where,
        "month": month,
        "newest": newest,
        "shown": shown.worth(measure, newest.value, newest.missing),
        "counted": registry.counted(user, measure, where, month),
        "vintages": VintageTable(vintages),
        "definition": definitions.rows(measure),
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
