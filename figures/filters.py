"""What an indicator's figures can be filtered by."""

from typing import Any

import django_filters
from django_filters.fields import ModelChoiceField

from core.forms import MonthField
from core.tables import RecordFilters
from figures.models import CurrentFigure, Place, Source


class PlaceField(ModelChoiceField):
    """A place by its name, and what it is: a team may be called as its service area is."""

    def label_from_instance(self, obj: Place) -> str:
        return str(obj) if obj.kind == Place.Kind.SERVICE else f"{obj} ({obj.get_kind_display().lower()})"


class PlaceFilter(django_filters.ModelChoiceFilter):
    field_class = PlaceField


class MonthFilter(django_filters.Filter):
    field_class = MonthField


class SeriesFilters(RecordFilters):
    """The place, which is the whole service if none is chosen; the source; the months, both in."""

    place = PlaceFilter(label="Place", queryset=Place.objects.none(), empty_label=None)
    source = django_filters.ChoiceFilter(label="Source", choices=Source.choices)
    first = MonthFilter(label="From", field_name="month", lookup_expr="gte")
    last = MonthFilter(label="To", field_name="month", lookup_expr="lte")

    class Meta:
        model = CurrentFigure
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Place.objects.filter(pk__in=self.queryset.order_by().values("place"))
        self.filters["place"].queryset = known.select_related("service_area", "team").in_order()

    def filter_queryset(self, queryset: Any) -> Any:
        if self.form.cleaned_data.get("place") is None:
            queryset = queryset.filter(place__kind=Place.Kind.SERVICE)
        return super().filter_queryset(queryset)
