"""The list of safeguarding concerns: its columns and filters. What was written is on each one's own page."""

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import QuerySet

from audits.models import Concern
from core.tables import Column, RecordFilters, RecordTable, TagColumn, TimeColumn
from organisation.models import ServiceArea

WAITING, ANSWERED = "Waiting", "Answered"


class StateColumn(TagColumn):
    """Whether somebody recorded what was done."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, colours={WAITING: "red", ANSWERED: "green"}, empty_values=(), **kwargs)

    def render(self, record: Concern) -> Any:  # type: ignore[override]
        return super().render(ANSWERED if record.answered_at else WAITING)

    def value(self, record: Concern) -> str:  # type: ignore[override]
        return ANSWERED if record.answered_at else WAITING


class ConcernTable(RecordTable):
    """Concerns: of which audit, where, by whom, whether they are answered; without their words."""

    case_ref = Column(
        accessor="audit__case_ref", linkify=("concern", [tables.A("pk")]), verbose_name="Case reference"
    )
    service_area = Column(accessor="audit__service_area__name", verbose_name="Service area")
    cycle = Column(accessor="audit__cycle", order_by="audit__cycle__month", verbose_name="Cycle")
    raised_by = Column(accessor="raised_by__name", verbose_name="Raised by")
    raised_at = TimeColumn(verbose_name="Raised")
    state = StateColumn(accessor="answered_at", verbose_name="State")
    answered_by = Column(accessor="answered_by__name", verbose_name="Answered by")
    answered_at = TimeColumn(verbose_name="Answered")

    caption = "Safeguarding concerns"
    default_sort = ("-raised_at",)

    class Meta(RecordTable.Meta):
        model = Concern
        fields: tuple[str, ...] = ()


class ConcernFilters(RecordFilters):
    """Answered or not, service area."""

    answered = django_filters.BooleanFilter(label="Answered", method="filter_answered")
    service_area = django_filters.ModelChoiceFilter(
        label="Service area", field_name="audit__service_area", queryset=ServiceArea.objects.none()
    )

    class Meta:
        model = Concern
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = self.queryset.order_by().values("audit__service_area")
        areas: Any = self.filters["service_area"]
        areas.queryset = ServiceArea.objects.filter(pk__in=seen)

    def filter_answered(self, queryset: QuerySet[Concern], name: str, value: bool) -> QuerySet[Concern]:
        """Those of which somebody recorded what was done, or those that wait."""
        return queryset.filter(answered_at__isnull=not value)
