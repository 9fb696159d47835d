"""A figure's value: numerator over denominator, in decimals that both databases give back."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from figures.measures import worth
from figures.printing import plain
from figures.registry import Kind


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_percentage_is_per_cent_and_exact_to_fifteen_digits(numerator, denominator):
    value = worth(Kind.PERCENTAGE, Decimal(numerator), Decimal(denominator))
    exact = Fraction(100 * numerator, denominator)
    assert abs(Fraction(value) - exact) <= Fraction(1, 2) * max(Fraction(1, 10**12), exact / 10**14)


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.sampled_from([Kind.PERCENTAGE, Kind.AVERAGE]))
def test_a_value_survives_being_kept_as_a_floating_point_number(numerator, denominator, kind):
    value = worth(kind, Decimal(numerator), Decimal(denominator))
    assert Decimal(f"{float(value):.15g}") == value


def test_a_denominator_of_0_gives_no_value():
    assert worth(Kind.PERCENTAGE, Decimal(0), Decimal(0)) is None
    assert worth(Kind.AVERAGE, Decimal(0), Decimal(0)) is None


def test_a_count_is_its_numerator():
    assert worth(Kind.COUNT, Decimal(34), None) == 34


def test_a_share_may_be_more_than_100_per_cent():
    assert plain(worth(Kind.PERCENTAGE, Decimal(134), Decimal(126))) == "106.349206349206"


def test_numbers_are_printed_in_full_without_trailing_zeros_or_exponents():
    assert plain(Decimal("50.000000000000")) == "50"
    assert plain(Decimal("0E-12")) == "0"
    assert plain(Decimal("1E+3")) == "1000"
    assert plain(Decimal("33.333333333333")) == "33.333333333333"
    assert plain(Decimal("100")) == "100"
    assert plain(None) == ""
