"""The form that asks for a roll-up."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError

from core import clock, months
from core.forms import GovukForm, MonthField

MOST = 60


class RollUpForm(GovukForm):
    """From a month to a month, both in; not of months to come, and of five years at most."""

    first = MonthField(label="From", help_text="For example, 4 2023.")
    last = MonthField(label="To", help_text="The last month to compute. It may be this one.")

    def clean_last(self) -> dt.date:
        last: dt.date = self.cleaned_data["last"]
        now = months.first_of(clock.today())
        if last > now:
            raise ValidationError(f"To must not be after this month, {months.label(now)}.")
        return last

    def clean(self) -> dict[str, Any]:
        asked: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = asked.get("first"), asked.get("last")
        if first and last and first > last:
            self.add_error("first", "From must not be after To.")
        elif first and last and months.minus_months(last, MOST - 1) > first:
            self.add_error("first", f"Choose {MOST} months or fewer at once.")
        return asked
