"""Red, amber or green, and the direction of travel, beside slow second computations in the issue's words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.rules.direction import Change, Way, direction
from indicators.rules.rag import HIGHER, LOWER, NEITHER, Rag, rag

amounts = st.decimals(-1000, 1000, places=2)
polarities = st.sampled_from([HIGHER, LOWER, NEITHER])
operators = st.sampled_from(["<", "<=", "=", ">=", ">"])


def slow_rag(value, operator, target, tolerance, polarity):
    """Sentence by sentence: how far is the value on the wrong side of its target?"""
    if value is None or target is None or polarity == NEITHER:
        return None
    short = {"<": value - target, "<=": value - target, "=": abs(value - target)}
    short |= {">=": target - value, ">": target - value}
    misses_at_the_target = operator in ("<", ">")
    if short[operator] < 0 or (short[operator] == 0 and not misses_at_the_target):
        return Rag.GREEN
    return Rag.AMBER if tolerance is not None and short[operator] <= tolerance else Rag.RED


@given(
    st.none() | amounts,
    operators,
    st.none() | amounts,
    st.none() | st.decimals(0, 50, places=2),
    polarities,
)
def test_rag_is_what_its_sentences_say(value, operator, target, tolerance, polarity):
    assert rag(value, operator, target, tolerance, polarity) is slow_rag(
        value, operator, target, tolerance, polarity
    )


@pytest.mark.parametrize(
    ("value", "operator", "tolerance", "expected"),
    [
        ("95", ">=", "5", Rag.GREEN),
        ("94.9", ">=", "5", Rag.AMBER),
        ("90", ">=", "5", Rag.AMBER),
        ("89.9", ">=", "5", Rag.RED),
        ("95", ">", "0", Rag.AMBER),
        ("95", ">", None, Rag.RED),
        ("95", "<=", "5", Rag.GREEN),
        ("100", "<=", "5", Rag.AMBER),
        ("100.1", "<=", "5", Rag.RED),
        ("95", "<", None, Rag.RED),
        ("95", "=", None, Rag.GREEN),
        ("90", "=", "5", Rag.AMBER),
        ("100", "=", "5", Rag.AMBER),
        ("94.9", ">=", None, Rag.RED),
    ],
)
def test_a_target_of_95_is_met_missed_a_little_or_missed(value, operator, tolerance, expected):
    tolerance = tolerance and Decimal(tolerance)
    assert rag(Decimal(value), operator, Decimal(95), tolerance, HIGHER) is expected


def test_without_a_target_or_without_a_polarity_there_is_no_rag():
    assert rag(Decimal(1), ">=", None, None, HIGHER) is None
    assert rag(Decimal(1), ">=", Decimal(1), None, NEITHER) is None
    assert rag(None, ">=", Decimal(1), None, HIGHER) is None


@given(amounts, amounts, polarities)
def test_the_arrow_is_where_it_went_whatever_is_better(value, before, polarity):
    found = direction(value, before, polarity)
    assert found.way is (Way.UP if value > before else Way.DOWN if value < before else Way.SAME)
    assert found.difference == value - before


@given(amounts, amounts)
def test_what_is_better_where_higher_is_is_worse_where_lower_is(value, before):
    up = {Way.UP: Change.BETTER, Way.DOWN: Change.WORSE, Way.SAME: Change.SAME}
    down = {Way.UP: Change.WORSE, Way.DOWN: Change.BETTER, Way.SAME: Change.SAME}
    neither = {Way.UP: Change.NEITHER, Way.DOWN: Change.NEITHER, Way.SAME: Change.SAME}
    for polarity, says in ((HIGHER, up), (LOWER, down), (NEITHER, neither)):
        found = direction(value, before, polarity)
        assert found.change is says[found.way]


def test_nothing_went_anywhere_from_or_to_a_missing_figure():
    assert direction(None, Decimal(1), HIGHER) is None
    assert direction(Decimal(1), None, HIGHER) is None
