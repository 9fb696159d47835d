"""What the administrator's forms share: the day from which a change holds, and what was read."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core import clock
from core.forms import GovukForm
from organisation import dated


def _meant(day: dt.date) -> None:
    if not 1900 <= day.year <= 2100:
        raise ValidationError("The year must be between 1900 and 2100.")


class DayField(forms.DateField):
    """A day that can be meant: between 1900 and 2100."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validators=[_meant], **kwargs)


def from_day(label: str = "Day from which it holds") -> DayField:
    """Asks for the day from which the answer holds; today unless told."""
    return DayField(label=label, initial=clock.today)


class SeenForm(GovukForm):
    """A form that changes a thing. It carries the state in which the thing was read."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, owner: Any, initial: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, initial={"seen": dated.stamp(owner), **(initial or {})}, **kwargs)

    def read_again(self, owner: Any) -> None:
        """What was typed stays; sending it again means that the thing as it is now was read."""
        self.data = self.data.copy()
        self.data["seen"] = dated.stamp(owner)


class EndForm(SeenForm):
    """On which day something ends."""

    on = from_day("First day without it")

    def __init__(self, *args: Any, label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["on"].label = label
            self.say_in_words()


class ConfirmForm(SeenForm):
    """Asks nothing; its button says it all."""
