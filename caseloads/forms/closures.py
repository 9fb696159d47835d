"""What is asked to record a closure day, and to remove one."""

from django import forms

from core.forms import GovukForm
from organisation.forms.base import DayField


class ClosureDayForm(GovukForm):
    """A day on which the council is closed, and why."""

    day = DayField(label="Day", help_text="For example, 27 12 2023.")
    reason = forms.CharField(
        label="Reason", max_length=200, help_text="For example, closed between the years."
    )


class RemoveForm(GovukForm):
    """Why something is removed."""

    reason = forms.CharField(label="Reason", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
