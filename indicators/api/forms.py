"""What is asked of a key."""

from django import forms

from core.forms import GovukForm
from indicators.models import Right

HINTS = {
    Right.CATALOGUE: "The indicators, their sections and their targets.",
    Right.FIGURES: "Figures of the whole service and of each service area, by call and as the CSV feed.",
    Right.DEFINITIONS: "How each indicator is counted, and its benchmarks.",
}


class KeyForm(GovukForm):
    """Who gets a key, and what it opens."""

    name = forms.CharField(
        label="Consumer",
        max_length=120,
        help_text="The program that reads with it, and who looks after it: ‘Power BI, performance team’.",
        error_messages={"required": "Enter which program reads with the key."},
    )
    rights = forms.MultipleChoiceField(
        label="What it opens",
        choices=Right.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="A key that opens nothing reads nothing.",
    )
    teams = forms.BooleanField(
        label="It may read the names and figures of teams",
        required=False,
        help_text="Leave this out for whoever publishes: a team is few people, and its figures are its own.",
    )
    govuk = {"rights": {"hints": dict(HINTS)}}


class EndForm(GovukForm):
    """Why a key is ended."""

    reason = forms.CharField(
        label="Why the key is ended",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why the key is ended."},
    )
