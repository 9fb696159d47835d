"""The lists of agreed actions and of inadequates' tasks: their columns."""

import datetime as dt
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from audits.models import AgreedAction, InadequateTask
from core.tables import Column, DateColumn, NumberColumn, RecordTable, TagColumn

STATE_COLOURS = {"To do": "blue", "Done": "green", "Verified": "turquoise"}
TASK_COLOURS = {"Open": "red", "Closed": "green", "Withdrawn": "grey"}
LONGEST = 160


class TextColumn(Column):
    """The beginning of a text; an export has all of it."""

    def render(self, value: str) -> str:
        return Truncator(value).chars(LONGEST)

    def value(self, value: str) -> str:
        return value


class DueColumn(DateColumn):
    """A day, and that it is past where it is."""

    def render(self, value: dt.date, record: Any = None) -> str | SafeString:
        day = super().render(value)
        if not record.is_overdue:
            return day
        return format_html('{} <strong class="govuk-tag govuk-tag--red">Overdue</strong>', day)


class ActionTable(RecordTable):
    """Actions: what, by when, how far, after which audit, where, whose; what is to do comes first."""

    what = TextColumn(linkify=True, verbose_name="What is to be done")
    due_on = DueColumn(verbose_name="Due on")
    state = TagColumn(
        accessor="get_state_display", order_by="how_far", verbose_name="State", colours=STATE_COLOURS
    )
    case_ref = Column(accessor="audit__case_ref", verbose_name="Audit of")
    service_area = Column(accessor="audit__service_area__name", verbose_name="Service area")
    team = Column(accessor="audit__team__name", verbose_name="Team")
    owner = Column(accessor="owner_words", order_by=("owner__name", "owner_kind"), verbose_name="Owner")
    days_late = NumberColumn(orderable=False, empty_values=(None, 0), verbose_name="Days late")

    caption = "Actions"
    default_sort = ("state", "due_on")

    class Meta(RecordTable.Meta):
        model = AgreedAction
        fields: tuple[str, ...] = ()


class TaskTable(RecordTable):
    """Tasks: of which audit, whose, since when, how they ended."""

    case_ref = Column(
        accessor="audit__case_ref",
        linkify=("inadequate_task", [tables.A("pk")]),
        verbose_name="Inadequate audit of",
    )
    service_area = Column(accessor="audit__service_area__name", verbose_name="Service area")
    team = Column(accessor="audit__team__name", verbose_name="Team")
    assigned_to = Column(
        accessor="whose", order_by=("assigned_to__name", "assigned_as"), verbose_name="Assigned to"
    )
    raised_at = DateColumn(verbose_name="Raised on")
    state = TagColumn(
        accessor="get_state_display", order_by="state", verbose_name="State", colours=TASK_COLOURS
    )
    ended_at = DateColumn(verbose_name="Ended on")

    caption = "Inadequate audits: tasks"
    default_sort = ("-raised_at",)

    class Meta(RecordTable.Meta):
        model = InadequateTask
        fields: tuple[str, ...] = ()
