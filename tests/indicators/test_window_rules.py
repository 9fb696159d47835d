"""Year to date, rolling 12 months and quarter: sums over sums for flows, the last month for a stock."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import months
from indicators.rules import windows
from indicators.rules.windows import QUARTER, TWELVE, YEAR, Part

years, numbers = st.integers(1990, 2050), st.integers(1, 12)
some_month = st.builds(lambda year, number: dt.date(year, number, 1), years, numbers)

OCTOBER = dt.date(2023, 10, 1)


def count(value):
    return Part(None, None, Decimal(value))


def share(above, below, of=100):
    return Part(Decimal(above), Decimal(below), Decimal(of) * above / below if below else None)


def over(parts, asked, kind, window="month"):
    return windows.over(dict(zip(asked, parts, strict=False)), asked, kind, window)


@given(some_month)
def test_the_year_begins_in_april_a_quarter_holds_its_first_month_and_twelve_months_end_here(month):
    year, quarter = windows.months_of_year(month), windows.months_of_quarter(month)
    assert year[0].month == 4
    assert year == list(months.span(year[0], month))
    assert len(year) == (month.month - 4) % 12 + 1
    assert quarter == list(months.span(quarter[0], month))
    assert quarter[0].month in (1, 4, 7, 10)
    assert len(quarter) <= 3
    assert windows.months_of_rolling(month) == list(months.span(months.minus_months(month, 11), month))


def test_march_ends_a_year_and_april_begins_one():
    assert len(windows.months_of_year(dt.date(2024, 3, 1))) == 12
    assert windows.months_of_year(dt.date(2024, 4, 1)) == [dt.date(2024, 4, 1)]


@given(some_month, st.lists(st.integers(0, 500), min_size=12, max_size=12))
def test_counts_of_a_month_are_added(month, values):
    asked = windows.months_of_rolling(month)
    assert over([count(each) for each in values], asked, "count").value == sum(values)


@given(some_month, st.lists(st.tuples(st.integers(0, 50), st.integers(0, 60)), min_size=12, max_size=12))
def test_shares_are_sums_over_sums_and_never_an_average_of_shares(month, pairs):
    asked = windows.months_of_rolling(month)
    found = over([share(above, below) for above, below in pairs], asked, "percentage")
    below = sum(pair[1] for pair in pairs)
    if below == 0:
        assert (found.value, found.why) == (None, "no cases")
    else:
        assert found.value == 100 * Decimal(sum(pair[0] for pair in pairs)) / below


def test_an_average_is_its_sum_over_its_sum():
    asked = windows.months_of_quarter(dt.date(2023, 9, 1))
    assert over([share(10, 1, 1), share(10, 4, 1), share(10, 5, 1)], asked, "average").value == 3


def test_2939_referrals_in_a_year_make_588_per_10_000_children():
    asked = windows.months_of_rolling(OCTOBER)
    referrals = [245] * 11 + [244]
    found = over([share(each, 49_983, 10_000) for each in referrals], asked, "rate")
    assert found.numerator == 2939
    assert round(found.value) == 588


@pytest.mark.parametrize("window", ["month_end", "rolling_12", "year_to_date"])
def test_a_stock_takes_its_last_month(window):
    asked = windows.months_of_quarter(dt.date(2023, 9, 1))
    assert over([count(5), count(6), count(7)], asked, "count", window).value == 7
    assert over([count(5)], asked, "count", window).why == "the last month is not known"


def test_missing_months_say_how_many_are_known():
    asked = windows.months_of_year(OCTOBER)
    found = over([count(5), count(6)], asked, "count")
    assert (found.value, found.why) == (None, "2 of 7 months are known")


def test_a_month_of_no_cases_is_known():
    asked = windows.months_of_quarter(dt.date(2023, 8, 1))
    assert over([share(0, 0), share(1, 4)], asked, "percentage").value == 25
    assert over([share(1, 4), share(0, 0)], asked, "percentage", "month_end").why == "no cases"


def test_a_share_known_only_as_a_value_is_not_added():
    asked = windows.months_of_quarter(dt.date(2023, 8, 1))
    found = over([Part(None, None, Decimal(25)), share(1, 4)], asked, "percentage")
    assert found.why == "numerators and denominators are not known"


@pytest.mark.parametrize(
    ("window", "own"), [("rolling_12", TWELVE), ("year_to_date", YEAR), ("month", ""), ("month_end", "")]
)
def test_what_is_rolling_or_cumulative_is_given_over_its_own_window_only(window, own):
    known = {month: count(3) for month in windows.months_of_rolling(OCTOBER)}
    found = {each.name: each.over for each in windows.longer(known, OCTOBER, "count", window)}
    assert list(found) == [YEAR, TWELVE, QUARTER]
    assert {name for name, each in found.items() if each.value is not None} == ({own} if own else set(found))
    assert all(each.why.endswith("already") for each in found.values() if each.value is None)


def test_a_population_is_the_newest_of_no_later_year_else_the_earliest():
    assert windows.population_year(OCTOBER, [2021, 2022, 2024]) == 2022
    assert windows.population_year(OCTOBER, [2024, 2025]) == 2024
    assert windows.population_year(OCTOBER, []) is None
    assert windows.per_10_000(Decimal(2939), 50_000) == Decimal("587.8")
