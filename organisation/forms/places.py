"""What is asked of service areas and teams."""

from django import forms

from core.forms import GovukForm
from organisation.actions import TeamValues
from organisation.forms.base import SeenForm, from_day
from organisation.models import ServiceArea

TEAM_FIELDS = ("name", "service_area", "case_holding", "statutory")


class ServiceAreaFields(GovukForm):
    """A service area's names, and from when."""

    name = forms.CharField(label="Name", max_length=80, help_text="As reports write it, such as SWF.")
    long_name = forms.CharField(
        label="Name in full", max_length=160, required=False, help_text="Such as Social Work with Families."
    )
    on = from_day()


class ServiceAreaNew(ServiceAreaFields):
    """A service area that begins."""

    on = from_day("Day on which it begins")


class ServiceAreaRename(SeenForm, ServiceAreaFields):
    """A service area that is called otherwise."""

    field_order = ("name", "long_name", "on")


class TeamFields(GovukForm):
    """What a team's record says, and from when."""

    name = forms.CharField(label="Name", max_length=120)
    service_area = forms.ModelChoiceField(
        label="Service area", queryset=ServiceArea.objects.all(), empty_label="Choose a service area"
    )
    case_holding = forms.BooleanField(
        label="It holds cases", required=False, help_text="Its children have a primary worker in this team."
    )
    statutory = forms.BooleanField(label="It does statutory work", required=False)
    on = from_day()

    def values(self) -> TeamValues:
        """The answers as the action takes them."""
        return TeamValues(**{name: self.cleaned_data[name] for name in TEAM_FIELDS})


class TeamNew(TeamFields):
    """A team that begins."""

    on = from_day("Day on which it begins")


class TeamChange(SeenForm, TeamFields):
    """A team that is otherwise from a day on."""

    field_order = (*TEAM_FIELDS, "on")
