"""Searching the points of completed audits: by their words' stems, the same on every database."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Count, Q, QuerySet

from audits.models import Audit, Cycle, Finding, Tag
from audits.rules.learning import stems_asked
from core.tables import RecordFilters
from organisation.models import ServiceArea

TOO_COMMON = (
    "The words you entered are too common to search for. "
    "Enter one that says what you look for, such as chronology."
)
ORDERS = (
    ("-cycle", "Newest cycle first"),
    ("cycle", "Oldest cycle first"),
    ("service_area", "Service area"),
    ("case_ref", "Case reference"),
    ("kind", "Kind"),
)
"""How a search may be sorted: a column, and what that is called."""


def points_for(user: Any) -> QuerySet[Finding]:
    """The points of completed audits within the user's reach."""
    reached = Audit.objects.visible_to(user).completed()
    shown = Finding.objects.filter(audit__in=reached.order_by().values("pk"))
    return shown.select_related("audit__cycle", "audit__service_area").prefetch_related("tags")


def with_points(tags: QuerySet[Any]) -> QuerySet[Any]:
    """The tags with how many points of completed audits have each."""
    completed = Q(findings__audit__state=Audit.State.SUBMITTED)
    return tags.annotate(points=Count("findings", filter=completed))


def with_words(points: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Those in which every word of the text stands, as a stem."""
    for stem in stems_asked(text):
        points = points.filter(stems__contains=f" {stem} ")
    return points


def check_words(text: str) -> None:
    """A search for words of which none is searched for finds nothing, and says why."""
    if text.strip() and not stems_asked(text):
        raise forms.ValidationError(TOO_COMMON)


class PointFilters(RecordFilters):
    """Words, which never stand in an address; kind, tag, service area, cycle."""

    private = frozenset({"words"})

    words = django_filters.CharFilter(
        label="Words",
        method="filter_words",
        max_length=200,
        validators=[check_words],
        help_text="Points in which all of them stand: ‘late visit’ finds ‘visits were late’.",
    )
    kind = django_filters.ChoiceFilter(label="Kind", choices=Finding.Kind.choices)
    tag = django_filters.ModelChoiceFilter(label="Tag", field_name="tags", queryset=Tag.objects.none())
    service_area = django_filters.ModelChoiceFilter(
        label="Service area", field_name="audit__service_area", queryset=ServiceArea.objects.none()
    )
    cycle = django_filters.ModelChoiceFilter(
        label="Cycle", field_name="audit__cycle", queryset=Cycle.objects.none()
    )

    class Meta:
        model = Finding
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = Audit.objects.filter(pk__in=self.queryset.order_by().values("audit")).order_by()
        self.filters["service_area"].queryset = ServiceArea.objects.filter(pk__in=seen.values("service_area"))
        self.filters["cycle"].queryset = Cycle.objects.filter(pk__in=seen.values("cycle"))
        self.filters["tag"].queryset = Tag.objects.all()

    def filter_words(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those in which all the words stand."""
        return with_words(queryset, value)
