"""The catalogue's lists: every indicator, measures that are not in it, sections, populations."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from core import clock, history, months
from core.periods import holds
from core.tables import RecordList, RowList
from core.tables.filters import Asked
from indicators.catalogue import rows
from indicators.catalogue.filters import CatalogueFilters
from indicators.catalogue.tables import CatalogueTable, MeasureTable, PopulationTable, SectionTable
from indicators.models import Population, Section
from indicators.permissions import CATALOGUE, VIEW


class Catalogue(RowList):
    """Every indicator: what it is this month, or was last, or will be first."""

    permissions = [VIEW]
    title = "Catalogue of indicators"
    intro = "What each indicator counts, over which days, which way is better and what it is to reach."
    empty = "The catalogue is empty. Import sections and a catalogue, or add an indicator."
    table_class = CatalogueTable
    row_filters_class = CatalogueFilters
    template_name = "indicators/catalogue/list.html"

    def get_rows(self, user: Any, asked: QueryDict) -> list[Any]:
        return rows.rows(months.first_of(clock.today()))

    def get_actions(self, user: Any) -> list[tuple[str, str]]:
        return [("Add an indicator", reverse("catalogue_add"))] if user.may(CATALOGUE) else []

    def page(self, request: HttpRequest, table: Any, filters: Any, asked: QueryDict) -> HttpResponse:
        """A page leaves to the file what only a program needs."""
        for name in ("unit", "slug"):
            table.columns.hide(name)
        return super().page(request, table, filters, asked)

    def get_context(self) -> dict[str, Any]:
        user: Any = self.request.user
        may_change = user.may(CATALOGUE)
        return {"may_change": may_change, "missing": len(rows.not_in_the_catalogue()) if may_change else 0}


class MissingMeasures(RecordList):
    """Measures of ours that the catalogue does not have yet."""

    permissions = [CATALOGUE]
    title = "Measures not in the catalogue"
    intro = (
        "Plumbline computes these from its own records. Add one, and the report has it from a month on; "
        "what it counts comes from the measure."
    )
    empty = "The catalogue has every measure of ours."
    table_class = MeasureTable
    template_name = "indicators/catalogue/measures.html"

    def get_records(self, user: Any) -> Any:
        return rows.not_in_the_catalogue()

    def filtered(self, user: Any, asked: QueryDict) -> tuple[Asked | None, Any]:
        return None, self.get_records(user)


class Sections(RecordList):
    """The sections of the report."""

    permissions = [VIEW]
    title = "Sections"
    intro = "The parts of the performance report, in its order, and who confirms the figures of each."
    empty = "There are no sections yet. Import a file of sections, or add the first."
    table_class = SectionTable
    template_name = "indicators/catalogue/sections.html"

    def get_records(self, user: Any) -> QuerySet[Any]:
        month = months.first_of(clock.today())
        listed = Count("entries", filter=Q(holds(month, "entries__")))
        return Section.objects.select_related("owner").annotate(indicators=listed)

    def get_actions(self, user: Any) -> list[tuple[str, str]]:
        return [("Add a section", reverse("section_add"))] if user.may(CATALOGUE) else []


class Populations(RecordList):
    """How many children live in the area."""

    permissions = [VIEW]
    title = "Populations"
    intro = (
        "How many children under 18 live in the area, by the estimate for the middle of each year: rates per "
        "10,000 follow from it."
    )
    empty = "No population is recorded yet. Import a file of populations, or add a year."
    table_class = PopulationTable
    template_name = "indicators/catalogue/populations.html"

    def get_records(self, user: Any) -> QuerySet[Any]:
        return Population.objects.all()

    def page(self, request: HttpRequest, table: Any, filters: Any, asked: QueryDict) -> HttpResponse:
        """Who may not change a year is not shown how."""
        user: Any = request.user
        if not user.may(CATALOGUE):
            table.columns.hide("change")
        return super().page(request, table, filters, asked)

    def get_context(self) -> dict[str, Any]:
        return {"lines": history.of_kind(Population)}

    def get_actions(self, user: Any) -> list[tuple[str, str]]:
        return [("Add a year", reverse("population_add"))] if user.may(CATALOGUE) else []
