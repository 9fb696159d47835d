"""The forms of a month: its analysis, the confirmation of its figures, its sign-off."""

from typing import Any, cast

from django import forms
from django.http import HttpRequest, QueryDict

from core.forms import GovukForm


def asked_of(request: HttpRequest) -> QueryDict | None:
    """What was sent, also where the form has nothing to fill in; None where nothing was."""
    return request.POST if request.method == "POST" else None


class SeenForm(GovukForm):
    """Carries what the page was made from, so that nothing is overwritten or confirmed unseen."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def read_again(self, stamp: str) -> None:
        """What was typed stays; sending it again means that what is there now was read."""
        self.data = cast(QueryDict, self.data).copy()
        self.data["seen"] = stamp


class AnalysisForm(SeenForm):
    """What the section's figures of the month mean; once the month is signed off, why it is changed."""

    text = forms.CharField(
        label="Analysis",
        help_text="What changed, why, and what is done about it. Name no child, and no case.",
        widget=forms.Textarea(attrs={"rows": 14}),
        max_length=10_000,
        error_messages={"required": "Enter the analysis."},
    )
    reason = forms.CharField(
        label="Why it is changed after sign-off",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why the analysis is changed after sign-off."},
    )

    def __init__(self, *args: Any, signed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not signed:
            del self.fields["reason"]


class ConfirmForm(SeenForm):
    """Nothing but that the figures, as shown, are right."""


class SignOffForm(SeenForm):
    """Where figures are missing, why the month is signed off without them."""

    reason = forms.CharField(
        label="Why the month is signed off without them",
        help_text="It stays with the month.",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why the month is signed off without them."},
    )

    def __init__(self, *args: Any, missing: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not missing:
            del self.fields["reason"]
