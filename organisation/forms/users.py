"""What is asked of users and their roles. A password never is."""

from typing import Any

from django import forms

from core.forms import GovukForm
from organisation import listing
from organisation.forms.base import SeenForm, from_day
from organisation.models import ServiceArea, Staff, User
from organisation.roles import SEES_SERVICE_AREAS, Role


class StaffField(forms.ModelChoiceField):
    """One of the staff who are no user yet, by name and staff id."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label="Member of staff",
            queryset=Staff.objects.none(),
            required=False,
            empty_label="None",
            help_text="Who fills in audits, or is to see their own team, must be one of the staff.",
            **kwargs,
        )

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.staff_id})"


class UserFields(GovukForm):
    """Who may sign in."""

    name = forms.CharField(label="Name", max_length=160)
    email = forms.EmailField(label="E-mail address", help_text="They sign in with it.")
    staff = StaffField()

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staff"].queryset = listing.staff_to_link(user)  # type: ignore[attr-defined]


class RoleFields(GovukForm):
    """A role, where it is held, and from when."""

    role = forms.ChoiceField(label="Role", choices=[("", "Choose a role"), *Role.choices])
    service_area = forms.ModelChoiceField(
        label="Service area",
        queryset=ServiceArea.objects.all(),
        required=False,
        empty_label="None",
        help_text="For a head of service or a service lead.",
    )
    on = from_day("Day from which the role is held")

    def clean(self) -> dict[str, Any]:
        """Heads and leads are so for a service area; no other role is."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("role") in SEES_SERVICE_AREAS and not told.get("service_area"):
            self.add_error("service_area", "Select the service area of the head of service or service lead.")
        return told


class UserNew(UserFields, RoleFields):
    """Somebody new, with their first role."""

    field_order = ("name", "email", "staff", "role", "service_area", "on")


class UserChange(SeenForm, UserFields):
    """Another name, address or member of staff."""

    field_order = ("name", "email", "staff")


class RoleGive(RoleFields):
    """One more role."""
