"""The columns of the administrator's lists, and of the dated records on each page."""

import datetime as dt
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html

from core.tables import Column, DateColumn, NumberColumn, RecordTable, YesNoColumn
from organisation import dated


class FromColumn(DateColumn):
    """The day from which a record holds; 'the beginning' where nobody wrote it down."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(accessor=kwargs.pop("accessor", "starts_on"), verbose_name="From", **kwargs)

    def render(self, value: dt.date) -> str:
        return dated.words(value)


class UntilColumn(DateColumn):
    """The first day on which a record holds no more."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(accessor=kwargs.pop("accessor", "ends_on"), verbose_name="Until", **kwargs)


class ServiceAreaTable(RecordTable):
    """Service areas as they are called today."""

    name = Column(linkify=True)
    long_name = Column(verbose_name="Name in full")
    teams = NumberColumn(verbose_name="Teams today")
    until = UntilColumn(accessor="until")

    caption = "Service areas"
    default_sort = ("name",)


class ServiceAreaNameTable(RecordTable):
    """What a service area was called, newest first."""

    name = Column(orderable=False)
    long_name = Column(verbose_name="Name in full", orderable=False)
    starts_on = FromColumn(orderable=False)
    ends_on = UntilColumn(orderable=False)

    caption = "Names over time"


class TeamsInTable(RecordTable):
    """The teams that sat in a service area, newest first."""

    name = Column(linkify=lambda record: record.team.get_absolute_url(), verbose_name="Team", orderable=False)
    starts_on = FromColumn(orderable=False)
    ends_on = UntilColumn(orderable=False)

    caption = "Teams over time"


class TeamTable(RecordTable):
    """Teams, each as its record says: today's, or that of the day asked for."""

    name = Column(linkify=lambda record: record.team.get_absolute_url())
    service_area = Column(accessor="service_area__name")
    case_holding = YesNoColumn(verbose_name="Holds cases")
    statutory = YesNoColumn(verbose_name="Statutory")
    starts_on = FromColumn()
    ends_on = UntilColumn()

    caption = "Teams"
    default_sort = ("name",)


class TeamRecordTable(RecordTable):
    """What a team was, newest first."""

    name = Column(orderable=False)
    service_area = Column(accessor="service_area__name", orderable=False)
    case_holding = YesNoColumn(verbose_name="Holds cases", orderable=False)
    statutory = YesNoColumn(verbose_name="Statutory", orderable=False)
    starts_on = FromColumn(orderable=False)
    ends_on = UntilColumn(orderable=False)

    caption = "Records over time"


class TeamStaffTable(RecordTable):
    """Who is in a team today."""

    name = Column(
        accessor="staff__name", linkify=lambda record: record.staff.get_absolute_url(), orderable=False
    )
    role = Column(orderable=False)
    fte = NumberColumn(verbose_name="FTE", decimals=2, orderable=False)
    starts_on = FromColumn(orderable=False)
    ends_on = UntilColumn(orderable=False)

    caption = "Staff today"


class SuccessionTable(RecordTable):
    """What a team came from and what it became."""

    predecessor = Column(linkify=lambda record: record.predecessor.get_absolute_url(), orderable=False)
    successor = Column(
        verbose_name="Became", linkify=lambda record: record.successor.get_absolute_url(), orderable=False
    )
    on = DateColumn(verbose_name="On", orderable=False)

    caption = "Mergers and splits"


class StaffTable(RecordTable):
    """Staff, each as their record says: today's, or that of the day asked for."""

    name = Column(accessor="staff__name", linkify=lambda record: record.staff.get_absolute_url())
    staff_id = Column(accessor="staff__staff_id", verbose_name="Staff id")
    role = Column()
    qualifying_status = Column(accessor="get_qualifying_status_display", order_by="qualifying_status")
    team = Column(accessor="team__name")
    fte = NumberColumn(verbose_name="FTE", decimals=2)
    starts_on = FromColumn()
    ends_on = UntilColumn()

    caption = "Staff"
    default_sort = ("name",)


class StaffRecordTable(RecordTable):
    """What somebody was, newest first, each record with the way to put it right."""

    role = Column(orderable=False)
    qualifying_status = Column(accessor="get_qualifying_status_display", orderable=False)
    team = Column(accessor="team__name", orderable=False)
    fte = NumberColumn(verbose_name="FTE", decimals=2, orderable=False)
    qualified_on = DateColumn(orderable=False)
    starts_on = FromColumn(orderable=False)
    ends_on = UntilColumn(orderable=False)
    correct = Column(
        accessor="pk",
        verbose_name="Put right",
        orderable=False,
        linkify=("staff_record_correct", [tables.A("staff_id"), tables.A("pk")]),
    )

    caption = "Records over time"

    def render_correct(self, record: Any) -> str:
        """Says which record, for those who hear the links alone."""
        return format_html(
            'Correct<span class="govuk-visually-hidden"> the record from {}</span>',
            dated.words(record.starts_on),
        )
