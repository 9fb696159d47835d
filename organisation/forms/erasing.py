"""What is asked before a text of the history is erased."""

from django import forms

from core import history
from core.forms import GovukForm


class EntryForm(GovukForm):
    """Which row of history."""

    number = forms.IntegerField(
        label="Number of the entry",
        min_value=1,
        max_value=2**62,
        help_text="It stands beside each line of a history, for administrators.",
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-10"}),
    )

    def clean_number(self) -> int:
        """A row that is there."""
        number: int = self.cleaned_data["number"]
        if history.entry(number) is None:
            raise forms.ValidationError(f"History has no entry {number}.")
        return number


class EraseForm(GovukForm):
    """Why."""

    reason = forms.CharField(
        label="Reason",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It is kept, so name nobody. For example: asked for by the person, request 2023/17.",
    )
