"""What a cell of a report says."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.imports.reported.cells import BLANK, read
from indicators.imports.reported.targets import read_benchmark, read_target


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("27%", "27", 0),
        ("27 %", "27", 0),
        ("1,928", "1928", 0),
        ("14.24", "14.24", 2),
        ("15.70", "15.7", 2),
        ("0", "0", 0),
        (".5", "0.5", 1),
        ("007", "7", 0),
        (" 99 ", "99", 0),
        ("14.239999999999998", "14.239999999999998"[:15], 12),
    ],
)
def test_numbers_are_read_as_printed(text, value, decimals):
    reading = read(text)
    assert abs(reading.value - Decimal(value)) < Decimal("1e-11")
    assert reading.decimals == decimals
    assert reading.per_cent == ("%" in text)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("<10%", "suppressed"),
        ("<5", "suppressed"),
        ("*", "suppressed"),
        ("c", "suppressed"),
        ("TBC", "to be confirmed"),
        ("-", "not available"),
        ("–", "not available"),
        ("N/A", "not applicable"),
        ("UNDER REVIEW", "under review"),
        ("No  cases", "no cases"),
    ],
)
def test_a_figure_that_is_missing_says_why(text, missing):
    assert (read(text).value, read(text).missing) == (None, missing)


def test_a_blank_cell_says_nothing():
    assert read("   ") == BLANK


@pytest.mark.parametrize(
    "text",
    [
        "Dec-69",
        "-5",
        "1,92,8",
        "27%%",
        "%",
        ".",
        "1e5",
        "12 34",
        "#DIV/0!",
        "about 5",
        "27,5",
        "9" * 13,
        "1/2",
        "٣",
    ],
)
def test_anything_else_is_not_a_figure(text):
    with pytest.raises(ValueError, match=r"."):
        read(text)


@given(value=st.decimals(0, 10**9, places=4, allow_nan=False), commas=st.booleans(), per_cent=st.booleans())
def test_every_number_comes_back_as_it_was_printed(value, commas, per_cent):
    text = f"{value:,f}" if commas else f"{value:f}"
    reading = read(f"{text}%" if per_cent else text)
    assert (reading.value, reading.per_cent, reading.decimals) == (value, per_cent, 4)


@given(text=st.text(max_size=100))
def test_no_text_breaks_the_reading(text):
    try:
        reading = read(text)
    except ValueError:
        return
    assert reading.blank or (reading.value is None) == bool(reading.missing)
    assert reading.value is None or reading.value >= 0


@pytest.mark.parametrize(
    ("text", "operator", "value"),
    [
        ("273", "", 273),
        ("95%", "", 95),
        ("<36%", "<", 36),
        ("<17K", "<", 17_000),
        ("≥ 3.5", ">=", Decimal("3.5")),
        ("<=1,000", "<=", 1_000),
    ],
)
def test_targets_are_read_with_their_operator(text, operator, value):
    aim = read_target(text)
    assert (aim.operator, aim.value) == (operator, value)


@pytest.mark.parametrize("text", ["", "-", "–", " "])
def test_a_dash_is_no_target(text):
    assert read_target(text) is None


@pytest.mark.parametrize("text", ["about 5", "5-10", "<", "1.2345678", "999999K999", "<TBC"])
def test_a_target_that_is_none_is_said_to_be_none(text):
    with pytest.raises(ValueError, match=r"."):
        read_target(text)


def test_a_benchmark_is_a_number_or_missing():
    assert read_benchmark("80,850").value == 80_850
    assert read_benchmark("-") is None
    assert read_benchmark("TBC") is None
