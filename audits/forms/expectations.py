"""Forms of what is expected: of whom, how many, from when, why."""

from typing import Any

from django import forms
from django.utils.functional import lazy

from core.forms import GovukForm
from organisation import listing
from organisation.forms.base import DayField, from_day
from organisation.models import Staff

MOST = 50


def _number() -> forms.IntegerField:
    return forms.IntegerField(
        label="Audits a month",
        min_value=0,
        max_value=MOST,
        help_text="0 where nobody of the role, or this person, owes any.",
        error_messages={"required": "Enter how many audits a month, from 0 to 50."},
    )


def _reason() -> forms.CharField:
    return forms.CharField(
        label="Reason", max_length=300, help_text="For example, ‘agreed by the management team’."
    )


class StaffField(forms.ModelChoiceField):
    """A member of staff, by name and staff id."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.staff_id})"


class NewExpectationForm(GovukForm):
    """What a role, or one person instead, owes."""

    role = forms.ChoiceField(
        label="Role", required=False, help_text="As staff records have it, such as PM.",
        choices=lazy(lambda: [("", "None: it is for one person"), *listing.staff_roles()], list)(),
    )  # fmt: skip
    staff = StaffField(
        label="Person",
        queryset=Staff.objects.all(),
        required=False,
        empty_label="None: it is for a role",
        help_text="What is set for a person stands in place of what is set for their role.",
    )
    audits = _number()
    starts_on = from_day("First day")
    ends_on = DayField(
        label="First day on which it no longer holds", required=False, help_text="Leave blank if it lasts."
    )
    reason = _reason()

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(values.get("role")) == bool(values.get("staff")):
            self.add_error("role", "Choose either a role or one person.")
        starts, ends = values.get("starts_on"), values.get("ends_on")
        if starts and ends and ends <= starts:
            self.add_error("ends_on", "The day on which it ends must be after its first day.")
        return values


class ChangeExpectationForm(GovukForm):
    """Another number from a day."""

    audits = _number()
    on = from_day("First day of the new number")
    reason = _reason()


class EndExpectationForm(GovukForm):
    """The day from which nothing is expected."""

    on = from_day("First day on which it no longer holds")
    reason = _reason()
