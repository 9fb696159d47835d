"""What the lists of actions and tasks can be filtered by. Choices are those of what the reader may see."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from audits.agreed.counted import NAMES, in_figure
from audits.models import AgreedAction, Audit, InadequateTask, Tag
from core import clock
from core.forms import MonthField
from core.tables import RecordFilters
from organisation.models import ServiceArea, Team, User


class MonthFilter(django_filters.Filter):
    """A month, which another filter asks for: by itself it lets everything through."""

    field_class = MonthField

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        return qs


class OfAudits(RecordFilters):
    """The places of the audits."""

    service_area = django_filters.ModelChoiceFilter(
        label="Service area", field_name="audit__service_area", queryset=ServiceArea.objects.none()
    )
    team = django_filters.ModelChoiceFilter(
        label="Team", field_name="audit__team", queryset=Team.objects.none()
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        audits = Audit.objects.filter(pk__in=self.queryset.order_by().values("audit"))
        for name, model in (("service_area", ServiceArea), ("team", Team)):
            self.filters[name].queryset = model.objects.filter(pk__in=audits.order_by().values(name))


class ActionFilters(OfAudits):
    """Whose, where, how far, about what, and as a month's figure counts them."""

    mine = django_filters.BooleanFilter(label="Mine to see to")
    owner = django_filters.ModelChoiceFilter(label="Owner", queryset=User.objects.none())
    state = django_filters.ChoiceFilter(label="State", choices=AgreedAction.State.choices)
    overdue = django_filters.BooleanFilter(label="Overdue", method="filter_overdue")
    tag = django_filters.ModelChoiceFilter(label="About", field_name="tags", queryset=Tag.objects.none())
    recheck = django_filters.BooleanFilter(label="Waiting for a re-check", method="filter_recheck")
    figure = django_filters.ChoiceFilter(
        label="As counted in", choices=list(NAMES.items()), method="filter_figure"
    )
    month = MonthFilter(label="In the month", help_text="Of the figure, such as 9 2023.")

    class Meta:
        model = AgreedAction
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = self.queryset.order_by()
        self.filters["owner"].queryset = User.objects.filter(pk__in=seen.values("owner"))
        self.filters["tag"].queryset = Tag.objects.filter(pk__in=seen.values("tags"))

    def filter_overdue(self, queryset: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        """To do though the day on which it was due has passed; or not."""
        late = AgreedAction.objects.overdue(clock.today()).values("pk")
        return queryset.filter(pk__in=late) if value else queryset.exclude(pk__in=late)

    def filter_recheck(self, queryset: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        """Done, picked by chance, and not yet looked at again on the case."""
        waits = Q(rechecks__lasted__isnull=True, rechecks__isnull=False, done_on__isnull=False)
        return queryset.filter(waits) if value else queryset.exclude(waits)

    def filter_figure(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """What a figure of the month counts; today's month, if none is named."""
        month = self.form.cleaned_data.get("month") or clock.today().replace(day=1)
        return in_figure(queryset, value, month)


class TaskFilters(OfAudits):
    """Where, and how far."""

    state = django_filters.ChoiceFilter(label="State", choices=InadequateTask.State.choices)

    class Meta:
        model = InadequateTask
        fields: tuple[str, ...] = ()
