"""Control charts: the limits beside abspc's, the four rules beside a slow computation in their own words."""

import random

import abspc
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.rules.control import Mark, Rule, control, limits

values = st.integers(0, 30).map(float)
WORKED = [1.0, 2, 1, 2, 10, *[1, 2] * 6, 1]


def generated():
    """1,000 series: counts, shares and averages; level, drifting, with outliers; 2 to 60 points."""
    chance = random.Random(20231016)
    for number in range(1000):
        level, spread = chance.choice([(5, 3), (300, 40), (50_000, 9_000), (0.5, 0.2)]), chance.random()
        series = [chance.gauss(level[0], level[1] * spread) for _ in range(chance.randint(2, 60))]
        if number % 3 == 0:
            series = [float(round(value)) for value in series]
        if number % 5 == 0:
            series[chance.randrange(len(series))] *= 4
        yield series


@pytest.mark.filterwarnings("ignore")  # abspc advises 15 points or more
def test_limits_are_those_of_abspc_on_a_thousand_series():
    """`abspc.calculate_control_limits(…, "XmR")` screens nothing: mean, limits (`ucl`, `lcl`) and two-sigma
    lines (`uwl`, `lwl`) of all points, each compared with ours to a billionth of the largest value."""
    for series in generated():
        theirs = abspc.calculate_control_limits(pd.DataFrame({"value": series}), "XmR").iloc[0]
        ours = limits(series)
        assert ours is not None
        two_sigma = (ours.mean + 2 * ours.sigma, ours.mean - 2 * ours.sigma)
        assert (ours.mean, ours.upper, ours.lower, *two_sigma) == pytest.approx(
            tuple(theirs[["mean", "ucl", "lcl", "uwl", "lwl"]]), abs=1e-9 * max(map(abs, series))
        )


def test_the_worked_example_has_a_mean_of_1_94_and_limits_of_6_95_and_minus_3_06():
    found = limits(WORKED)
    assert len(WORKED) == 18
    assert [round(each, 2) for each in (found.mean, found.upper, found.lower)] == [1.94, 6.95, -3.06]
    assert [place for place, marks in enumerate(control(WORKED).marks) if marks] == [4]
    assert control(WORKED).marks[4] == {Mark(Rule.OUTSIDE, True)}


def slow_marks(series, found):
    """The four rules, each asked of every run of points that it is about."""
    marks = [set() for _ in series]

    def mark(places, rule, high):
        for place in places:
            marks[place].add(Mark(rule, high))

    places = range(len(series))
    for high, sign in ((True, 1), (False, -1)):
        above = [sign * (value - found.mean) for value in series]
        reach = found.upper - found.mean
        mark([p for p in places if above[p] > reach + 1e-6], Rule.OUTSIDE, high)
        for start in places:
            seven, three = above[start : start + 7], above[start : start + 3]
            if len(seven) == 7 and all(each > 1e-6 for each in seven):
                mark(range(start, start + 7), Rule.SHIFT, high)
            if len(seven) == 7 and all(seven[n + 1] - seven[n] > 1e-6 for n in range(6)):
                mark(range(start, start + 7), Rule.TREND, high)
            far = [start + n for n, each in enumerate(three) if each > 2 * found.sigma + 1e-6]
            if len(three) == 3 and len(far) >= 2:
                mark(far, Rule.TWO_OF_THREE, high)
    return tuple(frozenset(each) for each in marks)


@settings(max_examples=300)
@given(st.lists(values, min_size=2, max_size=40))
def test_the_four_rules_mark_what_their_sentences_say(series):
    assert control(series).marks == slow_marks(series, limits(series))


@given(st.floats(0.001, 1e6), st.integers(2, 40))
def test_equal_values_are_on_their_mean_whatever_floats_make_of_it(value, count):
    assert not any(control([value] * count).marks)


def test_six_on_one_side_are_chance_and_seven_are_not():
    wobble = [10.0, 12, 10, 12, 10, 12]
    for count, marked in ((6, False), (7, True)):
        found = control([*wobble, *[10.0, 10.2] * 9, *[13.0, 13.1, 13, 13.1, 13, 13.1, 13][:count], 9.0])
        assert (Mark(Rule.SHIFT, True) in found.marks[-2]) is marked


def test_six_rising_are_chance_and_seven_are_not_and_falling_likewise():
    for count, marked in ((6, False), (7, True)):
        series = [50.0, 10, 60, 5, 55, *range(20, 20 + count), 3]
        assert any(Mark(Rule.TREND, True) in each for each in control(series).marks) is marked
        assert any(Mark(Rule.TREND, False) in each for each in control(series[::-1]).marks) is marked


def test_two_of_three_counts_a_point_beyond_the_limit_too():
    series = [10.0, 11] * 12
    series[8], series[9] = 14.5, 20.0
    found = control(series)
    assert found.limits.mean + 2 * found.limits.sigma < 14.5 < found.limits.upper < 20
    assert found.marks[8] == {Mark(Rule.TWO_OF_THREE, True)}
    assert found.marks[9] == {Mark(Rule.TWO_OF_THREE, True), Mark(Rule.OUTSIDE, True)}


@pytest.mark.parametrize(("count", "trial"), [(2, True), (11, True), (12, False), (25, False)])
def test_fewer_than_12_points_are_trial_limits(count, trial):
    assert limits([1.0, 2.0] * 13)
    assert limits(([1.0, 2.0] * 13)[:count]).trial is trial


@pytest.mark.parametrize("series", [[], [1.0]])
def test_of_fewer_than_two_points_there_are_no_limits(series):
    assert limits(series) is None
    assert not any(control(series).marks)


@given(st.lists(values, min_size=2, max_size=15), st.lists(values, min_size=2, max_size=15))
def test_a_step_change_begins_anew_as_if_nothing_had_been_before(before, after):
    found = control([*before, *after], steps=[len(before)])
    assert [segment.limits for segment in found.segments] == [limits(before), limits(after)]
    assert found.marks == (*control(before).marks, *control(after).marks)
    assert found.limits == limits(after)
    assert found.limits_at(0) == limits(before)


@given(st.lists(st.none() | values, max_size=30))
def test_months_without_a_value_are_passed_over(series):
    found, known = control(series), [value for value in series if value is not None]
    assert found.limits == limits(known)
    assert [m for m, v in zip(found.marks, series, strict=True) if v is not None] == list(
        control(known).marks
    )
    assert not any(m for m, v in zip(found.marks, series, strict=True) if v is None)


@given(st.lists(values, min_size=12, max_size=30))
def test_rolling_and_cumulative_figures_have_neither_limits_nor_marks(series):
    found = control(series, runs=False)
    assert found.limits is None
    assert not any(found.marks)
