"""Which places a roll-up computes: those that exist on the month's last day, and those once counted."""

import datetime as dt

import pandas as pd
import pytest

from figures import places
from figures.measures import over_places
from figures.models import CurrentFigure, Figure, Indicator, Place, RollUp
from organisation.models import ServiceAreaName, TeamRecord
from tests.factories import ServiceAreaFactory, TeamFactory

SEPTEMBER = dt.date(2023, 9, 1)
pytestmark = pytest.mark.django_db


def computed(*months):
    frame = places.to_compute(list(months))
    return {(row.month.date(), row.kind, row.ref) for row in frame.itertuples()}


def again(*months):
    frame = places.counted_before(list(months))
    return [(row.slug, row.month.date(), row.kind, row.ref) for row in frame.itertuples()]


def test_a_place_exists_in_a_month_when_it_exists_on_the_last_day():
    area = ServiceAreaFactory()
    team = TeamFactory(
        record=area, record__starts_on=dt.date(2023, 9, 30), record__ends_on=dt.date(2023, 10, 31)
    )
    found = computed(dt.date(2023, 8, 1), SEPTEMBER, dt.date(2023, 10, 1))
    assert (SEPTEMBER, "team", team.pk) in found
    assert (dt.date(2023, 8, 1), "team", team.pk) not in found
    assert (dt.date(2023, 10, 1), "team", team.pk) not in found, "it ends on the 31st, which is left out"


def test_a_service_area_exists_while_it_has_a_name():
    area = ServiceAreaFactory()
    ServiceAreaName.objects.filter(service_area=area).update(ends_on=dt.date(2023, 9, 15))
    assert (SEPTEMBER, "service_area", area.pk) not in computed(SEPTEMBER)
    assert (dt.date(2023, 8, 1), "service_area", area.pk) in computed(dt.date(2023, 8, 1))


def test_the_whole_service_always_exists():
    assert computed(SEPTEMBER) == {(SEPTEMBER, "service", 0)}


def test_a_renamed_team_is_one_place():
    team = TeamFactory(record__ends_on=dt.date(2023, 9, 10))
    first = team.records.get()
    TeamRecord.objects.create(
        team=team,
        name="New name",
        service_area=first.service_area,
        case_holding=True,
        statutory=True,
        starts_on=dt.date(2023, 9, 10),
    )
    assert [key for key in computed(SEPTEMBER) if key[1] == "team"] == [(SEPTEMBER, "team", team.pk)]


def test_a_place_that_has_a_figure_is_computed_again_though_it_exists_no_more():
    team = TeamFactory(record__ends_on=dt.date(2023, 9, 10))
    assert (SEPTEMBER, "team", team.pk) not in computed(SEPTEMBER)
    key = {
        "indicator": Indicator.objects.create(slug="audits.allocated"),
        "place": Place.objects.create(kind=Place.Kind.TEAM, team=team),
        "month": SEPTEMBER,
        "source": "records",
    }
    at = dt.datetime(2023, 10, 2, tzinfo=dt.UTC)
    rollup = RollUp.objects.create(months=["2023-09"], started_at=at, finished_at=at, added=1, unchanged=0)
    figure = Figure.objects.create(**key, numerator=1, value=1, known_at=at, rollup=rollup)
    CurrentFigure.objects.create(**key, figure=figure)
    assert again(SEPTEMBER) == [("audits.allocated", SEPTEMBER, "team", team.pk)], "and no other measure"
    assert again(dt.date(2023, 10, 1)) == []


def frame(rows, columns):
    made = pd.DataFrame(rows, columns=columns)
    made["month"] = pd.to_datetime(made["month"]).astype("datetime64[s]")
    return made


def test_parts_add_up_to_the_whole_and_what_is_nowhere_is_unallocated():
    contributions = frame(
        [("a", SEPTEMBER, 1, 7, 2, 4), ("a", SEPTEMBER, 1, 0, 3, 4), ("a", SEPTEMBER, 0, 0, 5, 4)],
        ["slug", "month", "service_area", "team", "numerator", "denominator"],
    )
    existing = frame(
        [("a", SEPTEMBER, "service", 0, 0, 0), ("a", SEPTEMBER, "service_area", 2, 0, 0)],
        ["slug", "month", "kind", "ref", "numerator", "denominator"],
    )
    summed = over_places(contributions, existing)
    found = {(row.kind, row.ref): (row.numerator, row.denominator) for row in summed.itertuples()}
    assert found == {
        ("service", 0): (10, 12),
        ("service_area", 1): (5, 8),
        ("service_area", 2): (0, 0),
        ("team", 7): (2, 4),
        ("unallocated", 0): (5, 4),
    }
