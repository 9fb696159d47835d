"""A child is known by a case reference, and by nothing that could be a name."""

import pytest

from caseloads.rules.references import case_reference


@pytest.mark.parametrize(
    ("written", "reference"),
    [("CD490004", "CD490004"), (" cd 490004 ", "CD490004"), ("490004", "490004"), ("A1234", "A1234")],
)
def test_letters_and_digits_or_digits_alone_are_a_reference(written, reference):
    assert case_reference(written) == reference


@pytest.mark.parametrize(
    "written", ["Robin Testerton", "Robin", "1234", "CD12", "CHILD12345", "", "12/34567"]
)
def test_nothing_else_is(written):
    assert case_reference(written) is None
