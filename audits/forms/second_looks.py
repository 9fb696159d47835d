"""Forms of second looks: the rules that say which audits are moderated, and the period of the agreement."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from audits.models import SecondLookRule
from core import clock, months
from core.forms import GovukForm


class RuleForm(GovukForm):
    """A rule that begins on a day."""

    govuk = {"share": {"params": {"classes": "govuk-input--width-3", "suffix": {"text": "%"}}}}

    kind = forms.ChoiceField(
        label="What gets a second look", choices=SecondLookRule.Kind.choices, widget=forms.RadioSelect
    )
    share = forms.IntegerField(
        label="Share",
        min_value=1,
        max_value=100,
        required=False,
        help_text="From 1 to 100 per cent. Only for a rule about a share.",
    )
    starts_on = forms.DateField(
        label="From", initial=clock.today, help_text="Today or later. Audits completed from this day on."
    )
    reason = forms.CharField(label="Reason", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        about_a_share = values.get("kind") in SecondLookRule.SHARES
        if about_a_share and "share" in values and not values["share"]:
            self.add_error("share", "Enter the share, from 1 to 100 per cent.")
        if not about_a_share:
            values["share"] = None
        return values


class EndRuleForm(GovukForm):
    """The day on which a rule ends, and why."""

    on = forms.DateField(
        label="First day without this rule", initial=clock.today, help_text="Today or later."
    )
    reason = forms.CharField(label="Reason", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class PeriodForm(GovukForm):
    """From a month to a month, of those that have a cycle; either may be left open."""

    mark_optional = False

    from_month = forms.ChoiceField(label="From", required=False)
    to_month = forms.ChoiceField(label="To", required=False)

    def __init__(self, there: Sequence[dt.date], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(months.key(month), months.label(month)) for month in there]
        self.fields["from_month"].choices = [("", "The first month"), *choices]  # type: ignore[attr-defined]
        self.fields["to_month"].choices = [("", "The last month"), *choices]  # type: ignore[attr-defined]

    def clean_from_month(self) -> dt.date | None:
        return _month(self.cleaned_data["from_month"])

    def clean_to_month(self) -> dt.date | None:
        return _month(self.cleaned_data["to_month"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last = values.get("from_month"), values.get("to_month")
        if first and last and first > last:
            self.add_error("to_month", "The last month must not be before the first.")
        return values


def _month(text: str) -> dt.date | None:
    return months.parse(text) if text else None
