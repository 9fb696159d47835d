"""What the roll-up makes of a measure's contributions: scaled, named by place, given for the unallocated."""

import datetime as dt
from decimal import Decimal

import pandas as pd
import pytest

from figures.measures import run
from figures.registry import Frames, Kind, Measure, Polarity

SEPTEMBER = dt.date(2023, 9, 1)
SERVICE, TEAM = ("service", 0), ("team", 7)
KEY = ["month", "kind", "ref"]


def measure(slug, compute, **given):
    values = {
        "name": slug,
        "kind": Kind.AVERAGE,
        "polarity": Polarity.NEITHER,
        "numerator": "children",
        "denominator": "FTE",
        "unit": "children",
        "source": "a test",
        "reads": (),
    }
    return Measure(slug=slug, compute=compute, **{**values, **given})


def contributions(*rows, where=("service_area", "team")):
    frame = pd.DataFrame(rows, columns=["month", *where, "numerator", "denominator"])
    return as_months(frame)


def as_months(frame):
    frame["month"] = pd.to_datetime(frame["month"]).astype("datetime64[s]")
    return frame


def figures(*measures, places=(SERVICE, TEAM), before=()):
    existing = as_months(pd.DataFrame([(SEPTEMBER, *place) for place in places], columns=KEY))
    known = as_months(pd.DataFrame(list(before), columns=["slug", *KEY]))
    known["ref"] = known["ref"].astype("int64")
    found = list(run(measures, Frames({}), existing, known))
    return {(each.slug, each.kind, each.ref): each for each in found}


def test_a_denominator_is_divided_by_its_scale_exactly():
    counted = contributions((SEPTEMBER, 1, 7, 12, 600), (SEPTEMBER, 1, 7, 1, 1))
    found = figures(measure("a", lambda frames: counted, scale=1000))["a", *TEAM]
    assert (found.numerator, found.denominator) == (13, Decimal("0.601"))
    assert found.value == Decimal("21.630615640599")


def test_a_contribution_may_name_its_place_and_is_then_summed_into_no_other():
    named = contributions((SEPTEMBER, *TEAM, 30, 1), (SEPTEMBER, *SERVICE, 50, 2), where=("kind", "ref"))
    found = figures(measure("a", lambda frames: named), places=[SERVICE, TEAM, ("team", 8)])
    assert {key[1:]: (each.numerator, each.denominator) for key, each in found.items()} == {
        SERVICE: (50, 2),
        TEAM: (30, 1),
        ("team", 8): (0, 0),
    }


def test_a_measure_is_given_for_the_unallocated_if_it_says_so_zeros_included():
    nothing = contributions()
    found = figures(
        measure("a", lambda frames: nothing), measure("b", lambda frames: nothing, unallocated=True)
    )
    assert sorted(found) == [
        ("a", *SERVICE),
        ("a", *TEAM),
        ("b", *SERVICE),
        ("b", *TEAM),
        ("b", "unallocated", 0),
    ]


def test_a_place_that_one_measure_knows_from_before_is_given_to_no_other():
    nothing = contributions()
    several = [measure(slug, lambda frames: nothing) for slug in "ab"]
    before = [("a", SEPTEMBER, "team", 9), ("gone", SEPTEMBER, "team", 9)]
    found = figures(*several, places=[SERVICE], before=before)
    assert sorted(found) == [("a", *SERVICE), ("a", "team", 9), ("b", *SERVICE)]


def test_what_several_measures_derive_from_the_frames_is_worked_out_once():
    asked = []

    def total(frames):
        asked.append(1)
        return int(frames["n"]["n"].sum())

    frames = Frames({"n": pd.DataFrame({"n": [1, 2]})})
    assert [frames.once(total), frames.once(total)] == [3, 3]
    assert asked == [1]


@pytest.mark.parametrize("kind", list(Kind))
def test_no_record_at_all_gives_zeros_and_no_cases(kind):
    nothing = contributions()
    found = figures(measure("a", lambda frames: nothing, kind=kind))["a", *SERVICE]
    assert found.numerator == 0
    assert (found.value, found.missing) == ((0, "") if kind is Kind.COUNT else (None, "no cases"))
