"""What lists of audits can be filtered by. Choices are those of the records that the reader may see."""

from functools import reduce
from operator import or_
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from audits import rules
from audits.models import Audit, Cycle, Grade
from core.tables import RecordFilters
from organisation.models import ServiceArea, Staff, Team

EFFECTS = [("agreed", "Agreed"), ("raised", "Raised"), ("lowered", "Lowered")]


class AuditFilters(RecordFilters):
    """Cycle, its kind, places, auditor, state, grade; a case reference, which never stands in an address."""

    private = frozenset({"case_ref"})

    cycle = django_filters.ModelChoiceFilter(label="Cycle", queryset=Cycle.objects.none())
    kind = django_filters.ChoiceFilter(label="Kind", field_name="cycle__kind", choices=Cycle.Kind.choices)
    service_area = django_filters.ModelChoiceFilter(label="Service area", queryset=ServiceArea.objects.none())
    team = django_filters.ModelChoiceFilter(label="Team", queryset=Team.objects.none())
    auditor = django_filters.ModelChoiceFilter(label="Auditor", queryset=Staff.objects.none())
    state = django_filters.ChoiceFilter(label="State", choices=Audit.State.choices)
    grade = django_filters.ChoiceFilter(
        label="Final grade", field_name="seen_final_grade", choices=Grade.choices
    )
    moderated = django_filters.BooleanFilter(label="Moderated", method="filter_moderated")
    effect = django_filters.ChoiceFilter(label="Moderation", choices=EFFECTS, method="filter_effect")
    case_ref = django_filters.CharFilter(
        label="Case reference",
        method="filter_case_ref",
        help_text="The whole reference, such as CD123456.",
    )

    class Meta:
        model = Audit
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = self.queryset.order_by()
        choices: dict[str, QuerySet[Any]] = {
            "cycle": Cycle.objects.filter(pk__in=seen.values("cycle")),
            "service_area": ServiceArea.objects.filter(pk__in=seen.values("service_area")),
            "auditor": Staff.objects.filter(pk__in=seen.values("auditor")),
            "team": Team.objects.filter(pk__in=seen.values("team")),
        }
        for name, queryset in choices.items():
            if name in self.filters:
                self.filters[name].queryset = queryset

    def filter_moderated(self, queryset: QuerySet[Audit], name: str, value: bool) -> QuerySet[Audit]:
        """Submitted and moderated, or submitted and not."""
        done = queryset.filter(state=Audit.State.SUBMITTED)
        return done.exclude(moderated_grade="") if value else done.filter(moderated_grade="")

    def filter_effect(self, queryset: QuerySet[Audit], name: str, value: str) -> QuerySet[Audit]:
        """Submitted, and the moderated grade is the auditor's, a better or a weaker one."""
        done = queryset.filter(state=Audit.State.SUBMITTED).exclude(moderated_grade="")
        pairs = [
            Q(grade=given, moderated_grade=moderated)
            for given in rules.GRADES
            for moderated in rules.GRADES
            if rules.moderation_effect(given, moderated) == value
        ]
        return done.filter(reduce(or_, pairs))

    def filter_case_ref(self, queryset: QuerySet[Audit], name: str, value: str) -> QuerySet[Audit]:
        """The case reference as it is written, whatever its case and spaces."""
        return queryset.filter(case_ref=rules.case_reference(value) or value.strip())


class QueueFilters(AuditFilters):
    """The queue's: all of it is submitted and not moderated. Unless told, only what is asked for."""

    show = django_filters.ChoiceFilter(
        label="Show",
        choices=[("asked", "What the rules ask for"), ("all", "All that could be moderated")],
        widget=forms.RadioSelect,
        method="filter_show",
    )

    state = None
    moderated = None
    effect = None
    grade = django_filters.ChoiceFilter(
        label="Auditor’s grade", field_name="seen_grade", choices=Grade.choices
    )

    def filter_queryset(self, queryset: QuerySet[Audit]) -> QuerySet[Audit]:
        found: QuerySet[Audit] = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("show") == "all" else found.asked_for()  # type: ignore[attr-defined]

    def filter_show(self, queryset: QuerySet[Audit], name: str, value: str) -> QuerySet[Audit]:
        """Left to `filter_queryset`, which also acts when nothing was chosen."""
        return queryset
