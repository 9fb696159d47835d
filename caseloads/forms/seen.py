"""What every form of what is recorded by hand has: why, and what the page was made from."""

from typing import cast

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import QueryDict

from core.forms import GovukForm

LONGEST = 500
NO_NAMES = "No names, and nothing about the child or the family that need not be here."


def reason_field(label: str, *, required: bool = True) -> forms.CharField:
    """Why; kept in the history."""
    return forms.CharField(
        label=label,
        help_text=NO_NAMES,
        max_length=LONGEST,
        required=required,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SeenForm(GovukForm):
    """Carries what the page was made from, so that nobody's change is overwritten unseen."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def read_again(self, stamp: str) -> None:
        """What was typed stays; sending it again means that the thing as it is now was read."""
        self.data = cast(QueryDict, self.data).copy()
        self.data["seen"] = stamp

    def needs_only(self, *names: str) -> None:
        """What the answer makes no use of may be missing or wrong."""
        for name in set(self.errors) - {*names, NON_FIELD_ERRORS}:
            del self.errors[name]


class OfForm(SeenForm):
    """Carries which thing it is about (`caseloads.recording.gone`), for when that is gone."""

    of = forms.CharField(widget=forms.HiddenInput, required=False)
