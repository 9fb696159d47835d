"""The day of a list: today, or the last day of a month that was asked for."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict

from core import clock, months
from core.forms import MonthField


class PastMonthField(MonthField):
    """A month that has begun."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and value > clock.today():
            raise ValidationError("Month must be this month or an earlier one.", code="later")


def month_field() -> PastMonthField:
    """The filter that asks for it."""
    return PastMonthField(
        label="Month", required=False, help_text="As at its last day. For example, 9 2023. Blank: today."
    )


def day_of(asked: QueryDict, name: str = "month") -> dt.date:
    """The last day of the month that was asked for, today if it isn't over; today where none was, or no
    month could be understood."""
    field = month_field()
    widget: Any = field.widget
    try:
        month = field.clean(widget.value_from_datadict(asked, {}, name))
    except ValidationError:
        month = None
    return min(months.last_day(month), clock.today()) if month else clock.today()


def month_query(month: dt.date) -> dict[str, int]:
    """The month as an address names it."""
    return {"month_0": month.month, "month_1": month.year}
