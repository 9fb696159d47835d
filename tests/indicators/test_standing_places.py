"""How indicators stand at places, what is missing and why, and the newest benchmarks."""

import datetime as dt

import pytest

from figures.models import Place
from indicators.models import Benchmark
from indicators.reading.catalogue import catalogue
from indicators.reading.numbers import of_place
from indicators.reading.standing import standings, standings_by_place
from indicators.rules.rag import Rag
from organisation.roles import Role
from tests.factories import ServiceAreaFactory, TeamFactory, UserFactory
from tests.indicators.made import MONTH, entry, figure, series, service, target

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(db):
    return UserFactory(roles=[Role.PERFORMANCE])


@pytest.fixture
def places(db):
    """The whole service, a service area, a team, the unallocated."""
    area = ServiceAreaFactory(name="SWF")
    return [
        service(),
        Place.objects.create(kind="service_area", service_area=area),
        Place.objects.create(kind="team", team=TeamFactory(name="SWF East", record=area)),
        Place.objects.create(kind="unallocated"),
    ]


def test_each_place_has_its_own_figures_and_no_others(reader, places):
    entry(kind="percentage", polarity="higher is better")
    for number, place in enumerate(places):
        figure("referrals.number", MONTH, 10 + number, place=place)
    shown = [standings(reader, catalogue(MONTH), MONTH, of_place(place))[0].shown() for place in places]
    assert shown == ["10%", "11%", "12%", "13%"]


def test_one_indicator_stands_at_each_place_of_which_something_is_known(reader, places):
    target(entry(kind="percentage", polarity="higher is better"), 12, ">=")
    for number, place in enumerate(places[:3]):
        figure("referrals.number", MONTH, 10 + number, place=place)
    found = standings_by_place(reader, catalogue(MONTH), MONTH, places)
    stands = [each for place in places for each in found[place.pk]]
    assert [each.rag for each in stands] == [Rag.RED, Rag.RED, Rag.GREEN]
    assert found[places[3].pk] == []
    assert [each.whole_service for each in stands] == [True, False, False]


@pytest.mark.parametrize(
    ("kind", "polarity", "says"),
    [
        ("percentage", "higher is better", (3, "better")),
        ("rate", "lower is better", (3, "worse")),
        ("average", "neither", (3, "neither better nor worse")),
        ("count", "higher is better", None),
    ],
)
def test_a_place_is_compared_with_the_whole_service_unless_counted(reader, places, kind, polarity, says):
    entry(kind=kind, polarity=polarity)
    for place, value in zip(places[:2], (10, 13), strict=True):
        figure("referrals.number", MONTH, value, place=place)
    found = standings_by_place(reader, catalogue(MONTH), MONTH, places[:2])
    [whole], [area] = (found[place.pk] for place in places[:2])
    beside = area.beside(whole)
    assert (beside and (beside.difference, beside.change)) == says


def test_only_the_headline_source_is_shown(reader):
    entry(headline="records")
    figure("referrals.number", MONTH, 5, source="reported")
    [standing] = standings(reader, catalogue(MONTH), MONTH)
    assert standing.point is None
    figure("referrals.number", MONTH, 6, source="records")
    [standing] = standings(reader, catalogue(MONTH), MONTH)
    assert standing.shown() == "6"


@pytest.mark.parametrize(
    ("headline", "why"), [("records", "not rolled up yet"), ("reported", "not imported yet")]
)
def test_a_month_without_a_figure_says_what_was_not_done(reader, headline, why):
    entry(headline=headline)
    [standing] = standings(reader, catalogue(MONTH), MONTH)
    assert standing.missing == why


def test_a_missing_figure_says_why(reader):
    entry()
    figure("referrals.number", MONTH, None, missing="under review")
    [standing] = standings(reader, catalogue(MONTH), MONTH)
    assert standing.missing == "under review"


@pytest.mark.parametrize(
    ("frequency", "month", "why"),
    [
        ("quarterly", dt.date(2023, 8, 1), ""),
        ("quarterly", dt.date(2023, 9, 1), "not imported yet"),
        ("yearly", dt.date(2023, 9, 1), ""),
        ("yearly", dt.date(2023, 3, 1), "not imported yet"),
    ],
)
def test_what_is_not_due_is_not_missing(reader, frequency, month, why):
    entry(frequency=frequency)
    [standing] = standings(reader, catalogue(month), month)
    assert standing.missing == why


def test_the_newest_benchmark_of_a_peer_is_found(reader):
    made = entry()
    series("referrals.number", [1])
    for year, value in ((2021, 600), (2022, 588)):
        Benchmark.objects.create(indicator=made.indicator, peer="england", year=year, value=value)
    [standing] = standings(reader, catalogue(MONTH), MONTH)
    newest = standing.newest("england")
    assert (newest.value, newest.year_in_words) == (588, "2022/23")
    assert standing.newest("neighbours") is None


def test_bare_ones_are_one_query(reader, django_assert_num_queries):
    entry()
    listed = catalogue(MONTH)
    reader.access  # noqa: B018 - asked before
    with django_assert_num_queries(1):
        standings(reader, listed, MONTH, bare=True)
