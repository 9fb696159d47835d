"""Which months there are: those of our time, in addresses, in forms and in files."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from core import months
from core.forms import MonthField

pytestmark = pytest.mark.once
FIRST, LAST = dt.date(1900, 1, 1), dt.date(2099, 12, 1)


@pytest.mark.parametrize(
    ("text", "month"), [("1900-01", FIRST), ("1930-06", dt.date(1930, 6, 1)), ("2099-12", LAST)]
)
def test_a_month_of_our_time_is_one(text, month):
    assert months.parse(text) == months.MonthConverter().to_python(text) == month


@pytest.mark.parametrize("text", ["0000-01", "0001-01", "1899-12", "2100-01", "9999-12"])
def test_a_month_of_another_time_is_none(text):
    with pytest.raises(ValueError, match="is not a month of 1900 to 2099"):
        months.MonthConverter().to_python(text)


@pytest.mark.parametrize("month", [FIRST, LAST])
def test_one_can_count_years_back_and_on_from_each_of_them(month):
    assert months.plus_months(months.minus_months(month, 600), 1200) == months.plus_months(month, 600)


@pytest.mark.parametrize("typed", ["0001-1", "1899-12", "9999-12"])
def test_a_form_says_of_which_years_a_month_is(typed):
    with pytest.raises(ValidationError, match="Enter a month of the years 1900 to 2099"):
        MonthField().clean(typed)
