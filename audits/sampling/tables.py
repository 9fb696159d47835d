"""Tables of draws and samples, and what their lists are filtered by."""

from typing import Any

import django_filters
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from audits.models import Cycle, FrameCase
from audits.rules import case_reference
from core.tables import (
    Column,
    DateColumn,
    MonthColumn,
    NumberColumn,
    RecordFilters,
    RecordTable,
    TagColumn,
)
from organisation.models import ServiceArea, Team

OUTCOMES = {"Drawn": "green", "Left out": "yellow", "Swapped out": "orange"}


class FrameTable(RecordTable):
    """Every case that could have been drawn, and what became of it."""

    position = NumberColumn(verbose_name="Place in the list")
    case_ref = Column(verbose_name="Case reference")
    service_area = Column(accessor="service_area__name", verbose_name="Service area")
    team = Column(accessor="team__name", verbose_name="Team")
    outcome = TagColumn(
        accessor="get_outcome_display", order_by="outcome", verbose_name="Outcome", colours=OUTCOMES
    )
    rank = NumberColumn(verbose_name="Place in its team’s random order")
    auditor = Column(accessor="auditor__name", verbose_name="Auditor")
    why = Column(verbose_name="Why")

    caption = "Cases of the draw"
    row_header = "case_ref"
    default_sort = ("position",)

    class Meta(RecordTable.Meta):
        model = FrameCase
        fields: tuple[str, ...] = ()


class SampleTable(RecordTable):
    """The cases that were drawn, with those that were swapped out."""

    case_ref = Column(verbose_name="Case reference", orderable=False)
    service_area = Column(accessor="service_area__name", verbose_name="Service area", orderable=False)
    team = Column(accessor="team__name", verbose_name="Team", orderable=False)
    auditor = Column(accessor="auditor__name", verbose_name="Auditor", orderable=False)
    outcome = TagColumn(
        accessor="get_outcome_display", verbose_name="Outcome", orderable=False, colours=OUTCOMES
    )
    why = Column(verbose_name="Why it was changed", orderable=False, empty_values=())
    change = Column(accessor="pk", verbose_name="Change", orderable=False)

    caption = "The sample"
    show_caption = False

    class Meta(RecordTable.Meta):
        model = FrameCase
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, may_swap: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_swap:
            self.columns.hide("change")

    def render_case_ref(self, record: FrameCase) -> str | SafeString:
        """Leads to its audit, once it has one."""
        if record.audit is None:
            return record.case_ref
        url = record.audit.get_absolute_url()
        return format_html('<a class="govuk-link" href="{}">{}</a>', url, record.case_ref)

    def render_why(self, record: FrameCase) -> str:
        """A case that took another's place says so."""
        if record.instead_of is None:
            return record.why or "–"
        return " ".join(filter(None, [f"Drawn in place of {record.instead_of.case_ref}.", record.why]))

    def render_change(self, record: FrameCase) -> str | SafeString:
        """The way to swap it, while it is drawn and its audit is still to do."""
        to_do = record.audit is None or record.audit.state == "allocated"
        if record.outcome != FrameCase.Outcome.DRAWN or not to_do:
            return "–"
        return format_html(
            '<a class="govuk-link" href="{}">Swap<span class="govuk-visually-hidden"> {}</span></a>',
            reverse("draw_swap", args=[record.draw_id, record.pk]),
            record.case_ref,
        )


class FrameFilters(RecordFilters):
    """Outcome, places; a case reference, which never stands in an address."""

    private = frozenset({"case_ref"})

    outcome = django_filters.ChoiceFilter(label="Outcome", choices=FrameCase.Outcome.choices)
    service_area = django_filters.ModelChoiceFilter(label="Service area", queryset=ServiceArea.objects.none())
    team = django_filters.ModelChoiceFilter(label="Team", queryset=Team.objects.none())
    case_ref = django_filters.CharFilter(
        label="Case reference",
        method="filter_case_ref",
        help_text="The whole reference, such as CD123456.",
    )

    class Meta:
        model = FrameCase
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = self.queryset.order_by()
        areas = ServiceArea.objects.filter(pk__in=seen.values("service_area"))
        self.filters["service_area"].queryset = areas
        self.filters["team"].queryset = Team.objects.filter(pk__in=seen.values("team"))

    def filter_case_ref(self, queryset: Any, name: str, value: str) -> Any:
        """The case reference as it is written, whatever its case and spaces."""
        return queryset.filter(case_ref=case_reference(value) or value.strip())


class SamplesTable(RecordTable):
    """Samples outside the month, and how far they are."""

    title = Column(linkify=True, verbose_name="Title")
    kind = Column(accessor="get_kind_display", order_by="kind", verbose_name="Kind")
    owner = Column(accessor="owner__name", verbose_name="Run by")
    month = MonthColumn(verbose_name="Begins in")
    due_on = DateColumn(verbose_name="Due on")
    state = TagColumn(
        accessor="get_state_display",
        order_by="state",
        verbose_name="State",
        colours={"Planned": "blue", "Open": "green"},
    )
    allocated = NumberColumn(verbose_name="Allocated")
    completed = NumberColumn(verbose_name="Completed")
    moderated = NumberColumn(verbose_name="Moderated")

    caption = "Samples outside the month"
    default_sort = ("-month", "title")

    class Meta(RecordTable.Meta):
        model = Cycle
        fields: tuple[str, ...] = ()


class SamplesFilters(RecordFilters):
    """Kind and state."""

    kind = django_filters.ChoiceFilter(
        label="Kind", choices=[each for each in Cycle.Kind.choices if each[0] != Cycle.Kind.MONTHLY]
    )
    state = django_filters.ChoiceFilter(label="State", choices=Cycle.State.choices)

    class Meta:
        model = Cycle
        fields: tuple[str, ...] = ()
