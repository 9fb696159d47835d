"""Fields for what a form of this product asks and Django has no field for."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core import months
from core.forms.widgets import DateParts, MonthParts


class DatePartsField(forms.DateField):
    """A date asked as day, month and year. Every DateField of a GovukForm becomes so by itself."""

    widget = DateParts


class MonthField(forms.DateField):
    """A month asked as month and year; its value is the first of the month."""

    widget = MonthParts
    default_error_messages = {
        "invalid": "Enter a month as 2 numbers, such as 9 2023.",
        "not_of_our_time": f"Enter a month of the years {months.OUR_TIME[0]} to {months.OUR_TIME[-1]}.",
    }

    def to_python(self, value: Any) -> dt.date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, dt.date):
            return months.first_of(value)
        year, _, number = str(value).partition("-")
        try:
            return months.parse(f"{year}-{number.zfill(2)}")
        except months.NotOfOurTime as error:
            raise ValidationError(self.error_messages["not_of_our_time"], code="not_of_our_time") from error
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
