"""What every form of the catalogue has: why, and what the page was made from; months, numbers."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from core.forms import GovukForm, MonthField
from indicators.catalogue.forms.numbers import NumberField

EARLIEST, LATEST = 1900, 2100
SHORT = {"params": {"classes": "govuk-input--width-4"}}
MIDDLE = {"params": {"classes": "govuk-input--width-10"}}


def _meant(month: Any) -> None:
    if not EARLIEST <= month.year <= LATEST:
        raise ValidationError(f"The year must be between {EARLIEST} and {LATEST}.")


def month_field(label: str, *, required: bool = True, help_text: str = "") -> MonthField:
    """A month that can be meant."""
    return MonthField(label=label, required=required, help_text=help_text, validators=[_meant])


def reason_field() -> forms.CharField:
    """Why; kept in the history."""
    return forms.CharField(
        label="Reason",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For example, who decided it and when. It stays in the history.",
    )


def words(label: str, longest: int, *, required: bool = False, rows: int = 0, **more: Any) -> forms.CharField:
    """A text; with rows one of several lines."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, max_length=longest, required=required, widget=widget, **more)


def whole(label: str, most: int, *, least: int = 0, **more: Any) -> forms.IntegerField:
    """A whole number."""
    return forms.IntegerField(label=label, min_value=least, max_value=most, **more)


def number(label: str, **more: Any) -> NumberField:
    """A number that is not negative, with up to six decimals, as reports print it."""
    return NumberField(label=label, min_value=0, **more)


def one_of(label: str, choices: Any, **more: Any) -> forms.ChoiceField:
    """One of a few, as radios."""
    told = {"required": f"Select {more.pop('asked', f'the {label.lower()}')}."}
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, error_messages=told, **more
    )


class ReasonForm(GovukForm):
    """Asks why, last."""

    reason = reason_field()
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, seen: str = "", **kwargs: Any) -> None:
        kwargs["initial"] = {"seen": seen, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.order_fields(
            [*(name for name in self.fields if name not in ("reason", "seen")), "reason", "seen"]
        )

    def values(self, *but: str) -> dict[str, Any]:
        """What was answered, but for why, and for what is named."""
        leave = {"reason", "seen", *but}
        return {name: value for name, value in self.cleaned_data.items() if name not in leave}

    def read_again(self, stamp: str) -> None:
        """What was typed stays; sending it again means that what is there now was read."""
        self.data = cast(QueryDict, self.data).copy()
        self.data["seen"] = stamp


class AimForm(ReasonForm):
    """Asks for numbers of an indicator of a kind: those of a percentage may have their sign."""

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, NumberField):
                field.kind = kind
