"""What is asked of staff."""

from django import forms

from core.forms import GovukForm
from organisation.actions import StaffValues
from organisation.forms.base import DayField, SeenForm, from_day
from organisation.models import Team
from organisation.models.staff import QualifyingStatus

STAFF_FIELDS = ("role", "team", "fte", "qualifying_status", "qualified_on")


class StaffFields(GovukForm):
    """What somebody's record says."""

    role = forms.CharField(
        label="Role", max_length=20, help_text="As the council writes it: SW, PM, PA, FP, IRO."
    )
    team = forms.ModelChoiceField(label="Team", queryset=Team.objects.all(), empty_label="Choose a team")
    fte = forms.DecimalField(
        label="FTE",
        min_value=0,
        max_value=1,
        max_digits=4,
        decimal_places=3,
        help_text="Full-time equivalent, from 0 (on leave) to 1.",
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"}),
    )
    qualifying_status = forms.ChoiceField(
        label="Qualifying status", choices=[("", "None"), *QualifyingStatus.choices], required=False
    )
    qualified_on = DayField(label="Qualified on", required=False)

    def values(self) -> StaffValues:
        """The answers as the action takes them."""
        return StaffValues(**{name: self.cleaned_data[name] for name in STAFF_FIELDS})


class NameFields(GovukForm):
    """Who somebody is."""

    name = forms.CharField(label="Name", max_length=160)
    staff_id = forms.CharField(label="Staff id", max_length=40, help_text="As the council’s systems have it.")


class StaffNew(NameFields, StaffFields):
    """Somebody new."""

    on = from_day()
    field_order = ("name", "staff_id", *STAFF_FIELDS, "on")


class StaffName(SeenForm, NameFields):
    """Somebody's name or staff id, put right."""

    field_order = ("name", "staff_id")


class StaffChange(SeenForm, StaffFields):
    """Somebody's record from a day on."""

    on = from_day()
    field_order = (*STAFF_FIELDS, "on")


class StaffCorrect(SeenForm, StaffFields):
    """A record, put right."""

    starts_on = DayField(label="Day from which it holds")
    ends_on = DayField(label="First day on which it holds no more", required=False)
    reason = forms.CharField(label="Reason for the correction", widget=forms.Textarea(attrs={"rows": 3}))
    field_order = (*STAFF_FIELDS, "starts_on", "ends_on", "reason")
