"""When a response will do, and how it stands."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseloads.rules.responding import Answered, last_review, review_refused, standing

TODAY = dt.date(2023, 10, 16)
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31))


@pytest.mark.parametrize(
    ("review_on", "will_do"),
    [
        (dt.date(2023, 10, 15), False),
        (TODAY, False),
        (dt.date(2023, 10, 17), True),
        (dt.date(2024, 1, 16), True),
        (dt.date(2024, 1, 17), False),
    ],
)
def test_a_review_is_after_today_and_at_most_three_months_ahead(review_on, will_do):
    assert (review_refused(review_on, TODAY) == "") is will_do


def test_what_is_wrong_with_a_review_date_says_the_latest_that_would_do():
    assert "no later than 16 January 2024" in review_refused(dt.date(2024, 2, 1), TODAY)


def test_three_months_after_a_month_that_is_longer_is_the_last_of_the_shorter():
    assert last_review(dt.date(2023, 11, 30)) == dt.date(2024, 2, 29)


@pytest.mark.parametrize(
    ("review_on", "how"),
    [
        (None, Answered.NONE),
        (dt.date(2023, 10, 15), Answered.OVERDUE),
        (TODAY, Answered.DUE),
        (dt.date(2023, 10, 23), Answered.DUE),
        (dt.date(2023, 10, 24), Answered.RESPONDED),
    ],
)
def test_a_response_older_than_its_review_date_is_overdue_and_due_a_week_before(review_on, how):
    assert standing(review_on, TODAY) is how


@given(made_on=DAYS, review_on=DAYS)
def test_no_response_is_overdue_on_the_day_that_it_is_made(made_on, review_on):
    if not review_refused(review_on, made_on):
        assert standing(review_on, made_on) in (Answered.DUE, Answered.RESPONDED)
