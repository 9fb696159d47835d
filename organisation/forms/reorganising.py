"""What is asked when teams become one, or one becomes several."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.forms import GovukForm
from organisation import listing
from organisation.actions import TeamValues
from organisation.forms.base import SeenForm, from_day
from organisation.forms.places import TEAM_FIELDS
from organisation.models import ServiceArea, Staff, Team


class MergeForm(GovukForm):
    """Which teams become one, and which."""

    teams = forms.ModelMultipleChoiceField(
        label="Teams to merge",
        queryset=Team.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick the teams to merge."},
    )
    into = forms.ModelChoiceField(
        label="Into which team",
        queryset=Team.objects.none(),
        required=False,
        empty_label="A new team",
        help_text="A team that exists goes on, and the others end. A new team begins that day.",
    )
    name = forms.CharField(label="Name of the new team", max_length=120, required=False)
    service_area = forms.ModelChoiceField(
        label="Service area of the new team",
        queryset=ServiceArea.objects.all(),
        required=False,
        empty_label="Choose a service area",
    )
    case_holding = forms.BooleanField(label="The new team holds cases", required=False, initial=True)
    statutory = forms.BooleanField(label="The new team does statutory work", required=False, initial=True)
    on = from_day("Day of the merger")
    with_staff = forms.BooleanField(
        label="Move their staff too",
        required=False,
        initial=True,
        help_text="Everybody who is in these teams then, or joins later, is in the merged team.",
    )
    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("teams", "into"):
            self.fields[name].queryset = listing.teams_to_come()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A new team needs a name and a service area."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if not told.get("into"):
            for name, words in (("name", "Enter the name"), ("service_area", "Select the service area")):
                if name in told and not told[name]:
                    self.add_error(name, f"{words} of the new team, or choose a team that exists.")
        return told

    def values(self) -> TeamValues:
        """The new team as the action takes it."""
        return TeamValues(**{name: self.cleaned_data[name] for name in TEAM_FIELDS})


class SplitForm(SeenForm):
    """The new teams, from when, and whether the old one goes on."""

    names = forms.CharField(
        label="New teams",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One name a line. Each begins in this team’s service area and does the same work.",
    )
    goes_on = forms.ChoiceField(
        label="Does this team go on beside them?",
        choices=[("yes", "Yes"), ("no", "No, it ends")],
        widget=forms.RadioSelect,
    )
    on = from_day("Day of the split")
    field_order = ("names", "goes_on", "on")

    def clean_names(self) -> list[str]:
        """The names, each once."""
        names = [line.strip() for line in self.cleaned_data["names"].splitlines() if line.strip()]
        if len({name.casefold() for name in names}) < len(names):
            raise ValidationError("Each new team needs a name of its own.")
        if any(len(name) > 120 for name in names):
            raise ValidationError("A team’s name must be 120 characters or fewer.")
        return names

    def into(self, like: TeamValues) -> list[TeamValues]:
        """The new teams as the action takes them."""
        return [replace(like, name=name) for name in self.cleaned_data["names"]]


class MoveForm(GovukForm):
    """For each of the staff of a team: where they are from a day on."""

    on = from_day("Day from which they are there")
    mark_optional = False

    def __init__(self, *args: Any, staff: Sequence[Staff], teams: Sequence[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.staff = {f"staff_{each.pk}": each for each in staff}
        self.teams = {str(team.pk): team for team in teams}
        choices = [("", "Stays"), *((key, team.name) for key, team in self.teams.items())]
        for name, each in self.staff.items():
            self.fields[name] = forms.ChoiceField(label=each.name, choices=choices, required=False)
        self.say_in_words()

    def moves(self) -> dict[Staff, Team]:
        """Who goes where, of those who go."""
        told = {name: self.cleaned_data.get(name) for name in self.staff}
        return {self.staff[name]: self.teams[key] for name, key in told.items() if key}
