"""What is odd about a report: each rule by the words of its policy."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import months
from indicators.rules.odd.benchmarks import benchmark_jumps
from indicators.rules.odd.parts import Fit, exact, fit, habit, misfits, over_100, truncated
from indicators.rules.odd.series import jumps, restates, shifted

FIRST = dt.date(2022, 10, 1)


def series(*values, first=FIRST):
    """Values by month; None leaves a month out."""
    run = months.span(first, months.plus_months(first, len(values) - 1))
    return {month: Decimal(str(value)) for month, value in zip(run, values, strict=True) if value is not None}


def test_a_percentage_over_100_is_no_share():
    assert over_100(Decimal(106), "percentage")
    assert not over_100(Decimal(100), "percentage")
    assert not over_100(Decimal(106), "count")


def test_parts_come_to_what_the_kind_says():
    assert exact("percentage", Decimal(134), Decimal(126)).quantize(Decimal("0.1")) == Decimal("106.3")
    assert exact("rate", Decimal(468), Decimal(50_000)) == Decimal("93.6")
    assert exact("average", Decimal(30), Decimal(4)) == Decimal("7.5")
    assert exact("percentage", Decimal(0), Decimal(0)) is None


@pytest.mark.parametrize(
    ("value", "true", "decimals", "expected"),
    [
        ("79", "79.4", 0, Fit.EITHER),
        ("80", "79.8", 0, Fit.ROUNDED),
        ("79", "79.8", 0, Fit.TRUNCATED),
        ("62", "62.5", 0, Fit.EITHER),
        ("63", "62.5", 0, Fit.ROUNDED),
        ("81", "79.8", 0, Fit.NOT),
        ("80", "80", 0, Fit.EITHER),
        ("8", "7.495", 0, Fit.NOT),
        ("14.24", "14.2366", 2, Fit.ROUNDED),
    ],
)
def test_a_value_fits_its_parts_rounded_or_truncated(value, true, decimals, expected):
    assert fit(Decimal(value), Decimal(true), decimals) is expected


@given(
    numerator=st.integers(0, 500),
    denominator=st.integers(1, 500),
    decimals=st.integers(0, 2),
)
def test_what_is_rounded_or_truncated_always_fits(numerator, denominator, decimals):
    true = exact("percentage", Decimal(numerator), Decimal(denominator))
    unit = Decimal(1).scaleb(-decimals)
    for rounding, wrong in (
        ("ROUND_HALF_UP", Fit.TRUNCATED),
        ("ROUND_HALF_EVEN", Fit.TRUNCATED),
        ("ROUND_DOWN", 0),
    ):
        found = fit(true.quantize(unit, rounding=rounding), true, decimals)
        assert found not in (Fit.NOT, wrong)
    assert fit(true.quantize(unit) + 2 * unit, true, decimals) is Fit.NOT


def test_a_row_that_truncates_is_odd_where_another_rounds():
    cut = habit([Fit.TRUNCATED] * 3 + [Fit.EITHER] * 5)
    rounds = habit([Fit.ROUNDED] * 4)
    assert truncated(cut, [cut, rounds])
    assert not truncated(cut, [cut, cut])
    assert not truncated(rounds, [cut, rounds])
    assert habit([Fit.TRUNCATED] * 2) is Fit.EITHER


def test_a_truncated_value_in_a_row_that_rounds_does_not_match_its_parts():
    assert misfits(Fit.TRUNCATED, Fit.ROUNDED)
    assert not misfits(Fit.TRUNCATED, Fit.TRUNCATED)
    assert misfits(Fit.NOT, Fit.TRUNCATED)


def test_a_change_beyond_five_times_the_usual_is_odd():
    steady = [300, 310, 300, 310, 300, 310, 300, 351]
    assert [(jump.month, jump.change) for jump in jumps(series(*steady), "count")] == [
        (dt.date(2023, 5, 1), 51)
    ]
    assert jumps(series(*steady[:-1], 350), "count") == []


def test_a_row_that_hardly_ever_moves_does_not_shout():
    assert jumps(series(8, 8, 8, 8, 8, 8, 8, 13), "count") == []
    assert len(jumps(series(8, 8, 8, 8, 8, 8, 8, 14), "count")) == 1


def test_too_few_changes_say_nothing_of_what_is_usual():
    assert jumps(series(8, 8, 8, 8, 8, 800), "count") == []


def test_a_gap_is_no_change():
    assert jumps(series(8, 9, 8, 9, 8, 9, 8, None, 99), "count") == []


HELD = series(548, 552, 543, 543, 553, 545, 539, 505, 517, 518)


def test_a_row_that_equals_its_own_held_series_moved_by_a_month_is_odd():
    late = {months.plus_months(month, 1): value for month, value in HELD.items()}
    early = {months.plus_months(month, -1): value for month, value in HELD.items()}
    assert shifted(late, HELD)[0] == 1
    assert shifted(early, HELD)[0] == -1
    assert shifted(HELD, HELD) == (0, [])


def test_five_equal_months_are_not_enough():
    late = {months.plus_months(month, 1): value for month, value in list(HELD.items())[:6]}
    assert shifted(late, HELD) == (0, [])


@given(values=st.lists(st.integers(0, 3), min_size=8, max_size=25))
def test_a_row_that_says_what_is_held_is_never_moved(values):
    assert shifted(series(*values), series(*values)) == (0, [])


def test_a_row_that_stands_still_equals_itself_moved_and_is_not_odd():
    assert shifted(series(*[8] * 12, first=dt.date(2022, 11, 1)), series(*[8] * 12)) == (0, [])


def test_another_value_restates_and_one_that_was_awaited_does_not():
    assert restates((Decimal(554), ""), (Decimal(552), ""))
    assert restates((Decimal(554), ""), (None, "under review"))
    assert not restates((None, "to be confirmed"), (Decimal(552), ""))
    assert not restates((Decimal(552), ""), (Decimal("552.0"), ""))


RATES = {
    ("council", 2022): "524.8",
    ("council", 2023): "408.8",
    ("neighbours", 2022): "428.8",
    ("neighbours", 2023): "436.8",
    ("south_east", 2022): "335.6",
    ("england", 2022): "642.7",
    ("england", 2023): "332.9",
}


def odd(values, kind="rate"):
    return [found.whose for found in benchmark_jumps({w: Decimal(v) for w, v in values.items()}, kind)]


def test_englands_rate_that_was_pasted_over_anothers_is_odd():
    assert odd(RATES) == [("england", 2022)]


def test_benchmarks_that_go_together_are_not_odd():
    assert odd({**RATES, ("england", 2022): "342.7"}) == []


def test_a_benchmark_far_from_all_others_is_odd():
    assert odd({**RATES, ("england", 2022): "1642.7"}, "rate") == [("england", 2022)]
    assert odd(
        {("council", 2022): "27", ("neighbours", 2022): "21", ("england", 2022): "72"}, "percentage"
    ) == [("england", 2022)]


def test_counts_of_england_are_not_compared_with_the_councils():
    assert (
        odd({("council", 2021): "497", ("neighbours", 2021): "640", ("england", 2021): "80850"}, "count")
        == []
    )


def test_small_numbers_may_double():
    assert odd({("council", 2022): "3", ("council", 2023): "7"}, "percentage") == []
