"""What is asked of whoever finds a child at risk, and of whoever acts on it."""

from django import forms

from core.forms import GovukForm


class ConcernForm(GovukForm):
    """What the auditor found."""

    words = forms.CharField(
        label="What did you find?",
        help_text="Say why you think that the child is at risk now, and whom you have told. Write no names.",
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=4000,
        error_messages={"required": "Enter what you found."},
    )


class AnswerForm(GovukForm):
    """What was done."""

    done = forms.CharField(
        label="What was done?",
        help_text="Who was told and when, what was decided, what happens next. Write no names of children.",
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=4000,
        error_messages={"required": "Enter what was done."},
    )
