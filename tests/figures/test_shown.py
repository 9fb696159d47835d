"""How figures read: half-up, and never a percentage where there are no cases."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures import shown
from figures.registry import Kind, Measure, Polarity


def measure(kind, decimals=0):
    return Measure(
        slug="things.counted",
        name="Things",
        kind=kind,
        polarity=Polarity.NEITHER,
        numerator="Things",
        denominator="" if kind is Kind.COUNT else "all things",
        unit="things",
        source="A list of things",
        reads=(),
        compute=lambda frames: frames["things"],
        decimals=decimals,
    )


@given(st.integers(0, 500), st.integers(1, 500), st.integers(0, 2))
def test_a_percentage_is_rounded_half_up(numerator, denominator, decimals):
    exact = Fraction(100 * numerator, denominator)
    scaled = exact * 10**decimals
    expected = Fraction(int(scaled + Fraction(1, 2)), 10**decimals)
    value = Decimal(100 * numerator) / denominator
    assert Fraction(shown.rounded(value, decimals)) == expected


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("62.5", "63%"),
        ("0.5", "1%"),
        ("1.5", "2%"),
        ("79.411764705882", "79%"),
        ("0", "0%"),
        ("106.3", "106%"),
    ],
)
def test_a_half_goes_up_and_never_to_the_even_neighbour(value, words):
    assert shown.per_cent(Decimal(value)) == words


def test_no_cases_are_said_and_never_shown_as_0_per_cent():
    assert shown.per_cent(None) == "no cases"
    assert shown.worth(measure(Kind.PERCENTAGE), None, "no cases") == "no cases"


def test_a_figure_is_shown_as_its_kind_asks():
    assert shown.worth(measure(Kind.COUNT), Decimal(1156)) == "1,156"
    assert shown.worth(measure(Kind.PERCENTAGE), Decimal("62.5")) == "63%"
    assert shown.worth(measure(Kind.AVERAGE, decimals=1), Decimal("17.25")) == "17.3"
    assert shown.worth(measure(Kind.COUNT), None) == "–"


def test_a_share_is_said_as_n_of_m():
    assert shown.of(Decimal(27), Decimal(34)) == "27 of 34"
    assert shown.of(None, None) == "– of –"
