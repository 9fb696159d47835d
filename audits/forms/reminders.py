"""The form of a reminder's text."""

from typing import Any

from django import forms

from audits.models import ReminderText
from audits.rules import reminding
from core.forms import GovukForm

NAMED = "; ".join(f"{{{name}}} {words}" for name, words in reminding.PLACEHOLDERS.items())


def _checked(text: str) -> None:
    problem = reminding.text_problem(text)
    if problem:
        raise forms.ValidationError(problem)


class ReminderForm(GovukForm):
    """When a reminder goes and what it says. `seen` is the version that was read."""

    active = forms.BooleanField(label="This reminder is sent", required=False)
    days = forms.IntegerField(
        label="Days",
        min_value=1,
        max_value=reminding.MOST_DAYS,
        error_messages={"required": f"Enter a number of days from 1 to {reminding.MOST_DAYS}."},
    )
    subject = forms.CharField(label="Subject", max_length=160, validators=[_checked])
    body = forms.CharField(
        label="Text",
        help_text=f"These stand for what they say: {NAMED}. No names of children and no case references.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 14}),
        validators=[_checked],
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, text: ReminderText, *args: Any, **kwargs: Any) -> None:
        initial = {name: getattr(text, name) for name in ("active", "days", "subject", "body")}
        super().__init__(*args, initial={**initial, "seen": text.version}, **kwargs)
        if text.kind == reminding.ON:
            del self.fields["days"]
        else:
            self.fields["days"].label = f"Days {text.kind} the due date"
            self.say_in_words()
