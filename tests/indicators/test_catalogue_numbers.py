"""The catalogue's forms take numbers as the report prints them, and say in words what they don't take."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from indicators.catalogue.forms.base import number
from indicators.catalogue.forms.numbers import NumberField, WholeField
from indicators.catalogue.forms.others import AddBenchmarkForm, ChangePopulationForm, TargetForm

pytestmark = pytest.mark.once


def field(kind="percentage"):
    found = number("Target")
    found.kind = kind
    return found


def refused(found: NumberField, text):
    with pytest.raises(ValidationError) as error:
        found.clean(text)
    return error.value.messages


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("36%", "36"),
        ("36", "36"),
        ("36.5 %", "36.5"),
        ("1,700", "1700"),
        ("17K", "17000"),
        ("1.5k", "1500"),
        (" 0 ", "0"),
        ("0.123456", "0.123456"),
        ("123,456,789,012", "123456789012"),
    ],
)
def test_a_number_is_taken_as_it_is_printed(text, value):
    assert field().clean(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["0.1234567", "1234567890123", "123456789012.1234", "999999999999M", "9" * 90]
)
def test_too_many_digits_are_said_in_our_own_words(text):
    assert refused(field(), text) == [
        "Target must have no more than 12 digits before the point, 6 after it and 15 in all."
    ]


@pytest.mark.parametrize("text", ["about 36", "-5", "1,70", "36%%", "1e3", "NaN"])
def test_what_is_no_number_is_said_with_some_that_are(text):
    assert refused(field(), text) == [
        "Target must be a number that is not negative, such as 36%, 36.5 or 17K."
    ]
    assert refused(field("count"), text) == [
        "Target must be a number that is not negative, such as 3.5, 1,700 or 17K."
    ]


def test_a_per_cent_sign_is_one_of_a_percentage():
    assert refused(field("count"), "36%") == ["Target must be a number without %: it is no percentage."]


def test_whether_it_is_below_or_above_is_asked_beside_it():
    assert refused(field(), "<36%") == ["Target must be a number alone, without < before it."]


def test_a_target_its_tolerance_and_a_benchmark_are_of_their_indicators_kind():
    asked = {"operator": "<", "value": "36%", "tolerance": "2%", "basis": "own", "reason": "Decided."}
    form = TargetForm(asked, kind="percentage")
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["value"], form.cleaned_data["tolerance"]) == (36, 2)
    assert set(TargetForm(asked, kind="rate").errors) == {"value", "tolerance"}
    benchmark = {"peer": "england", "year": "2022", "value": "1,700", "reason": "Published."}
    assert AddBenchmarkForm(benchmark, kind="count").is_valid()
    assert set(AddBenchmarkForm({**benchmark, "value": "17%"}, kind="count").errors) == {"value"}


def test_a_tolerance_may_be_left_out_and_a_target_not():
    asked = {"operator": "<", "value": "-", "tolerance": "", "basis": "own", "reason": "Decided."}
    assert TargetForm(asked, kind="count").errors == {"value": ["Enter the target."]}


@pytest.mark.parametrize(("text", "children"), [("50126", 50126), ("50,126", 50126), ("17K", 17000)])
def test_children_are_counted_as_they_are_printed(text, children):
    form = ChangePopulationForm({"under_18": text, "reason": "Published."})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["under_18"] == children
    assert type(form.cleaned_data["under_18"]) is int


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("17.5", "Children under 18 must be a whole number, such as 1,700 or 17K."),
        ("0", "Children under 18 must be 1 or more."),
        ("3000M", "Children under 18 must be 2000000000 or less."),
        ("17%", "Children under 18 must be a number without %: it is no percentage."),
    ],
)
def test_children_are_whole(text, words):
    assert ChangePopulationForm({"under_18": text, "reason": "Published."}).errors == {"under_18": [words]}


def test_an_empty_whole_number_is_none():
    assert WholeField(label="Children", required=False).clean("") is None
