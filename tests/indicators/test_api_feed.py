"""The feed: stable columns, every headline figure, and the same meaning as on every page."""

import csv
import datetime as dt
import io
import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from core import clock, jobs
from core.jobs import schedule
from figures.models import CurrentFigure, Place
from indicators.api.feed.columns import FEED, HEADER
from indicators.api.feed.lines import Writer
from indicators.api.feed.nightly import KIND
from indicators.models import SignOff
from indicators.reading.catalogue import WORDS, catalogue
from indicators.reading.numbers import of_place
from indicators.reading.standing import standings
from organisation.models import ServiceArea
from tests.factories import UserFactory
from tests.indicators.keyed import BY, ask, secret, text
from tests.indicators.made import MONTH, entry, figure, section, series, service, target
from tests.jobs import run_pending

pytestmark = pytest.mark.django_db
FIRST_RELEASED = (
    "indicator,name,section,place,place_kind,month,numerator,denominator,value,missing,source,target,rag,"
    "direction,published,operator,change,direction_year,change_year,known_on"
)


def rows(client, **query):
    """The feed's lines as a program reads them."""
    return list(csv.DictReader(io.StringIO(text(ask(client, "feed.csv", secret(teams=True), **query)))))


def area(name="North"):
    """A service area as a place."""
    return Place.objects.create(kind="service_area", service_area=ServiceArea.objects.create(name=name))


@pytest.mark.once
def test_what_was_released_stays_and_new_columns_come_last():
    assert HEADER.startswith(FIRST_RELEASED)


@pytest.mark.once
def test_the_documentation_lists_exactly_these_columns():
    page = (Path(__file__).parents[2] / "docs" / "api.md").read_text()
    listed = re.findall(r"^\| `(\w+)` \|", page.partition("## The feed’s columns")[2], re.MULTILINE)
    assert listed == [column.name for column in FEED]


def test_a_line_says_figure_target_rag_and_direction(client):
    target(entry(kind="percentage", decimals=0), 36, tolerance=Decimal(2))
    figure("referrals.number", dt.date(2022, 9, 1), "41.5", known_at=clock.now())
    figure("referrals.number", dt.date(2023, 8, 1), 35)
    number = "37.037037037037"
    figure("referrals.number", MONTH, number, numerator=10, denominator=27)
    SignOff.objects.create(month=MONTH, at=clock.now(), by_name="Somebody")
    [line] = rows(client, **{"from": "2023-09"})
    known = str(clock.now().astimezone(clock.LONDON).date())
    assert list(line.values()) == [
        "referrals.number", "Referrals number", "Front door", "", "service", "2023-09-01", "10", "27", number,
        "", "reported", "36", "amber", "up", known, "at most", "worse", "down", "better", known,
    ]  # fmt: skip


def test_a_missing_value_says_why_and_has_neither_code_nor_direction(client):
    target(entry(), 250)
    series("referrals.number", [300])
    figure("referrals.number", dt.date(2023, 10, 1), None, missing="to be confirmed")
    line = rows(client)[-1]
    assert (line["value"], line["missing"], line["rag"], line["direction"]) == ("", "to be confirmed", "", "")


def test_only_the_headline_source_is_in_it_and_only_the_months_asked_for(client):
    entry(headline="records")
    series("referrals.number", [1, 2, 3])
    series("referrals.number", [4, 5, 6], source="records")
    assert [line["value"] for line in rows(client)] == ["4", "5", "6"]
    assert [line["value"] for line in rows(client, **{"from": "2023-08", "to": "2023-08"})] == ["5"]
    assert rows(client, **{"from": "2024-01", "to": "2023-01"}) == []


def test_a_count_has_a_target_for_the_whole_service_alone(client):
    target(entry(), 250)
    for place in (service(), area()):
        figure("referrals.number", MONTH, 99, place=place)
    assert [(line["place"], line["target"], line["rag"]) for line in rows(client)] == [
        ("", "250", "green"),
        ("North", "", ""),
    ]


def test_no_text_of_it_is_a_formula_and_none_breaks_the_line(client):
    entry(name='=1+1, "so\ncalled"', section=section(name="+44"))
    figure("referrals.number", MONTH, -1, place=area("@home"))
    [line] = rows(client)
    assert (line["name"], line["section"], line["place"]) == ('\'=1+1, "so called"', "'+44", "'@home")
    assert line["value"] == "-1"


@pytest.mark.parametrize("change", ["figure", "name", "target", "place", "sign-off", "year before"])
def test_what_was_kept_is_written_anew_when_something_in_it_changed(client, change):
    listed, place = entry(kind="percentage"), area()
    series("referrals.number", [50] * 13)
    figure("referrals.number", MONTH, 60, place=place)
    before = rows(client)
    assert rows(client) == before
    if change == "figure":
        figure("referrals.number", MONTH, 51)
    elif change == "name":
        type(listed).objects.update(name="Another name")
    elif change == "target":
        target(listed, 40)
    elif change == "place":
        ServiceArea.objects.update(name="South")
    elif change == "sign-off":
        SignOff.objects.create(month=MONTH, at=clock.now(), by_name="Somebody")
    else:
        figure("referrals.number", dt.date(2022, 9, 1), 49)
    after = rows(client)
    assert after[-2:] != before[-2:]
    cache.clear()
    assert rows(client) == after


def expected(standing, place):
    """What a page says of the same figure, as the feed writes it."""
    aim = standing.indicator.aim if standing.aims else None
    month, year = standing.since_last_month, standing.since_last_year
    return {
        "operator": WORDS[aim.operator] if aim else "",
        "rag": standing.rag or "",
        "direction": month.way if month else "",
        "change": month.change if month else "",
        "direction_year": year.way if year else "",
        "change_year": year.change if year else "",
    }


@given(
    values=some.lists(some.none() | some.decimals(-5, 200, places=3), min_size=1, max_size=14),
    polarity=some.sampled_from(["higher is better", "lower is better", "neither"]),
    kind=some.sampled_from(["count", "percentage", "average"]),
    operator=some.sampled_from(["<", "<=", "=", ">=", ">"]),
    decimals=some.integers(0, 2),
)
@settings(max_examples=12, suppress_health_check=list(HealthCheck))
def test_a_figure_means_in_the_feed_what_it_means_on_every_page(
    client, values, polarity, kind, operator, decimals
):
    from django.db import transaction

    with transaction.atomic():
        listed = entry(kind=kind, polarity=polarity, decimals=decimals)
        target(listed, 100, operator, tolerance=Decimal(10))
        place = area()
        series("referrals.number", values)
        series("referrals.number", values[::-1], place=place)
        reader = UserFactory(roles=["performance"])
        for line in rows(client):
            month = dt.date.fromisoformat(line["month"])
            where = place if line["place"] else service()
            [standing] = standings(reader, catalogue(month), month, of_place(where))
            assert {name: line[name] for name in expected(standing, where)} == expected(standing, where)
        transaction.set_rollback(True)


def test_it_is_written_by_night_for_those_who_read_it(client, monkeypatch):
    entry()
    series("referrals.number", [1, 2, 3])
    presented = secret("figures")
    jobs.start(KIND, by=BY, args={})
    run_pending()
    assert jobs.Job.objects.get().words == "The feed is written."
    assert KIND in schedule.due_at(dt.datetime(2023, 10, 17, 4, 0))
    monkeypatch.setattr(Writer, "month", None)  # by day nothing is left to write
    assert text(ask(client, "feed.csv", presented)).count("referrals.number") == 3


def test_it_asks_the_database_no_more_often_for_more_figures(client, django_assert_max_num_queries):
    presented, counts = secret(teams=True), []
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for number in range(3):
        series(entry(f"some.{number}").indicator.slug, range(1, 9))
        text(ask(client, "feed.csv", presented))
        with CaptureQueriesContext(connection) as asked:
            text(ask(client, "feed.csv", presented))
        counts.append(len(asked))
    assert CurrentFigure.objects.count() == 24
    assert counts == [counts[0]] * 3
    assert counts[0] <= 8
