"""Working days: no weekend, no bank holiday of England, no day on which the council is closed."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.working_days import WorkingDays, bank_holidays

D = dt.date
ONE = dt.timedelta(days=1)
ENGLAND = WorkingDays()
days = st.dates(D(2015, 1, 1), D(2030, 12, 31))
closures = st.lists(days, max_size=5)


@pytest.mark.parametrize(
    "day",
    [
        D(2011, 4, 29),  # royal wedding
        D(2012, 6, 5),  # diamond jubilee
        D(2020, 5, 8),  # early May, moved to VE day
        D(2022, 6, 2),  # spring, moved for the platinum jubilee
        D(2022, 6, 3),  # the platinum jubilee
        D(2022, 9, 19),  # state funeral
        D(2023, 5, 8),  # coronation
    ],
)
def test_days_proclaimed_once_are_bank_holidays(day):
    assert not ENGLAND.is_working(day)


@pytest.mark.parametrize("day", [D(2020, 5, 4), D(2022, 5, 30), D(2012, 5, 28)])
def test_a_bank_holiday_that_was_moved_leaves_a_working_day(day):
    assert ENGLAND.is_working(day)


def test_a_year_has_the_bank_holidays_of_england():
    """As gov.uk lists them for 2023; 2 January stands for New Year's Day, a Sunday."""
    listed = {day for day in bank_holidays() if day.year == 2023 and day.weekday() < 5}
    assert listed == {
        D(2023, 1, 2),
        D(2023, 4, 7),
        D(2023, 4, 10),
        D(2023, 5, 1),
        D(2023, 5, 8),
        D(2023, 5, 29),
        D(2023, 8, 28),
        D(2023, 12, 25),
        D(2023, 12, 26),
    }


@pytest.mark.parametrize("year", [*range(2015, 2031)])
def test_the_last_monday_of_august_is_one_in_england_and_the_first_is_not(year):
    mondays = [D(year, 8, day) for day in range(1, 32) if D(year, 8, day).weekday() == 0]
    assert not ENGLAND.is_working(mondays[-1])
    assert ENGLAND.is_working(mondays[0])


@pytest.mark.parametrize(
    "substitute",
    [D(2021, 12, 27), D(2021, 12, 28), D(2022, 1, 3), D(2020, 12, 28), D(2022, 12, 27), D(2016, 12, 27)],
)
def test_a_bank_holiday_at_a_weekend_has_a_substitute_day(substitute):
    assert not ENGLAND.is_working(substitute)


def test_what_is_a_holiday_elsewhere_in_the_kingdom_is_a_working_day():
    assert ENGLAND.is_working(D(2023, 11, 30))  # St Andrew
    assert ENGLAND.is_working(D(2023, 3, 17))  # St Patrick
    assert ENGLAND.is_working(D(2024, 1, 2))


def test_a_day_on_which_the_council_is_closed_is_none():
    closed = WorkingDays([D(2023, 12, 27)])
    assert not closed.is_working(D(2023, 12, 27))
    assert closed.is_working(D(2023, 12, 28))


def test_the_first_day_is_day_0():
    assert ENGLAND.after(D(2023, 10, 16), D(2023, 10, 16)) == 0
    assert ENGLAND.after(D(2023, 10, 16), D(2023, 10, 17)) == 1
    assert ENGLAND.after(D(2023, 10, 13), D(2023, 10, 15)) == 0
    assert ENGLAND.after(D(2023, 10, 17), D(2023, 10, 16)) == 0


def counted(calendar, day, until):
    """The working days after the one up to the other, one day after another."""
    found = 0
    while day < until:
        day += ONE
        found += calendar.is_working(day)
    return found


@given(days, st.integers(0, 400), closures)
def test_days_are_counted_as_one_counts_them_on_a_calendar(day, length, closed):
    calendar, until = WorkingDays(closed), day + length * ONE
    assert calendar.after(day, until) == counted(calendar, day, until)


@given(days, st.integers(0, 60), closures)
def test_so_many_working_days_later_is_a_working_day_so_many_later(day, count, closed):
    calendar = WorkingDays(closed)
    found = calendar.plus(day, count)
    assert counted(calendar, day, found) == count
    assert count == 0 or calendar.is_working(found)


@given(days, st.integers(0, 30), closures)
def test_the_earliest_day_is_the_first_after_which_at_most_so_many_come(day, count, closed):
    calendar = WorkingDays(closed)
    earliest = calendar.earliest(day, count)
    assert calendar.after(earliest, day) <= count < calendar.after(earliest - ONE, day)
