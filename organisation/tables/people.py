"""The lists of staff and users, their records and roles over time."""

from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html

from core import clock
from core.tables import Column, DateColumn, RecordTable, TimeColumn, YesNoColumn
from organisation import dated
from organisation.tables.columns import FromColumn, FteColumn, UntilColumn


class StaffTable(RecordTable):
    """Staff, each as their record says: today's, or that of the day asked for."""

    name = Column(
        accessor="staff__name", verbose_name="Name", linkify=lambda record: record.staff.get_absolute_url()
    )
    staff_id = Column(accessor="staff__staff_id", verbose_name="Staff id")
    role = Column()
    qualifying_status = Column(
        accessor="get_qualifying_status_display",
        verbose_name="Qualifying status",
        order_by="qualifying_status",
    )
    team = Column(verbose_name="Team", accessor="team__name")
    fte = FteColumn()
    starts_on = FromColumn()
    ends_on = UntilColumn()

    caption = "Staff"
    default_sort = ("name",)


class StaffRecordTable(RecordTable):
    """What somebody was, newest first, each record with the way to put it right."""

    role = Column(orderable=False)
    qualifying_status = Column(
        accessor="get_qualifying_status_display", verbose_name="Qualifying status", orderable=False
    )
    team = Column(verbose_name="Team", accessor="team__name", orderable=False)
    fte = FteColumn(orderable=False)
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


class RolesColumn(Column):
    """The roles held today."""

    def render(self, value: list[Any]) -> str:
        return ", ".join(str(held) for held in value) or "None"


class UserTable(RecordTable):
    """Who may sign in, and as what."""

    name = Column(linkify=True)
    email = Column(verbose_name="E-mail address")
    roles = RolesColumn(accessor="held_today", verbose_name="Roles today", orderable=False)
    staff = Column(accessor="staff__name", verbose_name="Member of staff")
    is_active = YesNoColumn(verbose_name="May sign in")
    last_login = TimeColumn(verbose_name="Last signed in")

    caption = "Users"
    default_sort = ("name",)


class RoleTable(RecordTable):
    """The roles that a user holds and held."""

    role = Column(accessor="get_role_display", orderable=False)
    reach = Column(accessor="reach_in_words", verbose_name="For", orderable=False)
    starts_on = FromColumn(orderable=False)
    ends_on = UntilColumn(orderable=False)
    end = Column(
        accessor="pk", verbose_name="End it", orderable=False, linkify=lambda record: _end_url(record)
    )

    caption = "Roles over time"

    def render_end(self, record: Any) -> str:
        """Says which role, for those who hear the links alone; nothing where it has ended."""
        if record.ends_on is not None and record.ends_on <= clock.today():
            return ""
        return format_html('End<span class="govuk-visually-hidden"> the role {}</span>', record)


def _end_url(holding: Any) -> str | None:
    if holding.ends_on is not None and holding.ends_on <= clock.today():
        return None
    return reverse("role_end", args=[holding.user_id, holding.pk])
