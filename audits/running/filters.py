"""What the lists of running a month can be filtered by."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from audits.models import Adjustment, Cycle, Expectation
from audits.running import chasing
from core import clock
from core.tables import RecordFilters
from organisation import listing
from organisation.models import Staff


class ExpectationFilters(RecordFilters):
    """Expectations by role, by name, and by whether they hold today."""

    role = django_filters.ChoiceFilter(label="Role", choices=listing.staff_roles)
    called = django_filters.CharFilter(label="Name", field_name="staff__name", lookup_expr="icontains")
    in_force = django_filters.BooleanFilter(label="Holds today", method="filter_in_force")

    class Meta:
        model = Expectation
        fields: tuple[str, ...] = ()

    def filter_in_force(self, queryset: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        """Those that hold today, or those that don't."""
        today = Expectation.objects.on(clock.today())
        return queryset.filter(pk__in=today) if value else queryset.exclude(pk__in=today)


class AdjustmentFilters(RecordFilters):
    """Adjustments by what was asked for, what became of it, and cycle."""

    kind = django_filters.ChoiceFilter(label="What", choices=Adjustment.Kind.choices)
    state = django_filters.ChoiceFilter(label="Decision", choices=Adjustment.State.choices)
    cycle = django_filters.ModelChoiceFilter(
        label="Cycle", queryset=Cycle.objects.none(), field_name="audit__cycle"
    )

    class Meta:
        model = Adjustment
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = self.queryset.order_by().values("audit__cycle")
        self.filters["cycle"].queryset = Cycle.objects.filter(pk__in=seen)


class ChaseFilters(RecordFilters):
    """Whom to chase: of which cycle, how late, how far, whether somebody can be written to."""

    called = django_filters.CharFilter(label="Name", field_name="name", lookup_expr="icontains")
    cycle = django_filters.ModelChoiceFilter(
        label="Cycle", queryset=Cycle.objects.open(), method="filter_cycle"
    )
    late = django_filters.BooleanFilter(label="Overdue", method="filter_some")
    begun = django_filters.BooleanFilter(label="Has begun", method="filter_some")
    unexplained = django_filters.BooleanFilter(label="Overdue without a reason", method="filter_some")
    has_user = django_filters.BooleanFilter(label="Can be written to", method="filter_has_user")

    class Meta:
        model = Staff
        fields: tuple[str, ...] = ()

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """What is counted is that of the cycle asked for, so it is counted first."""
        counted = chasing.with_progress(queryset, self.form.cleaned_data.get("cycle"))
        found: QuerySet[Any] = super().filter_queryset(counted)
        return found

    def filter_cycle(self, queryset: QuerySet[Any], name: str, value: Cycle) -> QuerySet[Any]:
        """Applied by filter_queryset."""
        return queryset

    def filter_some(self, queryset: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        """At least one, or none."""
        return queryset.filter(**{f"{name}__gt": 0} if value else {name: 0})

    def filter_has_user(self, queryset: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        """Those with a user who may sign in, or those without."""
        active = Q(user__is_active=True)
        return queryset.filter(active) if value else queryset.exclude(active)
