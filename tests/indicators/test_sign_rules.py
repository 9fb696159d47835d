"""The two signs of a control chart, each answer by name."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indicators.rules import signs
from indicators.rules.control import Control, Limits, Mark, Rule, Segment, control, limits
from indicators.rules.direction import Change
from indicators.rules.rag import HIGHER, LOWER, NEITHER, Rag
from indicators.rules.signs import Assurance, Variation

WITHIN = Limits(mean=50, lower=40, upper=60, sigma=10 / 3, trial=False)


def ending(*marks):
    """A series whose newest point bears these marks."""
    return Control((Segment(0, 1, WITHIN),), (frozenset(marks),))


@pytest.mark.parametrize(
    ("polarity", "rising", "falling"),
    [
        (HIGHER, Variation.BETTER, Variation.WORSE),
        (LOWER, Variation.WORSE, Variation.BETTER),
        (NEITHER, Variation.HIGH, Variation.LOW),
    ],
)
@pytest.mark.parametrize("rule", list(Rule))
def test_a_marked_point_improves_or_concerns_by_polarity(rule, polarity, rising, falling):
    assert signs.variation(ending(Mark(rule, True)), polarity) is rising
    assert signs.variation(ending(Mark(rule, False)), polarity) is falling


def test_where_marks_disagree_the_concern_is_said():
    both = ending(Mark(Rule.SHIFT, True), Mark(Rule.TREND, False))
    assert signs.variation(both, HIGHER) is Variation.WORSE
    assert signs.variation(both, LOWER) is Variation.WORSE


def test_no_mark_is_common_cause_and_no_limits_are_no_sign():
    assert signs.variation(ending(), HIGHER) is Variation.COMMON
    assert signs.variation(control([1.0]), HIGHER) is None
    assert signs.variation(control([1.0] * 20, runs=False), HIGHER) is None


def test_only_the_newest_point_speaks():
    series = [10.0, 11] * 9
    series[3], series[4] = 90.0, -69.0
    assert control(series).marks[3]
    assert signs.variation(control(series), LOWER) is Variation.COMMON


@pytest.mark.parametrize(
    ("operator", "target", "expected"),
    [
        (">=", 40, Assurance.ALWAYS),
        (">=", 40.01, Assurance.SOMETIMES),
        (">=", 60, Assurance.SOMETIMES),
        (">=", 60.01, Assurance.NEVER),
        (">", 40, Assurance.SOMETIMES),
        (">", 39.9, Assurance.ALWAYS),
        (">", 60, Assurance.NEVER),
        ("<=", 60, Assurance.ALWAYS),
        ("<=", 59.9, Assurance.SOMETIMES),
        ("<=", 40, Assurance.SOMETIMES),
        ("<=", 39.9, Assurance.NEVER),
        ("<", 60, Assurance.SOMETIMES),
        ("<", 60.1, Assurance.ALWAYS),
        ("<", 40, Assurance.NEVER),
        ("=", 50, None),
        (">=", None, None),
    ],
)
def test_limits_of_40_and_60_reach_a_target_always_never_or_by_chance(operator, target, expected):
    assert signs.assurance(WITHIN, operator, target) is expected


def test_without_limits_nothing_is_assured():
    assert signs.assurance(None, ">=", 10) is None


@given(
    st.integers(-10_000_000, 10_000_000).map(lambda n: n / 100),
    st.integers(2, 60),
)
@example(0.3, 12)
@example(14.2, 13)
@example(99.9, 12)
@example(2.1, 25)
def test_a_level_series_on_its_target_reaches_it_and_is_never_beyond_it(value, months):
    level = limits([value] * months)
    said = {operator: signs.assurance(level, operator, value) for operator in (">=", "<=", ">", "<")}
    assert said == {
        ">=": Assurance.ALWAYS,
        "<=": Assurance.ALWAYS,
        ">": Assurance.NEVER,
        "<": Assurance.NEVER,
    }


@given(st.integers(1, 100_000).map(lambda n: n / 10), st.integers(2, 60))
def test_a_level_series_the_smallest_shown_step_from_its_target_is_not_on_it(value, months):
    level = limits([value] * months)
    assert signs.assurance(level, ">=", value + 0.01) is Assurance.NEVER
    assert signs.assurance(level, "<=", value - 0.01) is Assurance.NEVER
    assert signs.assurance(level, ">", value - 0.01) is Assurance.ALWAYS
    assert signs.assurance(level, "<", value + 0.01) is Assurance.ALWAYS


def test_only_a_red_that_is_common_cause_is_remarked_upon():
    said = {(r, v) for r in [*Rag, None] for v in [*Variation, None] if signs.in_words(r, v)}
    assert said == {(Rag.RED, Variation.COMMON)}
    assert "common cause" in signs.in_words(Rag.RED, Variation.COMMON)


def test_a_green_that_the_process_would_mostly_miss_says_so_and_the_other_way():
    green = signs.in_words(Rag.GREEN, Variation.COMMON, Assurance.NEVER)
    assert green == "Green this month, but as things are most months would miss the target."
    red = signs.in_words(Rag.RED, Variation.WORSE, Assurance.ALWAYS)
    assert red == "Red this month, but as things are most months would reach the target."
    assert signs.in_words(Rag.GREEN, Variation.COMMON, Assurance.SOMETIMES) == ""


def test_a_month_that_went_against_its_sign_names_the_pattern_it_is_part_of():
    run = frozenset([Mark(Rule.SHIFT, False)])
    said = signs.in_words(None, Variation.WORSE, None, Change.BETTER, run)
    assert said == "Concerning, though better than last month: part of a run of 7 or more below the mean."
    assert signs.in_words(None, Variation.WORSE, None, Change.WORSE, run) == ""


@pytest.mark.parametrize("rule", list(Rule))
@pytest.mark.parametrize("high", [True, False])
def test_every_pattern_has_its_words(rule, high):
    said = signs.in_words(None, Variation.BETTER, None, Change.WORSE, frozenset([Mark(rule, high)]))
    assert said.startswith("Improving, though worse than last month: ")
