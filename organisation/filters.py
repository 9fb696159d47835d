"""What the administrator's lists can be filtered by."""

import datetime as dt
from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from core.mail import MailState, Message
from core.tables import RecordFilters
from organisation import listing
from organisation.models import ServiceArea, StaffRecord, Team, TeamRecord, User
from organisation.models.staff import QualifyingStatus
from organisation.roles import Role

NO_ROLE = "none"


class ServiceAreaFilters(RecordFilters):
    """Service areas that exist on a day."""

    on = django_filters.DateFilter(label="Exists on", method="filter_on")

    class Meta:
        model = ServiceArea
        fields: tuple[str, ...] = ()

    def filter_on(self, queryset: QuerySet[ServiceArea], name: str, value: dt.date) -> QuerySet[ServiceArea]:
        """Those with a name on the day."""
        return queryset.filter(pk__in=ServiceArea.objects.existing_on(value).order_by().values("pk"))


class ShownFilters(RecordFilters):
    """Of dated records, those of the day asked for; else the one that each owner is shown with."""

    owner = ""

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """One record an owner, so that nobody is listed twice."""
        found: QuerySet[Any] = super().filter_queryset(queryset)
        day = self.form.cleaned_data.get("on")
        return listing.on(found, day) if day else listing.one_each(found, self.owner)

    def filter_on(self, queryset: QuerySet[Any], name: str, value: dt.date) -> QuerySet[Any]:
        """Applied by filter_queryset."""
        return queryset


class StaffFilters(ShownFilters):
    """Staff by name or staff id, and by what their record says."""

    owner = "staff"

    called = django_filters.CharFilter(label="Name or staff id", method="filter_called")
    team = django_filters.ModelChoiceFilter(label="Team", queryset=Team.objects.all())
    role = django_filters.ChoiceFilter(label="Role", choices=listing.staff_roles)
    qualifying_status = django_filters.ChoiceFilter(
        label="Qualifying status", choices=QualifyingStatus.choices
    )
    has_user = django_filters.BooleanFilter(
        label="Has a user", field_name="staff__user", lookup_expr="isnull", exclude=True
    )
    team_ended = django_filters.BooleanFilter(label="Team has ended", method="filter_team_ended")
    on = django_filters.DateFilter(label="Employed on", method="filter_on")

    class Meta:
        model = StaffRecord
        fields: tuple[str, ...] = ()

    def filter_called(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Part of the name, or the whole staff id."""
        return queryset.filter(Q(staff__name__icontains=value) | Q(staff__staff_id__iexact=value))

    def filter_team_ended(self, queryset: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        """Those whose team does not exist today, or those whose team does."""
        ended = listing.in_ended_teams(queryset)
        return ended if value else queryset.exclude(pk__in=ended.values("pk"))


class UserFilters(RecordFilters):
    """Users by name or address, role, and whether they may sign in."""

    called = django_filters.CharFilter(label="Name or e-mail address", method="filter_called")
    role = django_filters.ChoiceFilter(
        label="Role", choices=[*Role.choices, (NO_ROLE, "None today")], method="filter_role"
    )
    is_active = django_filters.BooleanFilter(label="May sign in")

    class Meta:
        model = User
        fields: tuple[str, ...] = ()

    def filter_called(self, queryset: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        """Part of the name or of the address."""
        return queryset.filter(Q(name__icontains=value) | Q(email__icontains=value))

    def filter_role(self, queryset: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        """Those who hold the role today, or none."""
        if value == NO_ROLE:
            return listing.without_a_role(queryset)
        return listing.holding(queryset, value)


class TeamFilters(ShownFilters):
    """Teams by what their record says."""

    owner = "team"

    service_area = django_filters.ModelChoiceFilter(label="Service area", queryset=ServiceArea.objects.all())
    case_holding = django_filters.BooleanFilter(label="Holds cases")
    statutory = django_filters.BooleanFilter(label="Does statutory work")
    on = django_filters.DateFilter(label="Exists on", method="filter_on")

    class Meta:
        model = TeamRecord
        fields: tuple[str, ...] = ()


class MessageFilters(RecordFilters):
    """E-mails by who gets them, what they are about, what became of them, and when they were posted."""

    called = django_filters.CharFilter(label="To (name or e-mail address)", method="filter_called")
    subject = django_filters.CharFilter(label="Subject", lookup_expr="icontains")
    state = django_filters.ChoiceFilter(label="State", choices=MailState.choices)
    posted = django_filters.DateFilter(label="Posted on", field_name="posted_at", lookup_expr="date")

    class Meta:
        model = Message
        fields: tuple[str, ...] = ()

    def filter_called(self, queryset: QuerySet[Message], name: str, value: str) -> QuerySet[Message]:
        """Part of the name or of the address that the person has now."""
        return queryset.filter(Q(to__name__icontains=value) | Q(to__email__icontains=value))
