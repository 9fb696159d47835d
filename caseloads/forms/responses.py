"""The form of a management response."""

import datetime as dt
from typing import Any

from django import forms

from caseloads.rules.responding import last_review, review_refused
from core import clock
from core.forms import GovukForm


class ResponseForm(GovukForm):
    """What is done about a caseload, and when it is looked at again; `seen` is the newest response read."""

    text = forms.CharField(
        label="What is done about this caseload?",
        help_text="For example, what moves to whom and by when. Write no child’s name.",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
        error_messages={"required": "Enter what is done about this caseload."},
    )
    review_on = forms.DateField(label="Review on", error_messages={"required": "Enter the review date."})
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        last = last_review(clock.today())
        self.fields[
            "review_on"
        ].help_text = f"After today, and no later than {last:%-d %B %Y}. For example, {last:%-d %-m %Y}."

    def clean_review_on(self) -> dt.date:
        review_on: dt.date = self.cleaned_data["review_on"]
        if wrong := review_refused(review_on, clock.today()):
            raise forms.ValidationError(wrong)
        return review_on
