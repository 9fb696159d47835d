"""When a visit or a supervision is due, and from which day it is late."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseloads.rules.spans import began, merged
from caseloads.rules.timing import Frequency, Standing, due, due_on, in_time
from core.working_days import WorkingDays

D = dt.date
ENGLAND = WorkingDays()
LONG_AGO = D(2020, 1, 1)
MONTH = Frequency(1, "months", exclusive=True)
days = st.dates(D(2015, 1, 1), D(2030, 12, 31))
frequencies = st.builds(
    Frequency,
    st.integers(1, 60),
    st.sampled_from(["days", "working days", "weeks", "months"]),
    st.booleans(),
)


def standing(frequency, last, day, began=LONG_AGO):
    found = due(frequency, began=began, last=last, day=day, calendar=ENGLAND)
    return found.standing, found.days_late


def test_a_visit_42_days_ago_is_in_time_and_one_of_43_is_a_day_late():
    six_weeks = Frequency(42, "days")
    assert standing(six_weeks, D(2023, 9, 4), D(2023, 10, 16)) == (Standing.SOON, 0)
    assert standing(six_weeks, D(2023, 9, 3), D(2023, 10, 16)) == (Standing.LATE, 1)


def test_ten_working_days_leave_out_weekends_and_bank_holidays():
    ten = Frequency(10, "working days")
    assert due_on(ten, D(2023, 4, 28), ENGLAND) == D(2023, 5, 16)  # 1 May and the coronation's 8 May
    assert standing(ten, D(2023, 4, 28), D(2023, 5, 16))[0] is Standing.SOON
    assert standing(ten, D(2023, 4, 28), D(2023, 5, 17)) == (Standing.LATE, 1)


def test_a_day_on_which_the_council_is_closed_is_no_working_day():
    ten, closed = Frequency(10, "working days"), WorkingDays([D(2023, 10, 10)])
    assert due_on(ten, D(2023, 10, 2), ENGLAND) == D(2023, 10, 16)
    assert due_on(ten, D(2023, 10, 2), closed) == D(2023, 10, 17)


def test_a_supervision_a_month_ago_to_the_day_is_late():
    assert standing(MONTH, D(2023, 9, 17), D(2023, 10, 16))[0] is Standing.SOON
    assert standing(MONTH, D(2023, 9, 16), D(2023, 10, 16)) == (Standing.LATE, 1)


def test_a_visit_agreed_every_three_months_is_in_time_three_months_later_to_the_day():
    agreed = Frequency(3, "months")
    assert standing(agreed, D(2023, 7, 16), D(2023, 10, 16))[0] is Standing.SOON
    assert standing(agreed, D(2023, 7, 15), D(2023, 10, 16)) == (Standing.LATE, 1)


def test_a_month_before_the_31st_of_march_is_the_28th_of_february():
    assert due_on(Frequency(1, "months"), D(2023, 2, 28), ENGLAND) == D(2023, 3, 31)


def test_who_has_just_got_a_status_is_not_late_but_not_yet_due():
    found = due(Frequency(28, "days"), began=D(2023, 10, 1), last=None, day=D(2023, 10, 16), calendar=ENGLAND)
    assert (found.standing, found.due_on) == (Standing.NOT_YET, D(2023, 10, 29))


def test_a_child_never_visited_is_late_once_the_first_visit_is_overdue():
    assert standing(Frequency(28, "days"), None, D(2023, 10, 16), began=D(2023, 9, 1)) == (Standing.LATE, 17)


@given(frequencies, days, st.integers(0, 800))
def test_what_is_in_time_until_a_day_is_late_on_every_later_one(frequency, last, later):
    until = due_on(frequency, last, ENGLAND)
    assert in_time(frequency, last, until, ENGLAND) or frequency.exclusive
    day = until + dt.timedelta(days=later)
    if frequency.unit == "working days":
        assert in_time(frequency, last, day, ENGLAND) == (ENGLAND.after(until, day) == 0)
    else:
        assert in_time(frequency, last, day, ENGLAND) == (later == 0)


@pytest.mark.parametrize("open_end", [True, False])
def test_periods_that_touch_are_one_period(open_end):
    end = None if open_end else D(2023, 9, 1)
    assert merged([(D(2023, 5, 1), end), (D(2023, 1, 1), D(2023, 5, 1))]) == [(D(2023, 1, 1), end)]
    assert began([(D(2023, 5, 1), end), (D(2023, 1, 1), D(2023, 5, 1))], D(2023, 6, 1)) == D(2023, 1, 1)


periods = st.lists(
    st.tuples(st.integers(0, 30), st.one_of(st.none(), st.integers(1, 8))).map(
        lambda pair: (LONG_AGO + dt.timedelta(pair[0]), pair[1] and LONG_AGO + dt.timedelta(sum(pair)))
    ),
    max_size=6,
)


@given(periods, st.integers(0, 50))
def test_the_beginning_of_an_unbroken_period_is_where_no_day_before_is_held(spans, offset):
    def holds(day):
        return any(begins <= day and (ends is None or day < ends) for begins, ends in spans)

    day = LONG_AGO + dt.timedelta(offset)
    found = day if holds(day) else None
    while found and holds(found - dt.timedelta(1)):
        found -= dt.timedelta(1)
    assert began(spans, day) == found
