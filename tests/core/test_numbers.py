"""A number in a request may be anything."""

import pytest

from core.numbers import whole


@pytest.mark.parametrize(
    ("text", "number"),
    [("7", 7), ("007", 7), ("9" * 18, 10**18 - 1), ("0", 0)],
)
def test_plain_digits_are_a_number(text, number):
    assert whole(text) == number


@pytest.mark.parametrize("text", [None, "", "x", "-1", "1.5", " 7", "٧", "²", "9" * 19, "9" * 5000])
def test_anything_else_is_none_and_so_is_what_is_too_long(text):
    assert whole(text) is None
