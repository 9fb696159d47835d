"""Each measure says what its words in FORMATS say, for every place and month, to the last digit."""

import pandas as pd
import pytest
from hypothesis import given, settings

from audits.measures import MEASURES
from figures import registry
from figures.measures import run
from figures.registry import Kind, Polarity
from tests.audits import made, slow

COLUMNS = ["pk", "month", "service_area", "team", "state", "grade", "final_grade", "discussion", "feedback"]


def frame(audits):
    """The audits as `audits.frames` gives them."""
    rows = [
        {
            "pk": number,
            "month": audit.month,
            "service_area": audit.service_area,
            "team": audit.team or 0,
            "state": "submitted" if audit.submitted else "allocated",
            "grade": audit.grade,
            "final_grade": audit.final,
            "discussion": audit.discussion,
            "feedback": audit.feedback,
            "moderated_grade": audit.moderated,
            **{f"focus5.{code}": audit.answers.get(code, "") for code in slow.FOCUS_5},
        }
        for number, audit in enumerate(audits)
    ]
    codes = [f"focus5.{code}" for code in slow.FOCUS_5]
    made_frame = pd.DataFrame(rows, columns=[*COLUMNS, "moderated_grade", *codes])
    made_frame["month"] = pd.to_datetime(made_frame["month"]).astype("datetime64[s]")
    for column in ("service_area", "team"):
        made_frame[column] = made_frame[column].astype("int64")
    return made_frame


def places_frame(places):
    existing = pd.DataFrame(places, columns=["month", "kind", "ref"])
    existing["month"] = pd.to_datetime(existing["month"]).astype("datetime64[s]")
    return existing


@settings(deadline=None, max_examples=40)
@given(made.audits(returned=True))
def test_every_measure_is_what_counting_by_hand_gives(audits):
    computed = run(MEASURES, {"audits": frame(audits)}, places_frame(made.places()))
    found = {
        (each.slug, each.kind, each.ref, each.month): (
            each.numerator,
            each.denominator,
            each.value,
            each.missing,
        )
        for each in computed
    }
    assert found == slow.figures(audits, made.places())


def test_the_measures_are_those_of_the_formats():
    assert sorted(measure.slug for measure in MEASURES) == sorted(slow.slugs())


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.slug)
def test_a_measure_says_what_it_counts_in_words(measure):
    assert registry.measure(measure.slug) is measure
    assert measure.name
    assert measure.numerator
    assert measure.source
    assert (measure.denominator == "") == (measure.kind is Kind.COUNT)


def test_fewer_weak_audits_are_better_and_how_many_were_allocated_is_neither():
    polarity = {measure.slug: measure.polarity for measure in MEASURES}
    assert polarity["audits.inadequate"] is Polarity.LOWER
    assert polarity["audits.requires_improvement"] is Polarity.LOWER
    assert polarity["audits.good_or_better_rate"] is Polarity.HIGHER
    assert polarity["audits.allocated"] is Polarity.NEITHER


def test_a_measure_cannot_be_registered_twice():
    with pytest.raises(ValueError, match="registered twice"):
        registry.register(MEASURES[0])
