"""Which caseload limit is to be set: each kind has its own page and its own form."""

from typing import Any

from django import forms

from caseloads.setting.subjects import FIXED, key_of
from core import clock
from core.forms import GovukForm
from organisation.models import ServiceArea, Team


class WhichLimitForm(GovukForm):
    """Which limit is to be set: each has its own page."""

    mark_optional = False
    FOR_AREA, FOR_TEAM = "area", "team"
    NAMES = (
        "General limit",
        "From how many children a caseload is reported to the clinic",
        "Protected caseload of newly qualified social workers",
        "Protected caseload of those in the assessed and supported year",
    )

    which = forms.ChoiceField(
        label="Which limit is to be set?",
        widget=forms.RadioSelect,
        choices=[
            *zip(FIXED, NAMES, strict=True),
            (FOR_AREA, "Limit of a service area"),
            (FOR_TEAM, "Limit of a team"),
        ],
    )
    service_area = forms.ModelChoiceField(
        label="Service area",
        queryset=ServiceArea.objects.none(),
        required=False,
        empty_label="Choose a service area",
        help_text="Only for a limit of a service area.",
    )
    team = forms.ModelChoiceField(
        label="Team",
        queryset=Team.objects.none(),
        required=False,
        empty_label="Choose a team",
        help_text="Only for a limit of a team.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked: dict[str, Any] = {"service_area": ServiceArea.objects, "team": Team.objects}
        for name, places in asked.items():
            field: Any = self.fields[name]
            field.queryset = places.existing_on(clock.today())

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("which") == self.FOR_AREA and not told.get("service_area"):
            self.add_error("service_area", "Select the service area.")
        if told.get("which") == self.FOR_TEAM and not told.get("team"):
            self.add_error("team", "Select the team.")
        return told

    def key(self) -> str:
        """The key of the limit's page."""
        told = self.cleaned_data
        place = {self.FOR_AREA: told["service_area"], self.FOR_TEAM: told["team"]}.get(told["which"])
        return key_of(place) if place else told["which"]
