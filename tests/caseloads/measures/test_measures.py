"""Each measure says what its words in FORMATS say, for every place and month, to the last digit."""

import pytest
from hypothesis import given, settings

from caseloads.measures import MEASURES
from figures import registry
from figures.measures import run
from figures.registry import Kind
from tests.caseloads.measures import frames, made, slow


def computed(records, months, today=made.TODAY, existing=made.existing):
    """What the measures say: numerator, denominator, value, why missing, by slug, kind, ref and month."""
    found = run(MEASURES, frames.of(records, months, today), frames.places(months, existing))
    return {
        (each.slug, each.kind, each.ref, each.month): (
            each.numerator,
            each.denominator,
            each.value,
            each.missing,
        )
        for each in found
    }


@settings(deadline=None, max_examples=80)
@given(made.records_and_months())
def test_every_measure_is_what_counting_by_hand_gives(given):
    records, months = given
    assert computed(records, months) == slow.figures(records, months, made.TODAY, made.existing)


def test_the_measures_are_those_of_the_formats_and_beside_each_how_many_are_not_yet_due():
    assert sorted(measure.slug for measure in MEASURES) == sorted(slow.rows(made.Records(), made.TODAY))
    assert len(MEASURES) == 11 + 2 * (7 + 7)


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.slug)
def test_a_measure_says_what_it_counts_in_words(measure):
    assert registry.measure(measure.slug) is measure
    assert measure.name
    assert measure.numerator
    assert measure.source
    assert measure.unallocated
    assert (measure.denominator == "") == (measure.kind is Kind.COUNT)
    assert measure.decimals == (2 if measure.kind is Kind.AVERAGE else 0)
