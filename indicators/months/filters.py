"""What the list of restatements can be filtered by."""

from typing import Any

import django_filters

from core.tables import RecordFilters
from figures import registry
from figures.filters import MonthFilter, PlaceFilter
from figures.models import Indicator, Place, Restatement, Source
from indicators.models import Entry, Section


class IndicatorField(django_filters.fields.ModelChoiceField):
    """An indicator by the name that it has now, or had last."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names: dict[int, str] = {}

    def label_from_instance(self, obj: Indicator) -> str:
        if not self.names:
            rows = Entry.objects.order_by("starts_on").values_list("indicator_id", "name")
            self.names = dict(rows)
        measure = registry.find(obj.slug)
        return self.names.get(obj.pk, measure.name if measure else obj.slug)


class IndicatorFilter(django_filters.ModelChoiceFilter):
    field_class = IndicatorField


class RestatementFilters(RecordFilters):
    """Month, indicator, section, source, place."""

    month = MonthFilter(label="Month", field_name="figure__month")
    section = django_filters.ModelChoiceFilter(
        label="Section", field_name="section_id", queryset=Section.objects.all(), method="in_section"
    )
    indicator = IndicatorFilter(
        label="Indicator", field_name="figure__indicator", queryset=Indicator.objects.none()
    )
    source = django_filters.ChoiceFilter(label="Source", field_name="figure__source", choices=Source.choices)
    place = PlaceFilter(label="Place", field_name="figure__place", queryset=Place.objects.none())

    class Meta:
        model = Restatement
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.queryset.order_by()
        restated = Indicator.objects.filter(pk__in=rows.values("figure__indicator"))
        self.filters["indicator"].queryset = restated
        places = Place.objects.filter(pk__in=rows.values("figure__place"))
        self.filters["place"].queryset = places.select_related("service_area", "team").in_order()

    def in_section(self, rows: Any, name: str, section: Section) -> Any:
        """Those whose indicator was in the section in the month."""
        return rows.filter(section_id=section.pk)
