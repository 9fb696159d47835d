"""What of a month is confirmed, what moved, what is due. Pure."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.rules.signing import Content, changed, digest_of, is_due, is_over

TODAY = dt.date(2023, 10, 16)
numbers = st.none() | st.decimals(-1000, 100_000, places=3)
contents = st.builds(Content, numbers, numbers, numbers, st.sampled_from(["", "no cases", "under review"]))
figures = st.dictionaries(st.integers(1, 9), contents, max_size=6)


def content(value, missing=""):
    return Content(None if value is None else Decimal(value), None, None, missing)


@given(figures)
def test_the_same_figures_have_the_same_digest_in_whatever_order_and_with_whatever_zeros(known):
    again = {
        pk: Content(*(part * Decimal("1.000000") if isinstance(part, Decimal) else part for part in said))
        for pk, said in reversed(known.items())
    }
    assert digest_of(again) == digest_of(known)
    assert changed(known, again) == set()


@given(figures, figures)
def test_the_digest_differs_exactly_where_something_changed(before, now):
    assert (digest_of(before) != digest_of(now)) == bool(changed(before, now))


def test_what_came_went_moved_or_lost_its_value_changed():
    before = {1: content("1"), 2: content("2"), 3: content("3"), 4: content("4")}
    now = {1: content("1.0"), 2: content("2.1"), 3: content(None, "under review"), 5: content("5")}
    assert changed(before, now) == {2, 3, 4, 5}


@pytest.mark.parametrize(
    ("frequency", "due"),
    [("monthly", set(range(1, 13))), ("quarterly", {3, 6, 9, 12}), ("yearly", {3})],
)
def test_a_quarterly_figure_is_due_with_its_quarter_and_a_yearly_one_with_the_year(frequency, due):
    assert {month for month in range(1, 13) if is_due(frequency, dt.date(2023, month, 1))} == due


@pytest.mark.parametrize(("month", "over"), [((2023, 9), True), ((2023, 10), False), ((2024, 1), False)])
def test_a_month_is_over_from_the_next_ones_first_day(month, over):
    assert is_over(dt.date(*month, 1), TODAY) is over
    assert is_over(dt.date(2023, 9, 1), dt.date(2023, 10, 1))
