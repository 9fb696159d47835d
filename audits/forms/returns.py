"""What is asked of whoever sends an audit back."""

from django import forms

from core.forms import GovukForm


class ReturnForm(GovukForm):
    """The questions; `seen` is the version of the audit that was read."""

    questions = forms.CharField(
        label="Questions for the auditor",
        help_text="Say what is missing or unclear. The auditor sees them on each page. Write no names.",
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=4000,
        error_messages={"required": "Enter the questions that the auditor is to answer."},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
